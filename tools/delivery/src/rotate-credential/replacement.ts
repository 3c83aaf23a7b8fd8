// A credential gets a successor: it is found, a successor is made and proved, everybody who holds the credential gets it, and only then the one before ends. Whenever
// that is cut short, it is run again from the beginning: what GitHub holds has not ended, and what a run before has made and nobody holds ends with the one before.
import type { Wait } from "../deploy/api.ts";
import type { Environment } from "../deploy/environment.ts";

export interface Place {
  readonly environment: Environment;
  /** A variable of the person's shell, which is checked to be there. Null: it is not there. */
  readonly given: (name: string) => string | null;
  readonly apis: { readonly cloudflare: string; readonly neon: string; readonly ledge: string };
  readonly wait: Wait;
  readonly now: Date;
}

interface Successor {
  /** What is published, by the names of secrets. */
  readonly secrets: Readonly<Record<string, string>>;
  /** @throws when it does not work; a login works only once it takes effect, which is its `end`. */
  readonly prove?: () => Promise<void>;
  /** Ends what it succeeds. @param onStep is called when a step is done. */
  readonly end: (onStep: (step: string) => void) => Promise<void>;
  /** What the person does next. */
  readonly next?: string;
}

export interface Found {
  /** What gets a successor, in words. */
  readonly called: string;
  readonly make: () => Promise<Successor>;
}

export interface Kind {
  /** Its secrets, which are published together. */
  readonly secrets: readonly string[];
  /** Of each list, one variable of the shell has to be there: the authority that makes a successor. */
  readonly wants: readonly (readonly string[])[];
  /** Looks for what is replaced, and changes nothing. @throws when it is not there, or the authority does not suffice. */
  readonly find: (place: Place) => Promise<Found>;
}

/** Who holds the credential. */
export interface Holders {
  /** GitHub's environments. */
  readonly environments: readonly string[];
  /** @throws when there is no such environment. */
  readonly secretNames: (environment: string) => Promise<readonly string[]>;
  readonly setSecret: (environment: string, name: string, value: string) => Promise<void>;
  /** The person's own file, if there is one. */
  readonly file: { readonly isThere: boolean; write(secrets: Readonly<Record<string, string>>): void; forgetBefore(): void };
}

/** @param onStep is called when a step is done. @returns what the person does next. @throws with a message for the person. */
export async function replace(kind: Kind, place: Place, holders: Holders, onStep: (step: string) => void): Promise<string | null> {
  const { environments, secretNames, setSecret, file } = holders;
  for (const environment of environments) {
    const held = await secretNames(environment);
    const missing = kind.secrets.filter((name) => !held.includes(name));
    if (missing.length > 0) throw new Error(`GitHub's environment ${environment} has no ${missing.join(", ")}: nothing was made.`);
  }
  if (environments.length === 0 && !file.isThere) {
    throw new Error(`Only people have ${kind.secrets.join(", ")}: --file says which file gets it. Nothing was made.`);
  }
  const found = await kind.find(place);
  onStep(`${found.called} is there`);
  const { secrets, prove, end, next = null } = await found.make();
  onStep("a successor is made");
  if (prove !== undefined) {
    await prove();
    onStep("it works");
  }
  if (file.isThere) {
    file.write(secrets);
    onStep("your file has it");
  }
  for (const environment of environments) {
    for (const [name, value] of Object.entries(secrets)) {
      await setSecret(environment, name, value);
      onStep(`GitHub's environment ${environment} has it as ${name}`);
    }
  }
  await end(onStep);
  if (file.isThere) file.forgetBefore();
  return next;
}
