// What a rotation of the login costs those who pay meanwhile: the slowest twentieth of answers while it runs, beside a control that does the same work for a
// database that nobody uses, and the control beside itself. `npm run bench:rotation`.
import { tableLines } from "@ledge/command/table";
import { rotate } from "@ledge/delivery/rotate/rotate";
import { bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { median } from "@ledge/verification/bench/measure";
import { afterAll, beforeAll, test } from "vitest";
import { type Bank, startBank } from "../rotation/support/bank.ts";
import { type IdleBank, startIdleBank } from "./support/idle-bank.ts";

const TURNS = 9;
/** A turn is one rotation after the other, each of which has as long, which is longer than it takes. */
const ROTATIONS = 5;
const SLOT_MS = 1_800;
/** As deployed: sessions change over when they hear of it, not at their age. */
const MAX_AGE_MS = 300_000;

let bank: Bank;
let idle: IdleBank;
beforeAll(async () => {
  bank = await startBank(await bundleWorkers(), () => 0, MAX_AGE_MS);
  await bank.underLoad(() => until(Date.now() + ROTATIONS * SLOT_MS));
  idle = await startIdleBank(Object.values(await bank.sessions()).reduce((sum, count) => sum + count, 0));
});
afterAll(async () => {
  await idle?.stop();
  await bank?.stop();
});

const until = async (ms: number): Promise<void> => void (await new Promise((resolve) => setTimeout(resolve, ms - Date.now())));

interface Turn {
  readonly p95Ms: number;
  readonly tookMs: number;
}

/** Rotations under load, and what the longest one took. */
async function turn(of: Partial<Bank["rotation"]>): Promise<Turn> {
  let tookMs = 0;
  const unexpected = (words: string): void => {
    throw new Error(words);
  };
  const { p95Ms, failed } = await bank.underLoad(async () => {
    for (let number = 0; number < ROTATIONS; number += 1) {
      const begunMs = Date.now();
      await rotate({ ...bank.rotation, ...of, onStep: () => undefined, alert: unexpected });
      tookMs = Math.max(tookMs, Date.now() - begunMs);
      await until(begunMs + SLOT_MS);
    }
  });
  if (Object.keys(failed).length > 0) throw new Error(JSON.stringify(failed));
  return { p95Ms, tookMs };
}

test("the cost of a rotation to those who pay meanwhile", { timeout: 900_000 }, async () => {
  const control = { rotatorUrl: idle.rotatorUrl, store: idle.store };
  const ways = { rotation: {}, control, "control, once more": control };
  const turns: Record<string, Turn[]> = { rotation: [], control: [], "control, once more": [] };
  for (let number = 0; number < TURNS; number += 1) {
    for (const [name, of] of Object.entries(ways)) turns[name]?.push(await turn(of));
  }
  const ratios = (name: string): number[] => (turns[name] ?? []).map(({ p95Ms }, at) => p95Ms / (turns["control"]?.[at]?.p95Ms ?? 0));
  const rows = Object.keys(ways).map((name) => {
    const all = turns[name] ?? [];
    const sorted = ratios(name).sort((a, b) => a - b);
    return [
      name,
      `${(median(all.map(({ tookMs }) => tookMs)) / 1_000).toFixed(1)} s`,
      `${median(all.map(({ p95Ms }) => p95Ms)).toFixed(0)} ms`,
      median(sorted).toFixed(3),
      `${sorted[0]?.toFixed(2)} to ${sorted.at(-1)?.toFixed(2)}`,
    ];
  });
  console.log(tableLines([[`${TURNS} turns`, "rotation took", "p95", "median ratio", "spread"], ...rows]).join("\n"));
});
