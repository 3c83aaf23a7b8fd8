// The file from which an operator deploys: lines NAME=value, which a shell reads too. One line of it is replaced here, and nothing else is read. While its value
// is being released the line says so, in a comment of the shell: a run that was cut short goes on with that value.
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { SECRET_PREFIX } from "../deploy/settings.ts";

const MARK = " # being released";

const lineOf = (name: string): RegExp => new RegExp(`^(?:export )?${SECRET_PREFIX}${name}=(?:'([^']*)'|"([^"]*)"|(\\S*))(${MARK})?$`, "m");

export interface KeptSecret {
  readonly value: string;
  readonly isBeingReleased: boolean;
}

/** A Worker's secret. @throws when there is no such file, or it has no line of it. */
export function readSecret(file: string, name: string): KeptSecret {
  if (!existsSync(file)) throw new Error(`${file} is not there: it is what you deploy from (docs/runbooks/deploy.md).`);
  const [, single, double, bare, mark] = lineOf(name).exec(readFileSync(file, "utf8")) ?? [];
  const value = single ?? double ?? bare;
  if (value === undefined) throw new Error(`${file} has no line ${SECRET_PREFIX}${name}='…'.`);
  return { value, isBeingReleased: mark !== undefined };
}

/** Replaces it, in one step: whoever is interrupted has the old file or the new one. */
export function writeSecret(file: string, name: string, { value, isBeingReleased }: KeptSecret): void {
  const line = `${SECRET_PREFIX}${name}='${value}'${isBeingReleased ? MARK : ""}`;
  writeFileSync(
    `${file}.new`,
    readFileSync(file, "utf8").replace(lineOf(name), () => line),
    { mode: statSync(file).mode },
  );
  renameSync(`${file}.new`, file);
}

/** The file as it was before its value was replaced: a key that was left out too early is nowhere else to be read. */
const beforeOf = (file: string): string => `${file}.before`;
export const keepBefore = (file: string): void => copyFileSync(file, beforeOf(file));
export const forgetBefore = (file: string): void => rmSync(beforeOf(file), { force: true });
