// Judges the attacks and prints them.
import { tableLines } from "@ledge/command/table";
import type { Attacked, AttackResult, Side } from "./run.ts";
import type { Timed } from "./timing.ts";

/** Of the bystander's p95: at most this many times the larger of calm and control. */
const BAR = 2;
/** By which a measurement differs from itself on a machine that does other things too: what lies within it decides nothing. */
const SPREAD = 1.18;

function quantileMs({ samplesMs }: Pick<Side, "samplesMs">, share: number): number {
  const sorted = [...samplesMs].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.POSITIVE_INFINITY;
}

const barMs = ({ calm, control }: AttackResult): number => BAR * Math.max(quantileMs(calm, 0.95), quantileMs(control, 0.95));

const ratioOf = ({ calm, control, attacked }: AttackResult): number =>
  quantileMs(attacked, 0.95) / Math.max(quantileMs(calm, 0.95), quantileMs(control, 0.95));

/** Of three: the one in the middle; one that refused the bystander a request comes before the others. */
export function medianOf(results: readonly AttackResult[]): AttackResult {
  const refusing = results.find(({ attacked }) => Object.keys(attacked.refused).length > 0);
  return refusing ?? (results.toSorted((one, other) => ratioOf(one) - ratioOf(other))[Math.floor(results.length / 2)] as AttackResult);
}

/** What an attack did that it must not be able to do, as sentences. */
export function faultsOf(result: AttackResult): string[] {
  const { attack, attacked } = result;
  const p95 = quantileMs(attacked, 0.95);
  const refused = refusalsOf(result);
  return p95 > SPREAD * barMs(result)
    ? [`${attack.name}: the bystander's p95 is ${p95.toFixed(0)} ms, more than ${barMs(result).toFixed(0)} ms`, ...refused]
    : refused;
}

/** Refusals alone: whom the attack kept from being served. */
export function refusalsOf({ attack, attacked }: Attacked): string[] {
  const refused = Object.entries(attacked.refused).map(
    ([status, count]) => `${attack.name}: ${count} requests of the bystander were answered ${status}`,
  );
  return attacked.samplesMs.length === 0 ? [`${attack.name}: the bystander was not served`, ...refused] : refused;
}

const figures = (side: Side): string => `${quantileMs(side, 0.5).toFixed(0)} / ${quantileMs(side, 0.95).toFixed(0)}`;
const counts = (numbers: Readonly<Record<number, number>>): string =>
  Object.entries(numbers)
    .map(([status, count]) => `${status}: ${count}`)
    .join(", ") || "none";

/** Memory before and after, and the rows that were made. */
function grown({ before, after }: Attacked): string {
  const rows = (["endpoints", "deliveries", "keys"] as const).map((name) => `${name} +${after[name] - before[name]}`);
  return `${before.memoryMib ?? "?"} → ${after.memoryMib ?? "?"}, ${rows.join(", ")}`;
}

export function report(results: readonly AttackResult[]): string {
  const rows = results.map((result) => {
    const { attack, calm, control, attacked } = result;
    const ratio = ratioOf(result);
    return [
      attack.name,
      figures(calm),
      figures(control),
      figures(attacked),
      `${ratio.toFixed(2)}×`,
      counts(attacked.refused),
      counts(attacked.answered),
      grown(result),
    ];
  });
  const head = ["attack", "calm", "control", "attacked", "p95", "bystander refused", "attacker answered", "memory MiB, rows"];
  return `The bystander's p50 / p95 in ms.\n\n${tableLines([head, ...rows]).join("\n")}`;
}

export function refusalReport(results: readonly Attacked[]): string {
  const rows = results.map((result) => {
    const { attack, attacked } = result;
    return [attack.name, String(attacked.samplesMs.length), counts(attacked.refused), counts(attacked.answered), grown(result)];
  });
  const head = ["attack", "bystander served", "bystander refused", "attacker answered", "memory MiB, rows"];
  return tableLines([head, ...rows]).join("\n");
}

export function timingReport(timed: readonly Timed[]): string {
  const rows = timed.map(({ operation, pairs, area, isWithin }) => [
    operation,
    String(pairs),
    area.toFixed(3),
    isWithin ? "" : "distinguished",
  ]);
  const head = ["operation", "pairs", "somebody else's over missing", ""];
  return `The share of pairs in which what is somebody else's took longer than what does not exist; 0.5: no difference.\n\n${tableLines([head, ...rows]).join("\n")}`;
}
