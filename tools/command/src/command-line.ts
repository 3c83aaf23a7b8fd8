// How every command reads its arguments and ends: one way, so that each says how it is used when it is asked or not understood, and shows
// a stack for a fault of its own alone.
import { parseArgs, type ParseArgsConfig } from "node:util";

/** What a command's exit code says, the same for every command. */
export const exitCodes = {
  /** It ran and found what must not be, or could not finish. */
  failed: 1,
  /** The command line or the environment was not understood; nothing was done. */
  badArguments: 2,
  /** A check could not be carried out, so that nothing is known of what it judges. */
  couldNotRun: 3,
  /** Ended by Ctrl-C: 128 + SIGINT, as shells report it. */
  interrupted: 130,
} as const;

/** Thrown for a command line or environment that cannot be carried out. Nothing was done. */
export class BadArguments extends Error {}

/** Thrown when the usage was asked for. */
class UsageAsked extends Error {}

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;

/**
 * The arguments of a command.
 *
 * @param takesWords whether it takes arguments that are no options.
 * @throws {BadArguments} for anything else than the options; what asks for the usage when --help is among them.
 */
export function readArguments<const T extends Options>(args: readonly string[], options: T, takesWords = false): Parsed<T> {
  if (args.includes("--help") || args.includes("-h")) throw new UsageAsked();
  try {
    return parseArgs({ args: [...args], options, allowPositionals: takesWords }) as Parsed<T>;
  } catch (error) {
    // Behind its first sentence Node explains how an option's name would be given as a word.
    const [fault] = (error as Error).message.split(/\. |\n/);
    throw new BadArguments(fault);
  }
}

/**
 * Runs a command with the process's arguments and sets the exit code: what `command` answers, or one of `exitCodes` when it throws.
 */
export async function runCommand(usage: string, command: (args: readonly string[]) => Promise<number> | number): Promise<void> {
  try {
    process.exitCode = await command(process.argv.slice(2));
  } catch (error) {
    if (error instanceof UsageAsked) return console.log(usage);
    const isUsage = error instanceof BadArguments;
    console.error(isUsage ? `${error.message}\n\n${usage}` : failureWords(error));
    process.exitCode = isUsage ? exitCodes.badArguments : exitCodes.failed;
  }
}

/** A failure in its own words; a fault of the program with its stack. */
export function failureWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isFault = [TypeError, ReferenceError, RangeError, SyntaxError].some((kind) => error instanceof kind) && !("code" in error);
  if (isFault) return error.stack ?? error.message;
  // Several addresses of one host that all refuse are an error without words.
  return error.message === "" ? String((error as { code?: unknown }).code ?? error.name) : error.message;
}
