// The output of the Workers runtime in the terminal of `npm start`: faults and the Workers' logs, without routine lines.
import { readRuntimeLog } from "@ledge/dev/start/runtime-log";
import { describe, expect, test } from "vitest";

function shown(...chunks: string[]): string[] {
  const lines: string[] = [];
  const take = readRuntimeLog({
    onLine: (line) => lines.push(line),
    onBuildFailure: () => lines.push("(build failure)"),
    onCrash: () => lines.push("(crash)"),
  });
  for (const chunk of chunks) take(chunk);
  return lines;
}

describe("the runtime's log", () => {
  test.each([
    ["requests", "[wrangler:info] GET /healthz 200 OK (8ms)\n[wrangler:info] QUEUE ledge-events 1/1 (9ms)\n"],
    [
      "tables of bindings",
      "ledge-core has access to the following bindings:\nBinding   Resource\nenv.LANES (Lane)  Durable Object\n\nService bindings, Durable Object bindings, and Tail consumers connect to other\n",
    ],
    [
      "where secrets and logs are",
      "Using secrets defined in .ledge/worker-secrets.env\n🪵  Logs were written to x\n⎔ Starting local server...\n",
    ],
    [
      "who counts lines",
      "ledge-audit is sending Tail events to the following Workers:\n- ledge-telemetry [not connected]\n- ledge-telemetry [connected]\n",
    ],
    ["counters of routine work", '[ledge-core] {"level":"info","service.name":"core","operation":"relay","sent":3}\n'],
  ])("omits %s", (_what, text) => {
    expect(shown(text)).toEqual([]);
  });

  test("shows errors of the Workers with their known fields, and their stack", () => {
    const text =
      '\u001b[31m✘ \u001b[41;31m[\u001b[41;97mERROR\u001b[41;31m]\u001b[0m \u001b[1m{"level":"error","service.name":"payments","request_id":"req_1","error.type":"TypeError"}\u001b[0m\n\n\n' +
      "✘ [ERROR] TypeError: Cannot read properties of undefined\n\n      at handle (create-transfer.ts:27:68)\n\n" +
      '✘ [ERROR] {"level":"error","service.name":"core","operation":"relay","db.response.status_code":"57P01","request_id":"","error.type":"error"}\n';
    expect(shown(text)).toEqual([
      "✘ payments: TypeError (request req_1)",
      "✘ [ERROR] TypeError: Cannot read properties of undefined",
      "      at handle (create-transfer.ts:27:68)",
      "✘ core: error (operation relay, db.response.status_code 57P01)",
    ]);
  });

  test("shows what a developer prints, including text that only resembles a log entry", () => {
    expect(shown('[ledge-payments] here 1\nhere 2\n{"level":"loud"}\n{"level":\n')).toEqual([
      "[ledge-payments] here 1",
      "here 2",
      '{"level":',
    ]);
  });

  test("reports that the code does not build, and that it builds again", () => {
    expect(
      shown(
        '✘ [ERROR] Build failed with 2 errors:\n\n  ✘ [ERROR] Unexpected ";"\n',
        "⎔ Reloading local server...\n⎔ Local server updated and ready\n",
      ),
    ).toEqual([
      "(build failure)",
      "✘ [ERROR] Build failed with 2 errors:",
      '  ✘ [ERROR] Unexpected ";"',
      "The Workers were built again, and serve what was saved.",
    ]);
  });

  test("reports that a process of the runtime crashed", () => {
    const line = "[wrangler:warn] The Workers runtime crashed unexpectedly and is being restarted (crash #1). Any";
    expect(shown(`${line}\n`)).toEqual(["(crash)", line]);
  });

  test("is read line by line, in whatever chunks it arrives", () => {
    const text = "one\n[wrangler:info] GET / 200\ntwo\n";
    expect(shown(...text)).toEqual(shown(text));
    expect(shown("half a line")).toEqual([]);
  });
});
