// An import's calls to the platform: opens accounts, reads what is posted on them, posts lines. Every call must have its effect once, however often
// it is repeated by this run, a later one, or another one at the same time.
import { type Body, type Ledge, LedgeError, type Resource } from "@ledge/client";
import { findOrOpenHouseAccount } from "../target/house-account.ts";
import type { HouseAccountPlan } from "./house-account-for.ts";
import type { PostedTransfer } from "./line-difference.ts";
import type { Line } from "./plan.ts";
import { customerAccountTerms, customerOf, houseAccountTerms, importKey, transactionKey, transferOf } from "./requests.ts";
import type { PostedEntry } from "./resume-point.ts";

/** Half of what the platform accepts: a batch delays the other work of its lane. */
const LINES_PER_BATCH = 500;
/** The platform accepts bodies of 1 MiB; the rest is for the members around the lines. */
const BYTES_PER_BATCH = 1_000_000;
/** How often an account's overdraft limit is tried to be changed while others change the account too. */
const MAX_ROUNDS = 5;

interface PostedLine {
  /** The account's balance right after the line, from the answer; null: the answer has none. */
  readonly postedMinor: bigint | null;
  /** Whether the line had been posted before, by an attempt whose answer was lost or by another run. */
  readonly replayed: boolean;
}

/** The operations that a replay needs. */
export interface Platform {
  /** Opens a house account unless it exists, and returns its id. */
  openHouseAccount(plan: HouseAccountPlan): Promise<string>;
  /** Opens the account for one of the file on a day, unless it exists. Returns its id, and whether it is new, and so has no entries. */
  openCustomerAccount(account: string, openedOn: string): Promise<{ readonly id: string; readonly isNew: boolean }>;
  /** The account's entries of transfers with an external id, oldest first, including everything that is committed before the call. */
  readPosted(accountId: string): Promise<readonly PostedEntry[]>;
  /** Raises the account's overdraft limit for its lines. @throws {Refused} when the account is closed, or frozen and to be debited. */
  prepareAccount(accountId: string, overdraftMinor: bigint, isDebited: boolean): Promise<void>;
  /** The transfer of a line. */
  transferOf(line: PlacedLine, customerAccount: string): Body<"createTransfer">;
  readonly linesPerRequest: number;
  /** How many of these lines fit one request; at least one. */
  fit(lines: readonly PlacedLine[]): number;
  /** Posts consecutive lines of one account, all of them or none. Returns null when the first line's key belongs to another request. */
  postLines(lines: readonly PlacedLine[], customerAccount: string): Promise<readonly PostedLine[] | null>;
}

/** A line with the house account on its other side. */
export interface PlacedLine {
  readonly line: Line;
  readonly houseAccount: string;
}

/** How lines are posted: each as a transfer of its own, or several in an atomic batch. Runs of one import may use both. */
export type PostingMode = "one by one" | "in batches";

/** Thrown when the platform definitively refused a request that the import cannot continue without. */
export class Refused extends Error {}

/** The platform that a client calls, for accounts of one currency. */
export function platformOver(ledge: Ledge, currency: string, postingMode: PostingMode): Platform {
  return {
    async openHouseAccount(plan) {
      const opening = findOrOpenHouseAccount(ledge, houseAccountTerms(plan, currency), importKey(currency, "house", plan.code));
      return await expected(`Opening house account ${plan.code}`, opening);
    },

    async openCustomerAccount(account, openedOn) {
      const creating = ledge.post("/v1/customers", {
        body: customerOf(account),
        idempotencyKey: importKey(currency, "customer", account),
      });
      const customer = await expected(`Creating the customer of account ${account}`, creating);
      // Another file of the account may begin on another day, and its request would be another one under the same key.
      const known = customer.replayed ? await expected(`Finding account ${account}`, findAccount(ledge, customer.data.id, currency)) : null;
      if (known !== null) return { id: known, isNew: false };
      const opening = ledge.post("/v1/accounts", {
        body: customerAccountTerms(customer.data.id, currency, openedOn),
        idempotencyKey: importKey(currency, "account", account),
      });
      const { data, replayed } = await expected(`Opening account ${account}`, opening);
      return { id: data.id, isNew: !replayed };
    },

    async readPosted(accountId) {
      return await expected(`Reading what account ${accountId} holds`, readPosted(ledge, accountId));
    },

    async prepareAccount(accountId, overdraftMinor, isDebited) {
      const preparing = prepareAccount(ledge, accountId, overdraftMinor, isDebited);
      await expected(`Giving it an overdraft limit of ${overdraftMinor}`, preparing);
    },

    transferOf: ({ line, houseAccount }, customerAccount) => transferOf(line, customerAccount, houseAccount, currency),

    linesPerRequest: postingMode === "one by one" ? 1 : LINES_PER_BATCH,

    fit(lines) {
      let bytes = 0;
      const tooMany = lines.findIndex(({ line, houseAccount }) => {
        bytes += Buffer.byteLength(JSON.stringify(transferOf(line, houseAccount, houseAccount, currency))) + 1;
        return bytes > BYTES_PER_BATCH;
      });
      return tooMany === -1 ? lines.length : Math.max(1, tooMany);
    },

    async postLines(lines, customerAccount) {
      const [first] = lines as [PlacedLine];
      const post = postingMode === "one by one" ? postOne : postBatch;
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await post(ledge, lines, customerAccount, currency, transactionKey(currency, first.line, attempt));
        } catch (error) {
          if (!(error instanceof LedgeError)) throw error;
          if (error.code === "idempotency_key_reused") return null;
          // An earlier run was refused, and the refusal is stored under its key for ever (law 16): a new key asks whether it still holds.
          if (error.replayed) continue;
          throw new Refused(`${placeOf(lines, error)}: ${error.message}`, { cause: error });
        }
      }
    },
  };
}

/** The account that an import has opened for a customer; null: none yet. */
async function findAccount(ledge: Ledge, customerId: string, currency: string): Promise<string | null> {
  const { data } = await ledge.get("/v1/accounts", { params: { query: { customer_id: customerId, currency } } });
  return data.data.at(-1)?.id ?? null;
}

type Post = (
  ledge: Ledge,
  lines: readonly PlacedLine[],
  customerAccount: string,
  currency: string,
  idempotencyKey: string,
) => Promise<readonly PostedLine[]>;

const postOne: Post = async (ledge, lines, customerAccount, currency, idempotencyKey) => {
  const [{ line, houseAccount }] = lines as [PlacedLine];
  const body = transferOf(line, customerAccount, houseAccount, currency);
  const { data, replayed } = await ledge.post("/v1/transfers", { body, idempotencyKey });
  return [{ postedMinor: postedTo(line, data), replayed }];
};

const postBatch: Post = async (ledge, lines, customerAccount, currency, idempotencyKey) => {
  const transfers = lines.map(({ line, houseAccount }) => transferOf(line, customerAccount, houseAccount, currency));
  const { data, replayed } = await ledge.post("/v1/transfer-batches", { body: { mode: "atomic", transfers }, idempotencyKey });
  return lines.map(({ line }, index) => {
    const outcome = data.outcomes[index];
    return { postedMinor: outcome?.status === "posted" ? postedTo(line, outcome.transfer) : null, replayed };
  });
};

/** Reads the entries first: their transfers are committed, and so are in the list of transfers that is read after them. */
async function readPosted(ledge: Ledge, accountId: string): Promise<PostedEntry[]> {
  const entries = [];
  for await (const entry of ledge.list("/v1/accounts/{id}/entries", { params: { path: { id: accountId } } })) entries.push(entry);
  if (entries.length === 0) return [];
  const transfers = new Map<string, PostedTransfer & { readonly external_id: string | null }>();
  for await (const transfer of ledge.list("/v1/transfers", { params: { query: { account: accountId } } })) {
    transfers.set(transfer.id, transfer);
  }
  return entries.reverse().flatMap(({ transfer: id, balance_after }) => {
    const transfer = id === null ? undefined : transfers.get(id);
    if (transfer === undefined || transfer.external_id === null) return [];
    return [{ externalId: transfer.external_id, transfer, balanceAfterMinor: BigInt(balance_after) }];
  });
}

/**
 * Raises the overdraft limit where it is lower, and never lowers it: an import of a shorter file must not affect others. Refusals that the account's
 * status would cause are found before lines are sent, because a refusal would be stored under their key.
 */
async function prepareAccount(ledge: Ledge, accountId: string, overdraftMinor: bigint, isDebited: boolean): Promise<void> {
  const path = { id: accountId };
  for (let round = 1; ; round += 1) {
    const { data, headers } = await ledge.get("/v1/accounts/{id}", { params: { path } });
    if (data.status === "closed" || (data.status === "frozen" && isDebited)) throw new Refused(`the account is ${data.status}`);
    if (data.overdraft_limit === null || BigInt(data.overdraft_limit) >= overdraftMinor) return;
    try {
      const header = { "If-Match": headers.get("ETag") ?? "" };
      await ledge.patch("/v1/accounts/{id}", { params: { path, header }, body: { overdraft_limit: overdraftMinor.toString() } });
      return;
    } catch (error) {
      const isLate = error instanceof LedgeError && error.code === "precondition_failed";
      if (!isLate || round === MAX_ROUNDS) throw error;
    }
  }
}

function postedTo(line: Line, transfer: Resource<"createTransfer">): bigint | null {
  const balance = line.direction === "credit" ? transfer.balances.destination : transfer.balances.source;
  return balance === null ? null : BigInt(balance.posted);
}

/** Describes the line of a batch that the platform's error names; without a name, the first one. */
function placeOf(lines: readonly PlacedLine[], { errors }: LedgeError): string {
  const index = Number(/^\/transfers\/(\d+)/.exec(errors[0]?.pointer ?? "")?.[1] ?? 0);
  const { line, fileLine, transactionId } = (lines[index] ?? (lines[0] as PlacedLine)).line;
  return `Posting line ${line} (line ${fileLine} of the file, transaction ${transactionId})`;
}

async function expected<T>(what: string, call: Promise<T>): Promise<T> {
  return await call.catch((error: unknown) => {
    throw error instanceof LedgeError ? new Refused(`${what}: ${error.message}`, { cause: error }) : error;
  });
}
