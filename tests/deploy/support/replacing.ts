// `npm run rotate:credential` as one process does it, on a map of what GitHub holds, with a kill after any step.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentialOf, environmentsOf } from "@ledge/delivery/credentials/table";
import { readEnvironment } from "@ledge/delivery/deploy/environment";
import { KINDS } from "@ledge/delivery/rotate-credential/kinds";
import { personFile } from "@ledge/delivery/rotate-credential/person-file";
import { replace } from "@ledge/delivery/rotate-credential/replacement";
import { outputs } from "./sample-platform.ts";

const NOW = new Date("2026-12-01T10:20:30.123Z");

interface Kills {
  /** What there is before the command is run. */
  readonly begin: () => Promise<void> | void;
  /** After a run that was killed, and after one that was not. */
  readonly judge: (when: string) => Promise<void> | void;
  /** After a run that came to its end. */
  readonly end: () => Promise<void> | void;
}

export interface Replacing {
  /** Everything that a test writes. */
  readonly folder: string;
  /** The person's. */
  readonly file: string;
  /** Variables of the person's. */
  shell: Readonly<Record<string, string>>;
  /** GitHub holds this, in each environment that has the secret. */
  hold(values: Readonly<Record<string, string>>): void;
  /** What each of GitHub's environments holds. */
  heldAs(secret: string): string[];
  /** @param steps it is killed after so many. @returns whether it came to its end. */
  run(secret: string, steps?: number): Promise<boolean>;
  /** Runs it to its end from the same beginning, killed once after each step. @returns how many kills there were. */
  killAfterEach(secret: string, kills: Kills): Promise<number>;
  /** GitHub holds nothing, and the person has neither a variable nor a file. */
  begin(): void;
  remove(): void;
}

/** @param apis addresses of the stand-ins. @param neonBranch of the environment. */
export function openReplacing(apis: { readonly cloudflare: string; readonly neon: string }, neonBranch: string): Replacing {
  const folder = mkdtempSync(join(tmpdir(), "ledge-rotate-credential-"));
  const held = new Map<string, string>();
  const environmentsFor = (secret: string): string[] => environmentsOf(credentialOf(secret)!, "dev");
  writeFileSync(join(folder, "outputs.json"), JSON.stringify(outputs("dev", neonBranch)));
  const replacing: Replacing = {
    folder,
    file: join(folder, "dev.env"),
    shell: {},
    hold(values) {
      for (const [secret, value] of Object.entries(values))
        for (const environment of environmentsFor(secret)) held.set(`${environment} ${secret}`, value);
    },
    heldAs: (secret) => environmentsFor(secret).map((environment) => held.get(`${environment} ${secret}`) ?? ""),
    async run(secret, steps = Infinity) {
      const kind = KINDS.find(({ secrets }) => secrets.includes(secret))!;
      let done = 0;
      const place = {
        environment: readEnvironment("dev", join(folder, "outputs.json")),
        given: (name: string) => replacing.shell[name] ?? null,
        apis: { ...apis, ledge: "" },
        wait: async () => undefined,
        now: NOW,
      };
      const holders = {
        environments: environmentsFor(secret),
        secretNames: async (environment: string) =>
          [...held.keys()].flatMap((key) => (key.startsWith(`${environment} `) ? [key.split(" ")[1] as string] : [])),
        setSecret: async (environment: string, name: string, value: string) => void held.set(`${environment} ${name}`, value),
        file: personFile(replacing.file, kind.secrets),
      };
      try {
        await replace(kind, place, holders, () => {
          done += 1;
          if (done === steps) throw new Error("killed");
        });
        return true;
      } catch (error) {
        if ((error as Error).message !== "killed") throw error;
        return false;
      }
    },
    async killAfterEach(secret, { begin, judge, end }) {
      for (let steps = 1; ; steps += 1) {
        await begin();
        const isDone = await replacing.run(secret, steps);
        await judge(`after ${steps} steps`);
        if (!isDone) {
          await replacing.run(secret);
          await judge(`run again after ${steps} steps`);
        }
        await end();
        if (isDone) return steps - 1;
      }
    },
    begin() {
      held.clear();
      replacing.shell = {};
      rmSync(replacing.file, { force: true });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  return replacing;
}
