// Every credential that can be seen from here, and every certificate. What cannot be seen is said, and never guessed.
import type { Sighting } from "./sighting.ts";
import { credentialsOf } from "./table.ts";

/** A place where credentials can be seen. */
export interface Source {
  /** What is asked, in words: "Cloudflare's tokens". */
  readonly called: string;
  readonly see: () => Promise<readonly Sighting[]>;
}

/** @returns one or more for each row of the table, and whatever else was seen. A source that fails is an alert, and the others are asked all the same. */
export async function survey(environment: string, sources: readonly Source[]): Promise<Sighting[]> {
  const seen: Sighting[] = [];
  for (const { called, see } of sources) {
    try {
      seen.push(...(await see()));
    } catch (error) {
      seen.push({ ...nothing(called), state: "not seen", alert: `${called} could not be seen: ${(error as Error).message}` });
    }
  }
  const rows = credentialsOf(environment).flatMap(({ called, mostDays, unseen }) => {
    const found = seen.filter(({ row }) => row === called);
    return found.length > 0 ? found : [{ ...nothing(called), row: called, mostDays, state: unseen }];
  });
  return [...rows, ...seen.filter(({ row }) => row === null)];
}

const nothing = (name: string): Sighting => ({
  ...{ kind: "credential", name: name.replaceAll("`", ""), row: null, since: null, mostDays: null, expires: null, state: "", alert: null },
});
