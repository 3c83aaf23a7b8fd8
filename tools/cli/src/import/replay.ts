// Posts the lines of an import: many accounts at once, each strictly in line order, and compares every balance with the recorded one. It must post
// nothing before the whole file is compared with what is posted already, and must not continue with an account after one of its lines was refused.
import type { Body } from "@ledge/client";
import { houseAccountFor } from "./house-account-for.ts";
import { differenceOf } from "./line-difference.ts";
import { type AccountPlan, type ImportPlan, isTransfer, type Line } from "./plan.ts";
import { type PlacedLine, type Platform, Refused } from "./platform.ts";
import { type PostedEntry, resumePointOf } from "./resume-point.ts";
import { countLine, countUnlisted, type Tally } from "./tally.ts";

/** Thrown for a step that failed, with its place in the file; the cause is the platform's error. @internal Tests expect it by its class. */
export class Stopped extends Error {}

export interface ReplayOptions {
  readonly concurrency: number;
  /** Aborted by the caller to interrupt, and by the replay when one account fails, so that all others stop too. */
  readonly stop: AbortController;
  readonly tally: Tally;
  readonly onLine: () => void;
  /** Called with the number of accounts that are compared with the ledger so far. */
  readonly onCompared: (accounts: number) => void;
  /** Waits for another import that posts the same lines, for the n-th time in a row. Returns false when it has waited long enough. */
  readonly waitForOther: (round: number) => Promise<boolean>;
}

/** The state that all accounts of a run share. */
interface ReplayRun extends ReplayOptions {
  readonly platform: Platform;
  /** Ids of the house accounts, by code. */
  readonly houseAccounts: Map<string, string>;
}

/** An account of the file, its id on the platform, and how far it is posted. */
interface AccountProgress {
  readonly plan: AccountPlan;
  readonly id: string;
  readonly isNew: boolean;
  /** Entries that were posted before this run and are not among the account's lines in the file. */
  unlisted: readonly PostedEntry[];
  /** Index of the next line to post. */
  next: number;
  /** The balance after the line before `next`; null: the answer had none. */
  postedMinor: bigint | null;
}

/**
 * Posts all lines of all accounts of the plan.
 *
 * @throws the reason of `stop`: the interruption, or the {@link Stopped} of the first step that failed.
 */
export async function replay(plan: ImportPlan, platform: Platform, options: ReplayOptions): Promise<void> {
  options.stop.signal.throwIfAborted();
  const run: ReplayRun = { ...options, platform, houseAccounts: new Map() };
  // They are opened before the comparison, which includes the house account of each posted line.
  for (const planned of plan.houseAccounts) run.houseAccounts.set(planned.code, await platform.openHouseAccount(planned));
  const accounts: AccountProgress[] = [];
  await concurrently(plan.accounts, run, async (account) => {
    accounts.push(await compareAccount(account, run));
    run.onCompared(accounts.length);
  });
  refuseMoved(accounts, run);
  // The longest accounts first, so that the run does not end with one worker on a long account.
  const queue = accounts.toSorted((one, other) => linesLeft(other) - linesLeft(one));
  await concurrently(queue, run, (account) => postAccount(account, run));
}

const linesLeft = ({ plan, next }: AccountProgress): number => plan.lines.length - next;

async function concurrently<T>(items: readonly T[], { concurrency, stop }: ReplayRun, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (stop.signal.aborted) return;
      await work(item);
    }
  };
  const workers = Array.from({ length: Math.min(concurrency, items.length) }, () =>
    // The first failure is the reason of the stop; failures that the stop causes in other workers do not replace it.
    worker().catch((error: unknown) => stop.abort(error)),
  );
  await Promise.all(workers);
  stop.signal.throwIfAborted();
}

async function compareAccount(plan: AccountPlan, run: ReplayRun): Promise<AccountProgress> {
  return await at(`account ${plan.account}`, async () => {
    const { id, isNew } = await run.platform.openCustomerAccount(plan.account, plan.openedOn);
    const account: AccountProgress = { plan, id, isNew, unlisted: [], next: 0, postedMinor: 0n };
    if (!isNew) account.unlisted = await catchUp(account, run);
    const unlistedIds = account.unlisted.map(({ externalId }) => externalId);
    countUnlisted(run.tally, plan.account, unlistedIds);
    return account;
  });
}

/**
 * Refuses lines that have moved from one account of the file to another after they were posted: they would be in the books twice.
 *
 * @throws {Stopped}
 */
function refuseMoved(accounts: readonly AccountProgress[], run: ReplayRun): void {
  const ahead = accounts.flatMap(({ plan, next }) => plan.lines.slice(next).filter(isTransfer));
  const linesOf = Map.groupBy(ahead, ({ transactionId }) => transactionId);
  for (const { plan, id, unlisted } of accounts) {
    for (const { externalId, transfer } of unlisted) {
      const moved = linesOf.get(externalId)?.find((line) => differenceOf(line, transferOf(line, id, run), transfer) === null);
      if (moved === undefined) continue;
      const words = `${placeOf(moved)} is posted on account ${plan.account} already, as transaction ${externalId}`;
      throw new Stopped(`account ${moved.account}, ${words}`, { cause: new Refused(words) });
    }
  }
}

/**
 * Advances an account to the end of what is posted already, by any run. Returns the posted entries that are not in the file.
 *
 * @throws {Refused} when what is posted differs from the file.
 */
async function catchUp(account: AccountProgress, run: ReplayRun): Promise<readonly PostedEntry[]> {
  const { platform, tally, onLine } = run;
  const { lines } = account.plan;
  const point = resumePointOf(lines, await platform.readPosted(account.id), (line) => transferOf(line, account.id, run));
  if (!point.ok) throw new Refused(`${placeOf(point.line)} ${point.detail}`);
  for (const line of lines.slice(account.next, point.next)) {
    account.postedMinor = point.balances.get(line.transactionId) ?? account.postedMinor;
    countLine(tally, isTransfer(line) ? "replayed" : "skipped", line, account.postedMinor);
    onLine();
  }
  account.next = Math.max(account.next, point.next);
  return point.unlisted;
}

async function postAccount(account: AccountProgress, run: ReplayRun): Promise<void> {
  const { account: name, lines, overdraftMinor } = account.plan;
  await at(`account ${name}`, async () => {
    const isReady = linesLeft(account) === 0 || (account.isNew && overdraftMinor === 0n);
    const isDebited = lines.slice(account.next).some(({ direction }) => direction === "debit");
    if (!isReady) await run.platform.prepareAccount(account.id, overdraftMinor, isDebited);
    for (let round = 1; linesLeft(account) > 0 && !run.stop.signal.aborted; round += 1) {
      if (await postNext(account, run)) {
        round = 0;
        continue;
      }
      const before = account.next;
      await catchUp(account, run);
      if (account.next > before) round = 0;
      else if (!(await run.waitForOther(round))) throw new Refused(takenWords(lines[before] as Line));
    }
  });
  if (linesLeft(account) === 0) run.tally.accountsDone += 1;
}

/** Posts the lines of the next request. Returns false when another request has posted from the same line on. */
async function postNext(account: AccountProgress, { platform, houseAccounts, tally, onLine }: ReplayRun): Promise<boolean> {
  const { lines } = account.plan;
  const ahead = nextTransfers(account, platform.linesPerRequest).map((line) => ({
    line,
    houseAccount: houseAccountOf(line, houseAccounts),
  }));
  const sent = ahead.slice(0, platform.fit(ahead));
  const answers = sent.length === 0 ? [] : await platform.postLines(sent, account.id);
  if (answers === null) return false;
  const posted = answers.values();
  const end = sent.length === 0 ? lines.length : lines.indexOf((sent.at(-1) as PlacedLine).line, account.next) + 1;
  for (const line of lines.slice(account.next, end)) {
    const answer = isTransfer(line) ? posted.next().value : undefined;
    if (answer !== undefined) account.postedMinor = answer.postedMinor;
    countLine(tally, answer === undefined ? "skipped" : answer.replayed ? "replayed" : "posted", line, account.postedMinor);
    onLine();
  }
  account.next = end;
  return true;
}

/** The next lines that move money. Lines of amount zero do not count, so that two runs at the same point send the same request. */
function nextTransfers({ plan: { lines }, next }: AccountProgress, most: number): Line[] {
  const found: Line[] = [];
  for (let index = next; index < lines.length && found.length < most; index += 1) {
    const line = lines[index] as Line;
    if (isTransfer(line)) found.push(line);
  }
  return found;
}

const transferOf = (line: Line, accountId: string, { platform, houseAccounts }: ReplayRun): Body<"createTransfer"> =>
  platform.transferOf({ line, houseAccount: houseAccountOf(line, houseAccounts) }, accountId);

function houseAccountOf(line: Line, houseAccounts: ReadonlyMap<string, string>): string {
  const houseAccount = houseAccounts.get(houseAccountFor(line.operation).code);
  if (houseAccount === undefined) throw new Error(`The plan has no house account for operation "${line.operation}".`);
  return houseAccount;
}

const placeOf = ({ line, fileLine }: Line): string => `line ${line} (line ${fileLine} of the file)`;

const takenWords = (line: Line): string =>
  `${placeOf(line)}: another request for the lines from here on came first, and posted nothing. Either another import is still at it, or ` +
  "the platform refused those lines when an earlier file was imported: import that file first, and then this one";

async function at<T>(place: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw new Stopped(`${place}, ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
