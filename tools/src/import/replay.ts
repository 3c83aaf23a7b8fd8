// The work loop: many accounts at once, each strictly in line order, every balance compared with the bank's own. It knows the
// platform only as an interface, and never goes on with an account after one of its lines was refused.
import { type AccountPlan, houseCode, type ImportPlan, isTransfer, type Line } from "./plan.ts";
import type { PlacedLine, Platform } from "./platform.ts";

/** A file with the wrong sign everywhere has a mismatch on every line: a few tell the story. */
const MISMATCHES_KEPT = 10;

/** A line after which the platform's balance is not the recorded one. */
export interface Mismatch {
  readonly account: string;
  readonly line: number;
  readonly fileLine: number;
  readonly expectedMinor: bigint;
  readonly gotMinor: bigint | null;
}

/** What has happened so far; also worth printing when the import was stopped. */
export interface Tally {
  posted: number;
  replayed: number;
  /** Lines of amount zero: nothing to post, only a balance to compare. */
  skipped: number;
  accountsDone: number;
  mismatches: number;
  readonly firstMismatches: Mismatch[];
}

export const newTally = (): Tally => ({
  posted: 0,
  replayed: 0,
  skipped: 0,
  accountsDone: 0,
  mismatches: 0,
  firstMismatches: [],
});

/** Thrown for a step that failed, with the place in the file that it was at; the cause is the platform's error. */
export class Stopped extends Error {}

export interface ReplayOptions {
  readonly concurrency: number;
  /** Aborted by the caller to interrupt, and by the replay itself when one account fails: all others then stop too. */
  readonly stop: AbortController;
  readonly tally: Tally;
  readonly onLine: () => void;
}

/**
 * Brings every account of the plan to the end of its lines.
 *
 * @throws the reason of `stop`: the interruption, or the {@link Stopped} of the first step that failed.
 */
export async function replay(plan: ImportPlan, platform: Platform, options: ReplayOptions): Promise<void> {
  const { signal } = options.stop;
  signal.throwIfAborted();
  const houseAccounts = new Map<string, string>();
  for (const code of plan.houseCodes) houseAccounts.set(code, await platform.openHouseAccount(code));

  // The longest first, so that no worker is left alone with a long account at the end.
  const queue = plan.accounts.toSorted((a, b) => b.lines.length - a.lines.length).values();
  const worker = async (): Promise<void> => {
    for (const account of queue) {
      if (signal.aborted) return;
      await replayAccount(account, houseAccounts, platform, options);
    }
  };
  const workers = Array.from({ length: Math.min(options.concurrency, plan.accounts.length) }, () =>
    // The first failure becomes the reason of the stop; those that the stop then causes in other workers do not replace it.
    worker().catch((error: unknown) => options.stop.abort(error)),
  );
  await Promise.all(workers);
  signal.throwIfAborted();
}

async function replayAccount(
  plan: AccountPlan,
  houseAccounts: ReadonlyMap<string, string>,
  platform: Platform,
  { stop, tally, onLine }: ReplayOptions,
): Promise<void> {
  const customerAccount = await at(`account ${plan.account}`, () => platform.openCustomerAccount(plan));
  let postedMinor: bigint | null = 0n;
  // Cut by the lines alone, so that every run makes the same requests.
  for (let from = 0; from < plan.lines.length; from += platform.linesPerRequest) {
    if (stop.signal.aborted) return;
    const lines = plan.lines.slice(from, from + platform.linesPerRequest);
    const placed = lines.filter(isTransfer).map((line) => ({ line, houseAccount: houseAccountOf(line, houseAccounts) }));
    const answers = placed.length === 0 ? [] : await at(placeOf(placed), () => platform.postLines(placed, customerAccount));
    const posted = answers.values();
    for (const line of lines) {
      const answer = isTransfer(line) ? posted.next().value : undefined;
      if (answer !== undefined) postedMinor = answer.postedMinor;
      tally[answer === undefined ? "skipped" : answer.replayed ? "replayed" : "posted"] += 1;
      compare(line, postedMinor, tally);
      onLine();
    }
  }
  tally.accountsDone += 1;
}

function houseAccountOf(line: Line, houseAccounts: ReadonlyMap<string, string>): string {
  const houseAccount = houseAccounts.get(houseCode(line.operation) ?? "");
  if (houseAccount === undefined) throw new Error(`The plan has no house account for operation "${line.operation}".`);
  return houseAccount;
}

function placeOf(placed: readonly PlacedLine[]): string {
  const [first, last] = [placed[0]?.line as Line, placed.at(-1)?.line as Line];
  if (first === last) return `account ${first.account}, line ${first.line} (line ${first.fileLine} of the file)`;
  return `account ${first.account}, lines ${first.line} to ${last.line} (from line ${first.fileLine} of the file)`;
}

function compare(line: Line, gotMinor: bigint | null, tally: Tally): void {
  if (gotMinor === line.balanceAfterMinor) return;
  tally.mismatches += 1;
  if (tally.firstMismatches.length >= MISMATCHES_KEPT) return;
  const { account, fileLine, balanceAfterMinor: expectedMinor } = line;
  tally.firstMismatches.push({ account, line: line.line, fileLine, expectedMinor, gotMinor });
}

async function at<T>(place: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw new Stopped(`${place}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
