// `npm run grants`: compares what the logins of the runtime, the analyst, retention, the auditor and the rotator may do in a database, which rows they see, and the
// settings of every login, with the golden lists. Any difference is drift, since only migrations grant and only bootstrap sets. It reads catalogs alone, which
// every login may: ledge_auditor is the one that may do nothing else.
import { exitCodes, readArguments, runCommand } from "@ledge/command/command-line";
import { givenDatabaseUrl } from "../database-url.ts";
import { withClient } from "../postgres/connect.ts";
import { golden, loginPrivileges, unpinnedDefiners } from "./grants.ts";
import { missingPartitions } from "../retention/missing-partitions.ts";
import { settingDrift } from "./login-settings.ts";
import { rowSecurityDrift } from "./row-security.ts";

const USAGE = `npm run grants -- [--url URL]

Compares what the logins of the runtime, the analyst, retention, the auditor and the rotator may do in a database with the grants that they should have, the row security of the
tables with that of the migrations, and the settings of each login with those that bootstrap gives it. Exits 1 when they differ, or when the partitions of
the next month are not made yet.
  --url   of ledge_auditor, or any login that may connect: postgres://…; else AUDITOR_DATABASE_URL`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { url: { type: "string" } });
  const url = givenDatabaseUrl(values.url, "AUDITOR_DATABASE_URL", "the URL of any login that may connect", process.env);
  return await withClient(url, async (client) => {
    const found = await loginPrivileges(client);
    const drift = [
      ...found.filter((line) => !golden.includes(line)).map((line) => `more than it should have: ${line}`),
      ...golden.filter((line) => !found.includes(line)).map((line) => `less than it needs: ${line}`),
      ...(await unpinnedDefiners(client)).map((name) => `a definer's function without a search_path of its own: ${name}`),
      ...(await rowSecurityDrift(client)),
      ...(await settingDrift(client)),
      ...(await missingPartitions(client)),
    ];
    if (drift.length === 0)
      console.log(
        `The runtime, the analyst, retention, the auditor and the rotator have the ${golden.length} grants that they should have, and no other, each table with an owner its row security, and each login its settings.`,
      );
    else console.error(drift.join("\n"));
    return drift.length === 0 ? 0 : exitCodes.failed;
  });
});
