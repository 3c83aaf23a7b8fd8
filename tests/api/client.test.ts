// The client against the real platform: the program of its README, and a user's Worker in the real runtime.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "@ledge/repository/root";
import { keysIn } from "@ledge/shared/key-list";
import { openReceiver, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { shownSecret, signatureHeaders } from "../../workers/webhooks/src/delivery/signature.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { readmeProgram } from "../support/readme-program.ts";
import { openEndpoint } from "../support/webhook-endpoint.ts";
import type { ClientTask } from "./workers/client/index.ts";

let ledge: Ledge;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await openReceiver();
  ledge = await startLedge({
    vars: { "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" } },
    beside: ["tests/api/workers/client/wrangler.toml"],
  });
});
afterAll(async () => {
  await ledge.close();
  await receiver.close();
});

afterEach(() => void vi.restoreAllMocks());

/** Collects what is printed from now on, without the runtime's own lines. */
function listen(): () => string[] {
  const lines: string[] = [];
  vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => void lines.push(words.join(" ")));
  return () => lines.filter((line) => !line.startsWith("[wrangler:"));
}

/** Returns when the feed contains the opening of the newest account, and so everything that was committed before it. */
async function untilFed(): Promise<void> {
  const { id } = (await ledge.request("GET", "/v1/accounts?limit=1")).json.data[0];
  await expect.poll(async () => (await ledge.request("GET", `/v1/events?account=${id}`)).json.data).not.toEqual([]);
}

interface Program {
  receive(request: Request, secrets: readonly string[]): Promise<Response>;
}

describe("the README", () => {
  let program: Program;

  test("prints what it claims to print, on a real platform", async () => {
    const { source, prints } = readmeProgram();
    expect(prints.length).toBeGreaterThan(7);
    const printed = listen();
    // Within the repository, so that its imports resolve.
    const file = join(ROOT, ".build/readme-program.ts");
    mkdirSync(join(ROOT, ".build"), { recursive: true });
    // A reader of the README is slower than the relay. This program waits for the relay instead.
    vi.stubGlobal("untilFed", untilFed);
    const here = source
      .replace("https://api.example.com", ledge.url.origin)
      .replace("ledge_…", ledge.operatorKey)
      .replace("for await (const event", "await globalThis.untilFed();\nfor await (const event");
    writeFileSync(file, here);
    program = (await import(pathToFileURL(file).href)) as Program;
    expect(printed()).toEqual(prints);
  });

  test.each(["v1", "v1a"])("accepts what the platform delivers, signed by %s, and nothing that was changed", async (signature) => {
    const endpoint = await openEndpoint(ledge, receiver, { signature });
    await endpoint.caughtUp();
    const delivered = endpoint.received().find(({ json }) => json.type === "ping");
    const { headers, bytes } = delivered as NonNullable<typeof delivered>;
    const arriving = (body: string) =>
      new Request("https://me.example.com", { method: "POST", headers: headers as Record<string, string>, body });
    const printed = listen();
    expect((await program.receive(arriving(bytes.toString()), [endpoint.secret])).status).toBe(204);
    expect(printed()).toEqual(["true ping"]);
    const refused = await program.receive(arriving(bytes.toString().replace("ping", "pong")), [endpoint.secret]);
    expect([refused.status, await refused.text()]).toEqual([400, "signature_mismatch"]);
  });
});

describe("in a Worker", () => {
  test.each([
    ["through a binding", true],
    ["over the network", false],
  ])("%s the client writes once, reports refusals, turns pages and verifies webhooks", async (_way, throughBinding) => {
    const nowMs = 1_800_000_000_000;
    const [masterKey, payload] = ["a-master-key-of-the-tests-alone", '{"id":"evt_1","type":"ping"}'];
    const current = { version: 1, key: keysIn("WEBHOOK_MASTER_KEY", masterKey)[0].id };
    const secret = await shownSecret(masterKey, "v1a", "whe_01", current);
    const headers = await signatureHeaders(
      masterKey,
      { id: "whe_01", signature: "v1a", secrets: [current] },
      "evt_1",
      nowMs / 1_000,
      payload,
    );
    const task: ClientTask = {
      url: ledge.url.origin,
      apiKey: ledge.operatorKey,
      throughBinding,
      secret,
      webhook: { headers, payload },
      nowMs,
    };
    const worker = ledge.harness.getWorker("ledge-client-user");
    const response = await worker.fetch("https://me.example.com/", { method: "POST", body: JSON.stringify(task) });
    const text = await response.text();
    expect(response.status, text).toBe(200);
    expect(JSON.parse(text)).toEqual({
      replayed: [false, true, true],
      amount: "1.250",
      refused: ["currency_mismatch", 422, true],
      listed: 2,
      event: { id: "evt_1", type: "ping" },
    });
  });
});
