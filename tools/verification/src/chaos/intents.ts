// Draws the clients' writes from a seed. Each intent carries a mark of its own into the database, by which its effects are counted
// whatever idempotency key they were made under.
import { randomUUID } from "node:crypto";
import type { Resources } from "./resources.ts";
import type { Intent, IntentKind, IntendedEffect } from "./history.ts";

export type Draw = (below: number) => number;

const CURRENCY = "EUR";
const BATCH_ITEMS = 8;
const TRANSACTION_LEGS = 4;
/** Upper bound of an amount, in minor units, for accounts that have thousands. */
const SMALL = 40;
/** Upper bound of an amount for the hot accounts, which have hardly more: whether it is available depends on what came just before. */
const HOT = 30;
/** Of a hold: long enough that some are captured before it, short enough that others expire during the run. */
const EXPIRY_MS = { least: 1_000, spread: 4_000 } as const;

/** Relative frequencies of the kinds. */
const WEIGHTS: readonly (readonly [IntentKind, number])[] = [
  ["transfer", 28],
  ["hot transfer", 26],
  ["batch", 8],
  ["transaction", 10],
  ["hold", 12],
  ["capture", 10],
  ["release", 4],
  ["reversal", 12],
  // Locks no account, so that one can commit late while all other writes go on.
  ["customer", 10],
];

export class Intents {
  readonly #resources: Resources;
  /** Prefix of the run's marks. */
  readonly #run: string;
  #made = 0;

  constructor(resources: Resources, run: string) {
    this.#resources = resources;
    this.#run = run;
  }

  /** Draws the next intent. */
  next(draw: Draw, nowMs: number): Intent {
    const kind = weighted(draw);
    const [hold, transfer] = [pick(this.#resources.holds, draw), pick(this.#resources.transfers, draw)];
    if (kind === "batch") return this.batch(draw);
    if (kind === "transaction") return this.transaction(draw);
    if (kind === "customer") return this.#customer();
    if (kind === "hold") return this.#hold(draw, nowMs);
    if (kind === "capture" && hold !== undefined) {
      const amount = String(hold.nextCapture);
      hold.nextCapture += 1;
      const mark = captureMark(hold.id, amount);
      return this.#make(kind, `/v1/holds/${hold.id}/capture`, { amount, final: draw(3) === 0 }, [{ mark, amount }]);
    }
    if (kind === "release" && hold !== undefined) {
      return this.#make(kind, `/v1/holds/${hold.id}/release`, null, [{ mark: releaseMark(hold.id), amount: "" }]);
    }
    if (kind === "reversal" && transfer !== undefined) {
      const [mark, amount] = [this.#mark(), String(1 + draw(SMALL / 2))];
      return this.#make(kind, `/v1/transfers/${transfer}/reversals`, { amount, reason: mark }, [{ mark, amount }]);
    }
    return kind === "hot transfer"
      ? this.hot(draw)
      : this.pay("transfer", this.#resources.vault, this.#anyAccount(draw), 1 + draw(SMALL), draw);
  }

  /** A transfer between the two hot accounts, or of one of them with the vault: as much comes as goes, for with nothing on them all is refused. */
  hot(draw: Draw): Intent {
    const { hot, vault } = this.#resources;
    const [one, other] = draw(2) === 0 ? hot : ([hot[1], hot[0]] as const);
    const [source, destination] = [[one, vault] as const, [vault, one] as const][draw(4)] ?? ([one, other] as const);
    return this.pay("hot transfer", source, destination, 1 + draw(HOT), draw);
  }

  pay(kind: IntentKind, source: string, destination: string, amount: number, draw: Draw): Intent {
    const swapped = kind === "transfer" && draw(2) === 0;
    const item = this.#item(swapped ? destination : source, swapped ? source : destination, amount);
    return this.#make(kind, "/v1/transfers", item, [effectOf(item)]);
  }

  /** Transfers among hot accounts and others: the order of the items decides which of them the available balances allow. */
  batch(draw: Draw): Intent {
    return draw(2) === 0 ? this.#thereAndBack(draw) : this.#shuffled(draw);
  }

  /** Money that one hot account hardly has goes to the other, and comes back: no balance that the batch ends with says that it was not there. */
  #thereAndBack(draw: Draw): Intent {
    const { hot } = this.#resources;
    const amount = 1 + draw(2 * HOT);
    const items = [this.#item(hot[0], hot[1], amount), this.#item(hot[1], hot[0], amount)];
    return this.#batch(draw, draw(2) === 0 ? items : items.toReversed());
  }

  #shuffled(draw: Draw): Intent {
    const items = Array.from({ length: 2 + draw(BATCH_ITEMS - 1) }, () => {
      const accounts = [...this.#resources.hot, ...this.#resources.hot, this.#resources.vault, this.#anyAccount(draw)];
      const source = pick(accounts, draw) as string;
      const others = accounts.filter((account) => account !== source);
      return this.#item(source, pick(others, draw) as string, 1 + draw(HOT));
    });
    return this.#batch(draw, items);
  }

  #batch(draw: Draw, items: readonly Item[]): Intent {
    const mode = draw(2) === 0 ? "atomic" : "independent";
    return this.#make("batch", "/v1/transfer-batches", { mode, transfers: items }, items.map(effectOf));
  }

  /** One debit and several credits among hot accounts and others, or the other way round: the order of the legs decides whether it is posted. */
  transaction(draw: Draw): Intent {
    const accounts = [...this.#resources.hot, this.#resources.vault, this.#anyAccount(draw)];
    const account = pick(accounts, draw) as string;
    const others = accounts.filter((other) => other !== account);
    const [direction, opposite] = draw(2) === 0 ? (["debit", "credit"] as const) : (["credit", "debit"] as const);
    const amounts = Array.from({ length: 1 + draw(TRANSACTION_LEGS - 1) }, () => 1 + draw(HOT / 2));
    const legs: Leg[] = amounts.map((amount) => ({ account: pick(others, draw) as string, direction: opposite, amount: String(amount) }));
    const sum = amounts.reduce((total, amount) => total + amount, 0);
    legs.splice(draw(legs.length + 1), 0, { account, direction, amount: String(sum) });
    const mark = this.#mark();
    const entries = legs.map((leg) => ({ ...leg, currency: CURRENCY }));
    return this.#make("transaction", "/v1/transactions", { entries, external_id: mark }, [{ mark, amount: amountOfLegs(legs) }]);
  }

  /** A different request under a key that has been answered. */
  reusing({ key }: Pick<Intent, "key">, draw: Draw): Intent {
    const item = this.#item(this.#resources.vault, this.#anyAccount(draw), 1 + draw(SMALL));
    const made = this.#make("reused key", "/v1/transfers", item, [effectOf(item)]);
    return { ...made, key, mustAnswer: { status: 422, code: "idempotency_key_reused" } };
  }

  #hold(draw: Draw, nowMs: number): Intent {
    const source = draw(3) === 0 ? (pick(this.#resources.hot, draw) as string) : this.#anyAccount(draw);
    const item = this.#item(source, this.#resources.vault, 5 + draw(HOT));
    const expires = draw(2) === 0 ? {} : { expires_at: new Date(nowMs + EXPIRY_MS.least + draw(EXPIRY_MS.spread)).toISOString() };
    return this.#make("hold", "/v1/holds", { ...item, ...expires }, [effectOf(item)]);
  }

  #customer(): Intent {
    const mark = this.#mark();
    return this.#make("customer", "/v1/customers", { type: "person", name: "A client", external_id: mark }, [{ mark, amount: "" }]);
  }

  #item(source: string, destination: string, amount: number): Item {
    const external_id = this.#mark();
    return { source_account: source, destination_account: destination, amount: String(amount), currency: CURRENCY, external_id };
  }

  #make(kind: IntentKind, path: string, body: object | null, intended: readonly IntendedEffect[]): Intent {
    this.#made += 1;
    return { n: this.#made, kind, key: randomUUID(), path, body: body === null ? "" : JSON.stringify(body), intended };
  }

  #marks = 0;
  #mark(): string {
    this.#marks += 1;
    return `${this.#run}-${this.#marks}`;
  }

  #anyAccount(draw: Draw): string {
    return pick(this.#resources.accounts, draw) as string;
  }
}

interface Item {
  readonly source_account: string;
  readonly destination_account: string;
  readonly amount: string;
  readonly currency: string;
  readonly external_id: string;
}

export interface Leg {
  readonly account: string;
  readonly direction: string;
  readonly amount: string;
}

const effectOf = ({ external_id: mark, amount }: Item): IntendedEffect => ({ mark, amount });

/** A capture carries no text of the client: its mark is its amount, which is unique within the hold. */
export const captureMark = (holdId: string, amount: string): string => `capture of ${amount} from ${holdId}`;
/** Several intents may release one hold, and share this mark: one of them succeeds. */
export const releaseMark = (holdId: string): string => `release of ${holdId}`;

/** What a transaction moves: its legs in an order that does not depend on where they are read. */
export const amountOfLegs = (legs: readonly Leg[]): string =>
  legs
    .map(({ account, direction, amount }) => `${direction} ${amount} ${account}`)
    .sort()
    .join(", ");

export const pick = <T>(list: readonly T[], draw: Draw): T | undefined => list[draw(Math.max(1, list.length))];

function weighted(draw: Draw): IntentKind {
  let left = draw(WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [kind, weight] of WEIGHTS) {
    left -= weight;
    if (left < 0) return kind;
  }
  throw new Error("the weights do not add up");
}
