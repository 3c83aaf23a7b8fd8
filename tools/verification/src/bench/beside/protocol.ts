// What a checkout is asked and answers when another one measures it. It is an interface between commits: `node tools/run.mjs bench:serve`
// reads a command per line of JSON and writes an answer per line, and stops when its input ends. Members and commands may be added;
// nothing may be renamed, or commits on either side can no longer be compared. docs/performance.md describes it.
import { z } from "zod";

/** A posting function's load, run by the checkout itself: what it sends to its database is its own affair. */
const commands = {
  /** Makes a database for postings in the Postgres of this administrator's URL. Answers which shapes of loads it can post. */
  "open-posting": { takes: z.object({ postgres: z.string() }), answers: z.object({ kinds: z.array(z.string()) }) },
  /** Posts for at least so long, without what making the requests takes. */
  post: {
    takes: z.object({ shape: z.string(), per_call: z.number(), turn_ms: z.number(), seed: z.number() }),
    answers: z.object({ transfers_per_second: z.number().positive() }),
  },
  /** Makes a database and serves the whole platform over it, with a bank of accounts. Answers which requests its API knows. */
  "open-platform": {
    takes: z.object({ postgres: z.string() }),
    answers: z.object({
      kinds: z.array(z.string()),
      host: z.string(),
      port: z.number(),
      token: z.string(),
      accounts: z.array(z.string()).min(2),
    }),
  },
  /** Answers when the events of what was posted are through. */
  settle: { takes: z.object({}), answers: z.object({}) },
};

export type CommandName = keyof typeof commands;
export type Takes<Name extends CommandName> = z.infer<(typeof commands)[Name]["takes"]>;
export type Answers<Name extends CommandName> = z.infer<(typeof commands)[Name]["answers"]>;

export type Command = { [Name in CommandName]: { readonly do: Name } & Takes<Name> }[CommandName];

/** @throws when it is no command of this protocol. */
export function readCommand(line: string): Command {
  const { do: name, ...members } = JSON.parse(line) as { do: CommandName };
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new Error(`this checkout knows no ${JSON.stringify(name)}, only ${Object.keys(commands).join(", ")}`);
  return { do: name, ...command.takes.parse(members) } as Command;
}

export type Line = { readonly answer: unknown } | { readonly failed: string };

/** An answer's line, or null for anything else that a tool or npm writes to the same output. */
export function readLine(line: string): Line | null {
  if (!line.startsWith("{")) return null;
  try {
    const value = JSON.parse(line) as Partial<Record<"answer" | "failed", unknown>>;
    if (typeof value.failed === "string") return { failed: value.failed };
    return typeof value.answer === "object" && value.answer !== null ? { answer: value.answer } : null;
  } catch {
    return null;
  }
}

/** @throws when the other checkout answers something else than this one expects. */
export function readAnswer<Name extends CommandName>(name: Name, answer: unknown): Answers<Name> {
  return commands[name].answers.parse(answer) as Answers<Name>;
}
