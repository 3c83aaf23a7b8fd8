// Some things are done in one place only: log lines, Retry-After, refusals as responses, and the names that two packages share.
import { describe, expect, test } from "vitest";
import { secondPlaces } from "./support/one-place.ts";
import { handwrittenSources } from "./support/sources.ts";

describe("one place", () => {
  test("no source repeats what has one place", () => {
    expect(secondPlaces(handwrittenSources())).toEqual([]);
  });

  test.each([
    ["a Worker writes to the console", "workers/payments/src/routes/a.ts", "console.log(JSON.stringify({ body }));", /log line/],
    [
      "core-service writes to the console by another spelling",
      "core-service/src/lane/a.ts",
      'const { error } = globalThis["console"];',
      /log line/,
    ],
    ["shared declares a console of its own", "shared/src/a.ts", "declare const console: { log(text: string): void };", /log line/],
    [
      "a Worker opens a span of the runtime's own",
      "workers/payments/src/a.ts",
      'import { tracing } from "cloudflare:workers";\ntracing.enterSpan("a", work);',
      /span/,
    ],
    ["core-service opens a span of OpenTelemetry", "core-service/src/lane/a.ts", 'import { trace } from "@opentelemetry/api";', /span/],
    ["a Worker parses Retry-After", "workers/webhooks/src/a.ts", 'Number(response.headers.get("Retry-After"))', /Retry-After/],
    ["a tool parses Retry-After", "tools/delivery/src/deploy/a.ts", "const after = headers.get('retry-after');", /Retry-After/],
    ["the client parses Retry-After", "openapi/client/src/a.ts", "Date.parse(\n  headers.get(\n    `Retry-After`\n  )\n)", /Retry-After/],
    ["the gateway makes a response of a problem", "workers/gateway/src/a.ts", 'problemResponseParts(problem("not_found", id))', /problem/],
    ["a Worker finds an object outside of its jurisdiction", "workers/audit/src/a.ts", 'env.SEALERS.getByName("log")', /Durable Object/],
    [
      "core-service has props of its own",
      "core-service/src/a.ts",
      "export interface CallerProps {\n  readonly caller?: string;\n}",
      /props/,
    ],
    ["a Worker repeats the name of a bug", "workers/kit/src/a.ts", 'if (error.name === "CoreBug") throw error;', /bugs/],
    ["a re-export stands beside code", "workers/webhooks/src/a.ts", 'export const a = 1;\nexport type { B } from "./b.ts";', /exports/],
    ["everything of a module is exported again", "shared/src/a.ts", 'export * as b from "./b.ts";', /exports/],
  ])("it is found that %s", (_fault, path, text, named) => {
    expect(secondPlaces([{ path, text }])).toEqual([expect.stringMatching(named)]);
  });

  test.each([
    [
      "a comment may mention it",
      "workers/payments/src/a.ts",
      "// The console is the runtime's.\n/** Never console.log. */\nexport const a = 1;",
    ],
    ["a header may be given to the parser", "workers/x/src/a.ts", 'parseRetryAfter(response.headers.get("Retry-After"), nowMs)'],
    ["a header may be set", "shared/src/problem.ts", 'headers["Retry-After"] = "1";'],
    ["a tool may write to the console", "tools/dev/src/start/a.ts", "console.log(1);"],
    ["a Worker's main module exports its classes", "workers/x/src/index.ts", 'export { A } from "./a.ts";\nexport default {};'],
  ])("%s", (_law, path, text) => {
    expect(secondPlaces([{ path, text }])).toEqual([]);
  });
});
