// The audit Worker and a witness as they are deployed, each on its own workerd: a log that is killed while it grows has one history, and publishes only what
// the witness has cosigned.
import { ed25519CosignatureVerifier } from "@ledge/shared/transparency/cosignature";
import { toUtf8 } from "@ledge/shared/transparency/encoding";
import { parseVerifierKey } from "@ledge/shared/transparency/keys";
import { logVerifier } from "@ledge/shared/transparency/log-signature";
import { judgeCheckpoint, type Policy } from "@ledge/shared/transparency/policy";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memoryLog } from "../support/transparency/memory-log.ts";
import { sampleKey } from "../support/transparency/sample-keys.ts";
import { ORIGIN, type SealedLog, startSealedLog } from "../support/transparency/sealed-log.ts";
import { startWitness, type Witness } from "../support/transparency/witness.ts";

const NAME = "witness.example/w1";
let witness: Witness;
let log: SealedLog;
let policy: Policy;

beforeAll(async () => {
  const [key, own] = [await sampleKey(NAME, "ed25519Cosignature", 4), await sampleKey(ORIGIN, "ed25519", 7)];
  witness = await startWitness({ [ORIGIN]: [own.vkey] }, key.secret);
  const url = witness.url.replace(/\/$/, "");
  log = await startSealedLog({ WITNESSES: JSON.stringify([{ url, keys: [key.vkey] }]), WITNESS_QUORUM: "1" });
  policy = {
    origin: ORIGIN,
    logKeys: [logVerifier(own.verifier)],
    witnesses: [ed25519CosignatureVerifier(key.verifier)],
    quorum: 1,
  };
});
afterAll(async () => await Promise.all([log.stop(), witness.stop()]));

/** The published checkpoint, which the witness must have cosigned; its size is 0 before the first. */
async function published(): Promise<{ size: number; root: Uint8Array | null }> {
  const { status, bytes } = await log.get("/checkpoint");
  if (status === 404) return { size: 0, root: null };
  const judgement = await judgeCheckpoint(bytes, policy);
  if (!judgement.ok) throw new Error(judgement.fault);
  return judgement.checkpoint;
}

test("a log publishes what its witness cosigned, in seconds, with tiles that have its root", async () => {
  await log.grow(300);
  await expect.poll(async () => (await published()).size).toBe(300);
  expect((await published()).root).toEqual((await memoryLog(entries(300))).root);
  const {
    verifier_key: vkey,
    witnesses,
    quorum,
  } = JSON.parse(Buffer.from((await log.get("/.well-known/ledge-log.json")).bytes).toString());
  expect(logVerifier(parseVerifierKey(vkey as string)!).keyId).toBe(policy.logKeys[0]!.keyId);
  expect([witnesses, quorum]).toEqual([[expect.stringContaining(NAME)], 1]);
});

const entries = (count: number): Uint8Array[] => Array.from({ length: count }, (_, index) => toUtf8(`entry ${index}`));

test("a log that is killed while it grows goes on to the same tree, and the witness never saw another", async () => {
  let size = 300;
  let seen = 300;
  for (const more of [1, 400, 2_000, 9_000, 3]) {
    size += more;
    await log.grow(size);
    await log.restart(size);
    const now = (await published()).size;
    expect(now).toBeGreaterThanOrEqual(seen);
    seen = now;
  }
  await log.grow(size);
  await expect.poll(async () => (await published()).size).toBe(size);
  const whole = await memoryLog(entries(size));
  expect((await published()).root).toEqual(whole.root);
  for (const [path, bytes] of whole.files) {
    expect(await log.get(`/${path}`), path).toEqual({ status: 200, bytes });
  }
  // Each restart cuts connections, which is no fault of the log's. A fork would be one.
  expect(log.logs.filter((line) => /forked|TreeForked|TileOverwritten|TilesDiffer|TileMissing|CheckpointForeign/.test(line))).toEqual([]);
  expect(witness.logs).toEqual([]);
});

test("a log whose core has fewer records signs nothing, and goes on when they are back", async () => {
  const before = await published();
  await log.restart(before.size - 1);
  await log.grow(before.size - 1);
  await expect.poll(() => log.logs.some((line) => line.includes('"error.type":"LogShrank"'))).toBe(true);
  expect(await published()).toEqual(before);
  await log.restart(before.size + 5);
  await log.grow(before.size + 5);
  await expect.poll(async () => (await published()).size).toBe(before.size + 5);
});
