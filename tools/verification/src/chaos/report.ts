// The summary of a run as a person reads it: what was asked, what went wrong on purpose, what was checked, and how to run it again.
import { tableLines } from "@ledge/command/table";
import type { Kind } from "./history.ts";
import type { EffectLaw } from "./judge-effects.ts";
import type { Outcome } from "./run.ts";

const SHOWN = 10;

export interface Ran {
  readonly seconds: number;
  readonly seed: number;
  readonly mutant: string | null;
}

export function report(outcome: Outcome, { seconds, seed, mutant }: Ran): string {
  const again = `npm run chaos -- --seconds ${seconds} --seed ${seed}${mutant === null ? "" : ` --mutant ${mutant}`}`;
  const { violations, stateDir, loadMs, drainMs } = outcome;
  const verdict = violations.length === 0 ? "0 violations" : `${violations.length} VIOLATIONS`;
  return [
    "",
    ...asked(outcome),
    "",
    ...wentWrong(outcome),
    "",
    ...judged(outcome),
    "",
    counted(outcome),
    ...violations.slice(0, SHOWN).map(({ law, what }) => `  ${law}: ${what}`),
    ...(violations.length > SHOWN ? [`  … and ${violations.length - SHOWN} more`] : []),
    ...(stateDir === null ? [] : [`  The run is left in ${stateDir}`]),
    `${verdict}; clients ${(loadMs / 1_000).toFixed(1)} s, then drained for ${(drainMs / 1_000).toFixed(1)} s. Seed ${seed}: ${again}`,
  ].join("\n");
}

/** The number that everything else is for. */
function counted({ history, violations }: Outcome): string {
  const acknowledged = history.told.reduce((sum, one) => sum + one.acknowledged.length, 0);
  const of = (wanted: EffectLaw): number => violations.filter(({ law }) => law === wanted).length;
  const [lost, doubled] = [of("what was acknowledged is there"), of("what was asked once is done once")];
  return `${acknowledged} effects acknowledged; ${lost} lost, ${doubled} doubled`;
}

function asked({ history, reads }: Outcome): string[] {
  const kinds = [...new Set(history.told.map(({ kind }) => kind))].sort();
  const row = (name: string, of: readonly Kind[]): string[] => {
    const own = history.told.filter(({ kind }) => of.includes(kind));
    const ended = (end: string) => String(own.filter((one) => one.end === end).length);
    const retries = of.reduce((sum, kind) => sum + (history.retries.get(kind) ?? 0), 0);
    return [name, String(own.length), ended("ok"), ended("refused"), ended("unknown"), String(retries)];
  };
  const rows = [...kinds.map((kind) => row(kind, [kind])), row("all", kinds), ["balance", String(reads), String(reads), "", "", ""]];
  return tableLines([["asked for", "sent", "ok", "refused", "unknown", "retries"], ...rows]);
}

function wentWrong({ faults, post }: Outcome): string[] {
  const rows = [...faults].map(([name, count]) => [name, String(count)]);
  const messages: readonly (readonly [string, number])[] = [
    ["message delivered twice", post.twice],
    ["message hours late", post.late],
    ["batch of messages backwards", post.backwards],
    ["message from a second relay", post.fromAnother],
    ["of messages in all", post.handed],
  ];
  return tableLines([["fault", "times"], ...rows, ...messages.map(([name, count]) => [name, String(count)])]);
}

function judged({ checked }: Outcome): string[] {
  return tableLines([["law", "violations", "checked"], ...checked.map(({ law, of, violations }) => [law, String(violations.length), of])]);
}
