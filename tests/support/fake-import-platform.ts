// An in-memory platform for the importer: it keeps the API's guarantees about idempotency keys and records its requests.
import { type PlacedLine, type Platform, Refused } from "@ledge/cli/import/platform";
import { transferOf } from "@ledge/cli/import/requests";
import type { PostedEntry } from "@ledge/cli/import/resume-point";
import { postedAs } from "./posted-as.ts";

/** The first request under each first line, and its outcome. */
interface Request {
  readonly ids: string;
  readonly balances: readonly bigint[];
}

/** Posts once per first line, however often it is requested. `failOn` refuses one line; `onPosted` is called for each request. */
export class FakePlatform implements Platform {
  readonly entries = new Map<string, PostedEntry[]>();
  readonly overdrafts = new Map<string, bigint>();
  readonly #requests = new Map<string, Request>();
  failOn: string | null = null;
  onPosted: () => void = () => undefined;
  inFlight = 0;
  mostInFlight = 0;
  linesPerRequest = 1;
  fit = (lines: readonly PlacedLine[]): number => lines.length;

  async openHouseAccount({ code }: { code: string }): Promise<string> {
    return `house account ${code}`;
  }

  async openCustomerAccount(account: string) {
    const isNew = !this.entries.has(account);
    if (isNew) this.entries.set(account, []);
    return { id: account, isNew };
  }

  async readPosted(account: string): Promise<PostedEntry[]> {
    return [...(this.entries.get(account) ?? [])];
  }

  async prepareAccount(account: string, overdraftMinor: bigint): Promise<void> {
    this.overdrafts.set(account, overdraftMinor);
  }

  transferOf = ({ line, houseAccount }: PlacedLine, account: string) => transferOf(line, account, houseAccount, "CZK");

  async postLines(lines: readonly PlacedLine[], account: string) {
    this.mostInFlight = Math.max(this.mostInFlight, (this.inFlight += 1));
    await new Promise(setImmediate);
    this.inFlight -= 1;
    const ids = lines.map(({ line }) => line.transactionId).join();
    const [{ line: first }] = lines as [PlacedLine];
    const key = `${first.account}/${first.transactionId}`;
    const before = this.#requests.get(key);
    if (before !== undefined && before.ids !== ids) return null;
    if (before === undefined) this.#requests.set(key, { ids, balances: lines.map((placed) => this.#post(placed, account)) });
    this.onPosted();
    const { balances } = this.#requests.get(key) as Request;
    return balances.map((postedMinor) => ({ postedMinor, replayed: before !== undefined }));
  }

  #post(placed: PlacedLine, account: string): bigint {
    const { line } = placed;
    if (line.transactionId === this.failOn) throw new Refused("account_frozen (409)");
    const entries = this.entries.get(account) as PostedEntry[];
    const signedMinor = line.direction === "credit" ? line.amountMinor : -line.amountMinor;
    const balanceAfterMinor = (entries.at(-1)?.balanceAfterMinor ?? 0n) + signedMinor;
    const transfer = postedAs(this.transferOf(placed, account));
    entries.push({ externalId: line.transactionId, transfer, balanceAfterMinor });
    return balanceAfterMinor;
  }

  /** The transactions of each account, in the order in which they were posted. */
  order(): Record<string, string[]> {
    return Object.fromEntries([...this.entries].map(([account, entries]) => [account, entries.map(({ externalId }) => externalId)]));
  }

  postings(): number {
    return [...this.entries.values()].flat().length;
  }
}
