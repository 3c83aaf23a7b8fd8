// Nothing is published that too few witnesses have seen, whatever a witness answers or does not; and no witness holds the log up for ever.
import { ed25519CosignatureVerifier } from "@ledge/shared/transparency/cosignature";
import { logVerifier } from "@ledge/shared/transparency/log-signature";
import { parseVerifierKey } from "@ledge/shared/transparency/keys";
import { judgeCheckpoint } from "@ledge/shared/transparency/policy";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type MemoryWitness, memoryWitness, quorumWith, sendTo } from "../support/transparency/memory-witness.ts";
import { checkpointOf, Crash, entriesOf, ORIGIN, sealFixture, type SealFixture, sizeOf } from "../support/transparency/seal-fixture.ts";
import { quorumOf } from "../../workers/audit/src/log/witnesses.ts";

const logged: Record<string, unknown>[] = [];
beforeEach(() => {
  logged.length = 0;
  for (const level of ["warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>));
});
afterEach(() => vi.restoreAllMocks());

interface Witnessed {
  readonly log: SealFixture;
  readonly witnesses: readonly MemoryWitness[];
}

async function witnessed(size: number, count: number, needed: number): Promise<Witnessed> {
  const log = await sealFixture(size);
  const witnesses = await Promise.all(Array.from({ length: count }, (_, at) => memoryWitness(`w${at}.example`, 20 + at)));
  log.quorum = quorumWith(witnesses, needed);
  log.send = sendTo(witnesses);
  return { log, witnesses };
}

/** Who has cosigned the published checkpoint, verified. */
async function cosigners({ log, witnesses }: Witnessed, quorum: number): Promise<readonly string[]> {
  const judgement = await judgeCheckpoint(log.files.get("checkpoint")!, {
    origin: ORIGIN,
    logKeys: [logVerifier(parseVerifierKey(log.key.vkey)!)],
    witnesses: witnesses.map(({ key }) => ed25519CosignatureVerifier(key.verifier)),
    quorum,
  });
  if (!judgement.ok) throw new Error(judgement.fault);
  return judgement.witnesses;
}

const grow = async ({ log }: Witnessed, size: number): Promise<boolean> => {
  log.entries = entriesOf(size);
  return (await log.step()).isPublished;
};

describe("the log with witnesses", () => {
  test("publishes with the cosignatures of those that answer, and proves to each that it extends what that one saw", async () => {
    const all = await witnessed(0, 3, 2);
    for (const size of [1, 7, 300, 700]) {
      expect(await grow(all, size)).toBe(true);
      expect(await cosigners(all, 2)).toEqual(["w0.example", "w1.example", "w2.example"]);
    }
    for (const { asked } of all.witnesses) {
      expect(asked).toEqual([
        [0, 1, 200],
        [1, 7, 200],
        [7, 300, 200],
        [300, 700, 200],
      ]);
    }
  });

  test("answers 409 with a proof from the size that the witness saw", async () => {
    const all = await witnessed(300, 1, 1);
    await all.log.finish();
    // The log has forgotten what the witness saw, but not its own tree.
    all.log.forget();
    expect(await grow(all, 500)).toBe(true);
    expect(all.witnesses[0]!.asked).toEqual([
      [0, 300, 200],
      [0, 500, 409],
      [300, 500, 200],
    ]);
  });

  test.each<[string, () => Response | Promise<Response>]>([
    ["403", () => new Response("", { status: 403 })],
    ["404", () => new Response("", { status: 404 })],
    ["422", () => new Response("", { status: 422 })],
    ["500", () => new Response("", { status: 500 })],
    ["409 without a size", () => new Response("?\n", { status: 409 })],
    ["409 with a size beyond the tree", () => new Response("1000000\n", { status: 409 })],
    ["409 again and again", () => new Response("3\n", { status: 409 })],
    ["a redirect", () => new Response("", { status: 302, headers: { Location: "https://evil.example/" } })],
    ["what is no signature", () => new Response("ok\n")],
    ["a signature of another key", () => new Response("— w9.example AAAAAAAAAAAAAAAA\n")],
    ["an answer without end", () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(60_000)) }))],
    ["no connection", () => Promise.reject(new TypeError("fetch failed"))],
  ])("publishes nothing while the one that it needs answers %s, and publishes once it does cosign", async (_what, fault) => {
    const all = await witnessed(10, 1, 1);
    const [witness] = all.witnesses;
    witness!.fault = fault;
    expect(await grow(all, 10)).toBe(false);
    expect(all.log.files.has("checkpoint")).toBe(false);
    expect(all.log.state.backlog()).toMatchObject({ published: 0, sinceMs: expect.any(Number) as number });
    expect(logged).toHaveLength(1);
    witness!.fault = null;
    expect(await grow(all, 12)).toBe(true);
    expect(await cosigners(all, 1)).toEqual(["w0.example"]);
    expect(all.log.signed.map(sizeOf)).toEqual([10, 12]);
  });

  test("takes a false signature of a right key for none", async () => {
    const all = await witnessed(10, 1, 1);
    const [witness] = all.witnesses;
    const other = await witnessed(10, 1, 1);
    await other.log.finish();
    // A right signature, of another checkpoint.
    const line = checkpointOf(other.log)
      .split("\n")
      .find((one) => one.startsWith("— w0.example"));
    await all.log.finish();
    witness!.fault = () => new Response(`${line}\n`);
    expect(await grow(all, 20)).toBe(false);
    expect(sizeOf(all.log.files.get("checkpoint")!)).toBe(10);
  });

  test("reports a witness that saw another history as an error, and one that is away as a warning", async () => {
    const all = await witnessed(10, 2, 0);
    all.witnesses[0]!.fault = () => new Response("", { status: 422 });
    all.witnesses[1]!.fault = () => new Response("", { status: 500 });
    await grow(all, 10);
    expect(logged).toMatchObject([
      { level: "error", operation: "cosign.forked", subject: "w0.example", counts: { status: 422, size: 10 } },
      { level: "warn", operation: "cosign", subject: "w1.example", counts: { status: 500, size: 10 } },
    ]);
  });

  test("does not wait for one that never answers, once the others are enough", async () => {
    const all = await witnessed(10, 3, 2);
    all.witnesses[2]!.fault = () => new Promise(() => undefined);
    expect(await grow(all, 10)).toBe(true);
    expect(await cosigners(all, 2)).toEqual(["w0.example", "w1.example"]);
  });

  test("gives up one that never answers, if it needs it, and asks again later", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const all = await witnessed(10, 1, 1);
      all.witnesses[0]!.fault = () => new Promise(() => undefined);
      let isPublished: boolean | undefined;
      void grow(all, 10).then((answer) => (isPublished = answer));
      // Signatures take real time, beside the clock.
      for (let turns = 0; isPublished === undefined && turns < 1_000; turns += 1) {
        await vi.advanceTimersByTimeAsync(500);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(isPublished).toBe(false);
      expect(all.log.files.has("checkpoint")).toBe(false);
      all.witnesses[0]!.fault = null;
      expect(await grow(all, 10)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test("killed between a cosignature and its publication asks nobody again, and publishes the same", async () => {
    const all = await witnessed(10, 2, 2);
    all.log.interrupt = (what, when) => {
      if (what === "put checkpoint" && when === "before") throw new Crash();
    };
    await expect(all.log.step()).rejects.toThrow(Crash);
    all.log.interrupt = () => undefined;
    await all.log.finish();
    expect(all.witnesses.map(({ asked }) => asked.length)).toEqual([1, 1]);
    expect(await cosigners(all, 2)).toHaveLength(2);
  });

  test("of which a mutant needs one cosignature less publishes what its witness has not seen", async () => {
    const all = await witnessed(10, 1, 1);
    all.witnesses[0]!.fault = () => new Response("", { status: 500 });
    all.log.adapt = (ports) => ({ ...ports, quorum: { ...ports.quorum, needed: 0 } });
    expect(await grow(all, 10)).toBe(true);
    await expect(cosigners(all, 1)).rejects.toThrow("cosignatures of 0 witnesses, not of 1");
  });
});

describe("settings of witnesses", () => {
  const vkey = async (name: string): Promise<string> => (await memoryWitness(name, 30)).key.vkey;
  test.each<[string, () => Promise<[unknown, string]>]>([
    ["no JSON", async () => ["[", "0"]],
    ["a malformed key", async () => [[{ url: "https://w.example", keys: ["w.example+00000000+AAAA"] }], "0"]],
    ["a key of a log", async () => [[{ url: "https://w.example", keys: [(await sealFixture(0)).key.vkey] }], "0"]],
    ["no key", async () => [[{ url: "https://w.example", keys: [] }], "0"]],
    ["two names", async () => [[{ url: "https://w.example", keys: [await vkey("a.example"), await vkey("b.example")] }], "0"]],
    ["a witness twice", async () => [["a", "b"].map((host) => ({ url: `https://${host}.example`, keys: [] })), "0"]],
    ["no TLS", async () => [[{ url: "http://w.example", keys: [await vkey("w.example")] }], "0"]],
    ["a quorum of more than there are", async () => [[{ url: "https://w.example", keys: [await vkey("w.example")] }], "2"]],
    ["a quorum that is no number", async () => [[], "all"]],
  ])("with %s stop the log", async (_what, settings) => {
    const [witnesses, quorum] = await settings();
    const text = typeof witnesses === "string" ? witnesses : JSON.stringify(witnesses);
    expect(() => quorumOf({ WITNESSES: text, WITNESS_QUORUM: quorum })).toThrow();
  });
});
