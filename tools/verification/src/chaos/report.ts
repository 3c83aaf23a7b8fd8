// The summary of a run as text: the intents, the injected faults, the laws that were checked, and the command that repeats the run.
import { tableLines } from "@ledge/command/table";
import type { IntentKind } from "./history.ts";
import type { EffectLaw } from "./judge-effects.ts";
import type { ChaosOutcome } from "./run.ts";

const SHOWN = 10;

/** The options of the run that is reported. */
export interface RunLabel {
  readonly seconds: number;
  readonly seed: number;
  readonly mutant: string | null;
}

export function report(outcome: ChaosOutcome, { seconds, seed, mutant }: RunLabel): string {
  const again = `npm run chaos -- --seconds ${seconds} --seed ${seed}${mutant === null ? "" : ` --mutant ${mutant}`}`;
  const { violations, stateDir, loadMs, drainMs } = outcome;
  const verdict = violations.length === 0 ? "0 violations" : `${violations.length} VIOLATIONS`;
  return [
    "",
    ...intentLines(outcome),
    "",
    ...faultLines(outcome),
    "",
    ...lawLines(outcome),
    "",
    effectLine(outcome),
    ...violations.slice(0, SHOWN).map(({ law, what }) => `  ${law}: ${what}`),
    ...(violations.length > SHOWN ? [`  … and ${violations.length - SHOWN} more`] : []),
    ...(stateDir === null ? [] : [`  The state of the run is in ${stateDir}`]),
    `${verdict}; clients ${(loadMs / 1_000).toFixed(1)} s, then drained for ${(drainMs / 1_000).toFixed(1)} s. Seed ${seed}: ${again}`,
  ].join("\n");
}

/** The main result: how many acknowledged effects are missing or doubled. */
function effectLine({ history, violations }: ChaosOutcome): string {
  const acknowledged = history.ended.reduce((sum, one) => sum + one.acknowledged.length, 0);
  const of = (wanted: EffectLaw): number => violations.filter(({ law }) => law === wanted).length;
  const [lost, doubled] = [of("what was acknowledged is there"), of("what was asked once is done once")];
  return `${acknowledged} effects acknowledged; ${lost} lost, ${doubled} doubled`;
}

function intentLines({ history, reads }: ChaosOutcome): string[] {
  const kinds = [...new Set(history.ended.map(({ kind }) => kind))].sort();
  const row = (name: string, of: readonly IntentKind[]): string[] => {
    const own = history.ended.filter(({ kind }) => of.includes(kind));
    const ended = (end: string) => String(own.filter((one) => one.end === end).length);
    const retries = of.reduce((sum, kind) => sum + (history.retries.get(kind) ?? 0), 0);
    return [name, String(own.length), ended("ok"), ended("refused"), ended("unknown"), String(retries)];
  };
  const readRows = [...reads].sort().map(([kind, count]) => [`${kind} read`, String(count), String(count), "", "", ""]);
  const rows = [...kinds.map((kind) => row(kind, [kind])), row("all", kinds), ...readRows];
  return tableLines([["asked for", "sent", "ok", "refused", "unknown", "retries"], ...rows]);
}

function faultLines({ faults, messages: counts }: ChaosOutcome): string[] {
  const rows = [...faults].map(([name, count]) => [name, String(count)]);
  const messages: readonly (readonly [string, number])[] = [
    ["message delivered twice", counts.twice],
    ["message hours late", counts.late],
    ["batch of messages backwards", counts.backwards],
    ["message from a second relay", counts.fromAnother],
    ["of messages in all", counts.handed],
  ];
  return tableLines([["fault", "times"], ...rows, ...messages.map(([name, count]) => [name, String(count)])]);
}

function lawLines({ checked }: ChaosOutcome): string[] {
  return tableLines([["law", "violations", "checked"], ...checked.map(({ law, of, violations }) => [law, String(violations.length), of])]);
}
