// The protocol by which a checkout lets another one measure it. It is an interface between commits: `node tools/run.mjs bench:serve` reads a
// command per line of JSON and writes an answer per line, and stops when its input ends. Members and commands may be added; nothing may be
// renamed, or the commits on both sides of the change can no longer be compared. docs/performance.md describes it.
import { z } from "zod";

/** The checkout itself runs the loads of its posting function: the protocol does not say what it sends to its database. */
const commands = {
  /** Makes a database for postings in the Postgres of this administrator's URL. Answers which shapes of loads it can post. */
  "open-posting": { takes: z.object({ postgres: z.string() }), answers: z.object({ kinds: z.array(z.string()) }) },
  /** Posts for at least `turn_ms`, not counting the time that making the requests takes. */
  post: {
    takes: z.object({ shape: z.string(), per_call: z.number(), turn_ms: z.number(), seed: z.number() }),
    answers: z.object({ transfers_per_second: z.number().positive() }),
  },
  /** Makes a database and serves the whole platform over it, with open accounts. Answers which requests its API knows. */
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
  /** Answers when the consumers have applied the events of everything that was posted. */
  settle: { takes: z.object({}), answers: z.object({}) },
};

export type CommandName = keyof typeof commands;
export type Takes<Name extends CommandName> = z.infer<(typeof commands)[Name]["takes"]>;
export type Answers<Name extends CommandName> = z.infer<(typeof commands)[Name]["answers"]>;

export type Command = { [Name in CommandName]: { readonly do: Name } & Takes<Name> }[CommandName];

/** @throws when the line is no command of this protocol. */
export function readCommand(line: string): Command {
  const { do: name, ...members } = JSON.parse(line) as { do: CommandName };
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new Error(`this checkout knows no ${JSON.stringify(name)}, only ${Object.keys(commands).join(", ")}`);
  return { do: name, ...command.takes.parse(members) } as Command;
}

export type Line = { readonly answer: unknown } | { readonly failed: string };

/** Reads the line of an answer; null: anything else that a tool or npm writes to the same output. */
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

/** @throws when the other checkout's answer has not the members that this one expects. */
export function readAnswer<Name extends CommandName>(name: Name, answer: unknown): Answers<Name> {
  return commands[name].answers.parse(answer) as Answers<Name>;
}
