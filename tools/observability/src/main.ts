// `npm run observability`: writes rules, alerts and dashboards. With --check, fails when what is committed says something else.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readArguments, runCommand } from "@ledge/command/command-line";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { ROOT } from "@ledge/repository/root";
import { generatedFiles } from "./generated-files.ts";
import { faultsOfNames } from "./names.ts";
import { faultsOfClasses } from "./slo.ts";

const USAGE = `npm run observability -- [--check]

Writes Prometheus's rules and alerts and Grafana's dashboards from the objectives in tools/observability/src/slo.ts, and their table in docs/observability.md.
  --check   writes nothing; exits 1 when what is committed says something else`;

const operations = Object.values(contract.paths).flatMap((methods) =>
  Object.values(methods as Readonly<Record<string, { readonly operationId: string }>>).map(({ operationId }) => operationId),
);

await runCommand(USAGE, (args) => {
  const { values } = readArguments(args, { check: { type: "boolean", default: false } });
  const files = generatedFiles();
  const faults = [
    ...faultsOfClasses(operations).map((fault) => `tools/observability/src/slo.ts: ${fault}`),
    ...faultsOfNames(files).map((name) => `tools/observability/src/metrics.ts has no ${name}, which a rule or a dashboard names`),
  ];
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) return 1;
  const stale = [...files].filter(([path, text]) => {
    const file = join(ROOT, path);
    return !existsSync(file) || readFileSync(file, "utf8") !== text;
  });
  if (stale.length === 0) console.log("Rules, alerts and dashboards are those of the objectives.");
  for (const [path, text] of stale) {
    if (values.check) console.error(`${path} is not what the objectives say. Run \`npm run observability\` and commit it.`);
    else {
      mkdirSync(dirname(join(ROOT, path)), { recursive: true });
      writeFileSync(join(ROOT, path), text);
      console.log(`Wrote ${path}.`);
    }
  }
  return values.check && stale.length > 0 ? 1 : 0;
});
