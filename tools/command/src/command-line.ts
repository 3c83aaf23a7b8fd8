// Reads the arguments of every command, and ends it, in one way: each prints its usage for --help and for wrong arguments, and shows a stack trace only
// for a bug of its own.
import { parseArgs, type ParseArgsConfig } from "node:util";

/** The exit codes, which mean the same for every command. */
export const exitCodes = {
  /** It ran and found a fault, or could not finish. */
  failed: 1,
  /** The command line or the environment was not understood; nothing was done. */
  badArguments: 2,
  /** A check could not be carried out, so that it has no result. */
  couldNotRun: 3,
  /** Ended by Ctrl-C: 128 + SIGINT, as shells report it. */
  interrupted: 130,
} as const;

/** Thrown for a command line or environment that is not understood. Nothing was done. */
export class BadArguments extends Error {}

/** Thrown when --help is given. */
class UsageRequested extends Error {}

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;

/**
 * Parses the arguments of a command.
 *
 * @param takesPositionals whether it takes arguments that are no options.
 * @throws {BadArguments} for anything that is not understood; an error for runCommand when --help is given.
 */
export function readArguments<const T extends Options>(args: readonly string[], options: T, takesPositionals = false): Parsed<T> {
  if (args.includes("--help") || args.includes("-h")) throw new UsageRequested();
  try {
    return parseArgs({ args: [...args], options, allowPositionals: takesPositionals }) as Parsed<T>;
  } catch (error) {
    // After its first sentence Node explains how to pass an option's name as a positional argument.
    const [fault] = (error as Error).message.split(/\. |\n/);
    throw new BadArguments(fault);
  }
}

/**
 * Runs a command with the process's arguments, and sets the exit code: what `command` returns, or one of `exitCodes` when it throws.
 */
export async function runCommand(usage: string, command: (args: readonly string[]) => Promise<number> | number): Promise<void> {
  try {
    process.exitCode = await command(process.argv.slice(2));
  } catch (error) {
    if (error instanceof UsageRequested) return console.log(usage);
    const isUsage = error instanceof BadArguments;
    console.error(isUsage ? `${error.message}\n\n${usage}` : failureWords(error));
    process.exitCode = isUsage ? exitCodes.badArguments : exitCodes.failed;
  }
}

/** The message of a failure; for a bug of the program its stack trace. */
export function failureWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isFault = [TypeError, ReferenceError, RangeError, SyntaxError].some((kind) => error instanceof kind) && !("code" in error);
  if (isFault) return error.stack ?? error.message;
  // When all addresses of a host refuse, the error has a code and no message.
  return error.message === "" ? String((error as { code?: unknown }).code ?? error.name) : error.message;
}
