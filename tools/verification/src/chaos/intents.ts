// What clients want of the bank, drawn from a seed: each intent carries a mark of its own into the database, by which its effects are
// counted whatever key they were made under.
import { randomUUID } from "node:crypto";
import type { Bank } from "./bank.ts";
import type { Intent, Kind, Promised } from "./history.ts";

export type Draw = (below: number) => number;

const CURRENCY = "EUR";
const BATCH_ITEMS = 8;
/** Of an account that has thousands. */
const SMALL = 40;
/** Of an account that has hardly as much: whether it is there depends on what came just before. */
const HOT = 30;
/** Long enough to be captured before, short enough to expire during a run. */
const EXPIRY_MS = { least: 1_000, spread: 4_000 } as const;

/** How often each kind, out of the sum. */
const WEIGHTS: readonly (readonly [Kind, number])[] = [
  ["transfer", 28],
  ["hot transfer", 26],
  ["batch", 8],
  ["hold", 12],
  ["capture", 10],
  ["release", 4],
  ["reversal", 12],
  // A write that locks no account: one can commit late while all others go on.
  ["customer", 10],
];

export class Intents {
  readonly #bank: Bank;
  /** Marks are this run's, and nobody else's. */
  readonly #run: string;
  #made = 0;

  constructor(bank: Bank, run: string) {
    this.#bank = bank;
    this.#run = run;
  }

  /** The next intent of somebody with this luck. */
  next(draw: Draw, nowMs: number): Intent {
    const kind = weighted(draw);
    const [hold, transfer] = [pick(this.#bank.holds, draw), pick(this.#bank.transfers, draw)];
    if (kind === "batch") return this.batch(draw);
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
    return kind === "hot transfer" ? this.hot(draw) : this.pay("transfer", this.#bank.vault, this.#anyAccount(draw), 1 + draw(SMALL), draw);
  }

  /** A transfer between the two accounts that hardly have it, or in and out of them. */
  hot(draw: Draw): Intent {
    const [one, other] = draw(2) === 0 ? this.#bank.hot : ([this.#bank.hot[1], this.#bank.hot[0]] as const);
    return this.pay("hot transfer", one, draw(4) === 0 ? this.#bank.vault : other, 1 + draw(HOT), draw);
  }

  pay(kind: Kind, source: string, destination: string, amount: number, draw: Draw): Intent {
    const swapped = kind === "transfer" && draw(2) === 0;
    const item = this.#item(swapped ? destination : source, swapped ? source : destination, amount);
    return this.#make(kind, "/v1/transfers", item, [promiseOf(item)]);
  }

  /** Transfers among hot accounts and others; the order of its items decides which of them the floors let through. */
  batch(draw: Draw): Intent {
    const items = Array.from({ length: 2 + draw(BATCH_ITEMS - 1) }, () => {
      const everybody = [...this.#bank.hot, ...this.#bank.hot, this.#bank.vault, this.#anyAccount(draw)];
      const source = pick(everybody, draw) as string;
      const others = everybody.filter((account) => account !== source);
      return this.#item(source, pick(others, draw) as string, 1 + draw(HOT));
    });
    const mode = draw(2) === 0 ? "atomic" : "independent";
    return this.#make("batch", "/v1/transfer-batches", { mode, transfers: items }, items.map(promiseOf));
  }

  /** Another request under a key that has been answered. */
  reusing({ key }: Pick<Intent, "key">, draw: Draw): Intent {
    const item = this.#item(this.#bank.vault, this.#anyAccount(draw), 1 + draw(SMALL));
    const made = this.#make("reused key", "/v1/transfers", item, [promiseOf(item)]);
    return { ...made, key, mustAnswer: { status: 422, code: "idempotency_key_reused" } };
  }

  #hold(draw: Draw, nowMs: number): Intent {
    const source = draw(3) === 0 ? (pick(this.#bank.hot, draw) as string) : this.#anyAccount(draw);
    const item = this.#item(source, this.#bank.vault, 5 + draw(HOT));
    const expires = draw(2) === 0 ? {} : { expires_at: new Date(nowMs + EXPIRY_MS.least + draw(EXPIRY_MS.spread)).toISOString() };
    return this.#make("hold", "/v1/holds", { ...item, ...expires }, [promiseOf(item)]);
  }

  #customer(): Intent {
    const mark = this.#mark();
    return this.#make("customer", "/v1/customers", { type: "person", name: "A client", external_id: mark }, [{ mark, amount: "" }]);
  }

  #item(source: string, destination: string, amount: number): Item {
    const external_id = this.#mark();
    return { source_account: source, destination_account: destination, amount: String(amount), currency: CURRENCY, external_id };
  }

  #make(kind: Kind, path: string, body: object | null, promised: readonly Promised[]): Intent {
    this.#made += 1;
    return { n: this.#made, kind, key: randomUUID(), path, body: body === null ? "" : JSON.stringify(body), promised };
  }

  #marks = 0;
  #mark(): string {
    this.#marks += 1;
    return `${this.#run}-${this.#marks}`;
  }

  #anyAccount(draw: Draw): string {
    return pick(this.#bank.accounts, draw) as string;
  }
}

interface Item {
  readonly source_account: string;
  readonly destination_account: string;
  readonly amount: string;
  readonly currency: string;
  readonly external_id: string;
}

const promiseOf = ({ external_id: mark, amount }: Item): Promised => ({ mark, amount });

/** Captures carry no words of their client's: within a hold, each has an amount of its own. */
export const captureMark = (holdId: string, amount: string): string => `capture of ${amount} from ${holdId}`;
/** Many may ask for it; it is had once. */
export const releaseMark = (holdId: string): string => `release of ${holdId}`;

export const pick = <T>(list: readonly T[], draw: Draw): T | undefined => list[draw(Math.max(1, list.length))];

function weighted(draw: Draw): Kind {
  let left = draw(WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0));
  for (const [kind, weight] of WEIGHTS) {
    left -= weight;
    if (left < 0) return kind;
  }
  throw new Error("the weights do not add up");
}
