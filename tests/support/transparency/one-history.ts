// The laws that a sealed log keeps, whatever crashed: one tree, one signature of a size, nothing taken back.
import { parseVerifierKey } from "@ledge/shared/transparency/keys";
import { logVerifier } from "@ledge/shared/transparency/log-signature";
import { judgeCheckpoint, type Policy } from "@ledge/shared/transparency/policy";
import { expect } from "vitest";
import { LogFault } from "../../../workers/audit/src/log/fault.ts";
import { memoryLog } from "./memory-log.ts";
import { Crash, ORIGIN, type SealFixture, sizeOf } from "./seal-fixture.ts";

export const policyOf = ({ key }: SealFixture): Policy => ({
  origin: ORIGIN,
  logKeys: [logVerifier(parseVerifierKey(key.vkey)!)],
  witnesses: [],
  quorum: 0,
});

/** The laws of a log: its tiles are those of its leaves, each size was signed as one tree, and published sizes only grow. */
export async function expectOneHistory(log: SealFixture): Promise<void> {
  const judgement = await judgeCheckpoint(log.files.get("checkpoint")!, policyOf(log));
  if (!judgement.ok) throw new Error(judgement.fault);
  const { size, root } = judgement.checkpoint;
  const whole = await memoryLog(log.entries.slice(0, size));
  expect(root).toEqual(whole.root);
  for (const [path, bytes] of whole.files) expect(log.files.get(path), path).toEqual(bytes);
  for (const path of log.files.keys()) {
    if (path === "checkpoint") continue;
    // Narrower tiles of smaller trees stay.
    const [wide] = path.split(".p/");
    expect(
      [...whole.files.keys()].some((one) => one.startsWith(wide!)),
      path,
    ).toBe(true);
  }
  const texts = new Map(log.signed.map((text) => [sizeOf(text), text]));
  expect(
    log.signed.every((text) => texts.get(sizeOf(text)) === text),
    "one tree of a size",
  ).toBe(true);
  expect(
    log.published.every((published, at) => at === 0 || published >= log.published[at - 1]!),
    "sizes grow",
  ).toBe(true);
}

/** One step, as how it ended. @throws what is neither. */
export const step = async (log: SealFixture): Promise<LogFault["name"] | "Crash" | "done"> =>
  await log.step().then(
    () => "done",
    (error: unknown) => {
      if (error instanceof LogFault || error instanceof Crash) return error.name;
      throw error;
    },
  );
