// The refusals of every movement of money: one list of scenarios for transfers, items of batches, holds and transactions.
import { randomUUID } from "node:crypto";
import type { ProblemCode } from "@ledge/shared/problem";
import { transferOf } from "../test-bank.ts";
import type { RequestOptions } from "../ledge.ts";
import { allScopes, MAX, nothing, post, type Scenario, type Scenarios, type Sent, type ScenarioContext } from "./scenario.ts";
import { balancedLegs } from "./valid-requests.ts";

interface Movement {
  readonly source: string;
  readonly destination: string;
  readonly amount: string;
  readonly currency?: string;
  readonly effectiveAt?: string;
  /** The payer's key, where the request is not the institution's. */
  readonly token?: string;
}

interface PostingRefusal {
  readonly code: ProblemCode;
  readonly what: string;
  readonly prepare: (context: ScenarioContext) => Promise<Movement>;
}

const account = async ({ bystander }: ScenarioContext): Promise<string> => (await bystander()).account;
const ten = async ({ bystander }: ScenarioContext): Promise<string> => (await bystander("10")).account;
/** A separate account, which the scenario changes before the request. */
const fresh = async ({ bank }: ScenarioContext, amount = "0"): Promise<string> => (await bank.customerWith(amount)).account;

const changed = async ({ must }: ScenarioContext, id: string, to: "freeze" | "close"): Promise<string> =>
  (await must("POST", `/v1/accounts/${id}/${to}`)).json.id;

async function korunas({ bank, must }: ScenarioContext): Promise<string> {
  const { customer } = await bank.customerWith("0");
  return (await must("POST", "/v1/accounts", { kind: "customer", customer_id: customer, currency: "CZK" })).json.id;
}

/** An account that holds the largest possible amount. */
export async function brimful(context: ScenarioContext): Promise<string> {
  const full = await fresh(context);
  await context.bank.pay(await context.houseAccount(), full, MAX);
  return full;
}

const refusals: readonly PostingRefusal[] = [
  {
    code: "amount_not_positive",
    what: "nothing",
    prepare: async (w) => ({ source: w.bank.cash, destination: await account(w), amount: "0" }),
  },
  {
    code: "amount_not_positive",
    what: "a negative amount",
    prepare: async (w) => ({ source: w.bank.cash, destination: await account(w), amount: "-5" }),
  },
  {
    code: "amount_out_of_range",
    what: "an amount of 2^63",
    prepare: async (w) => ({ source: w.bank.cash, destination: await account(w), amount: "9223372036854775808" }),
  },
  {
    code: "amount_out_of_range",
    what: "more than the payee's balance can hold",
    prepare: async (w) => ({ source: w.bank.cash, destination: await brimful(w), amount: "1" }),
  },
  {
    code: "amount_out_of_range",
    what: "more than the payer's balance can hold",
    prepare: async (w) => {
      const source = await w.houseAccount();
      await w.bank.pay(source, await fresh(w), MAX);
      return { source, destination: await account(w), amount: "1" };
    },
  },
  {
    code: "same_account",
    what: "an account to itself",
    prepare: async (w) => {
      const source = await ten(w);
      return { source, destination: source, amount: "1" };
    },
  },
  {
    code: "account_not_found",
    what: "a source that does not exist",
    prepare: async (w) => ({ source: nothing("account"), destination: await ten(w), amount: "1" }),
  },
  {
    code: "account_not_found",
    what: "a destination that does not exist",
    prepare: async (w) => ({ source: await ten(w), destination: nothing("account"), amount: "1" }),
  },
  {
    code: "account_not_found",
    what: "another customer's money",
    prepare: async (w) => {
      const mine = await w.bystander();
      const token = await w.keyWith(allScopes, mine.customer);
      return { source: await ten(w), destination: mine.account, amount: "1", token };
    },
  },
  {
    code: "account_not_found",
    what: "a payee that would refuse a customer's money by its balance",
    prepare: async (w) => {
      const mine = await w.bystander("10");
      const token = await w.keyWith(allScopes, mine.customer);
      return { source: mine.account, destination: await w.houseAccount({ allow_negative: false }), amount: "1", token };
    },
  },
  {
    code: "currency_mismatch",
    what: "another currency",
    prepare: async (w) => ({ source: await ten(w), destination: await account(w), amount: "1", currency: "CZK" }),
  },
  {
    code: "currency_mismatch",
    what: "a payee in another currency",
    prepare: async (w) => ({ source: await ten(w), destination: await korunas(w), amount: "1" }),
  },
  {
    code: "account_closed",
    what: "a closed payer",
    prepare: async (w) => ({ source: await changed(w, await fresh(w), "close"), destination: await account(w), amount: "1" }),
  },
  {
    code: "account_closed",
    what: "a closed payee",
    prepare: async (w) => ({ source: await ten(w), destination: await changed(w, await fresh(w), "close"), amount: "1" }),
  },
  {
    code: "account_frozen",
    what: "a frozen payer",
    prepare: async (w) => ({ source: await changed(w, await fresh(w, "10"), "freeze"), destination: await account(w), amount: "1" }),
  },
  {
    code: "customer_blocked",
    what: "a rejected payer",
    prepare: async (w) => {
      const payer = await w.bank.customerWith("10");
      await w.must("POST", `/v1/customers/${payer.customer}/verification`, { decision: "rejected" });
      return { source: payer.account, destination: await account(w), amount: "1" };
    },
  },
  {
    code: "insufficient_funds",
    what: "more than the balance",
    prepare: async (w) => ({ source: await ten(w), destination: await account(w), amount: "11" }),
  },
  {
    code: "insufficient_funds",
    what: "an amount that another hold reserves",
    prepare: async (w) => {
      const [source, destination] = [await fresh(w, "10"), await account(w)];
      await w.must("POST", "/v1/holds", transferOf(source, destination, "9"));
      return { source, destination, amount: "2" };
    },
  },
  {
    code: "insufficient_funds",
    what: "cash that the institution does not have",
    prepare: async (w) => ({ source: await ten(w), destination: await w.houseAccount({ allow_negative: false }), amount: "1" }),
  },
  {
    code: "value_date_before_opening",
    what: "a payee that was opened later",
    prepare: async (w) => ({ source: await ten(w), destination: await w.houseAccount(), amount: "1", effectiveAt: "2020-01-01T00:00:00Z" }),
  },
  {
    code: "value_date_not_allowed",
    what: "a customer who dates a payment into the past",
    prepare: async (w) => {
      const mine = await w.bystander("10");
      const token = await w.keyWith(allScopes, mine.customer);
      return { source: mine.account, destination: await account(w), amount: "1", effectiveAt: "2020-01-01T00:00:00Z", token };
    },
  },
];

/** Holds count when they are placed. */
const isDated = ({ code }: PostingRefusal): boolean => code.startsWith("value_date_");
/** An operator may move all customers' money, and may correct postings of a blocked customer. */
const ofCustomersAlone: readonly string[] = [
  "another customer's money",
  "a payee that would refuse a customer's money by its balance",
  "a customer who dates a payment into the past",
  "a rejected payer",
];

type Ask = (movement: Movement, options: RequestOptions) => Sent;

const askedAs = (ask: Ask, { what, prepare }: PostingRefusal): Scenario => ({
  what,
  prepare: async (context) => {
    const movement = await prepare(context);
    return ask(movement, movement.token === undefined ? {} : { token: movement.token });
  },
});

/** The scenarios by code, for one kind of movement. */
function cells(ask: Ask, wanted: (refusal: PostingRefusal) => boolean = () => true): Partial<Record<ProblemCode, Scenario[]>> {
  const byCode = Map.groupBy(refusals.filter(wanted), ({ code }) => code);
  return Object.fromEntries([...byCode].map(([code, group]) => [code, group.map((refusal) => askedAs(ask, refusal))]));
}

const dated = ({ effectiveAt }: Movement) => (effectiveAt === undefined ? {} : { effective_at: effectiveAt });
const moved = (movement: Movement) => ({
  ...transferOf(movement.source, movement.destination, movement.amount, movement.currency),
  ...dated(movement),
});
const legs: Ask = (movement, options) => {
  const { source, destination, amount, currency } = movement;
  return post("/v1/transactions", { ...balancedLegs(source, destination, amount, currency), ...dated(movement) }, options);
};

/** The refused item comes second, so that the first must be undone. */
const asItem = (refusal: PostingRefusal): Scenario => ({
  what: `an item with ${refusal.what} (${refusal.code})`,
  prepare: async (context) => {
    const movement = await refusal.prepare(context);
    // A key that may not move this money could not post the valid item either.
    const good = movement.token === undefined ? [transferOf(context.bank.cash, await account(context), "1")] : [];
    const options = movement.token === undefined ? {} : { token: movement.token };
    return post("/v1/transfer-batches", { mode: "atomic", transfers: [...good, moved(movement)] }, options);
  },
});

const unbalanced = (what: string, credit: (context: ScenarioContext) => Promise<object>): Scenario => ({
  what,
  prepare: async (context) => {
    const debit = { account: context.bank.cash, direction: "debit", amount: "5", currency: "EUR" };
    return post("/v1/transactions", { entries: [debit, { direction: "credit", ...(await credit(context)) }] });
  },
});

const FUTURE = "2199-01-01T00:00:00Z";
const tooEarly = (ask: (context: ScenarioContext) => Promise<Sent>): Scenario[] => [{ what: "a time in the future", prepare: ask }];
const payIn = async (context: ScenarioContext) => ({ ...transferOf(context.bank.cash, await account(context), "1"), effective_at: FUTURE });

export const postings: Scenarios = {
  createTransfer: {
    ...cells((movement, options) => post("/v1/transfers", moved(movement), options)),
    validation_failed: tooEarly(async (context) => post("/v1/transfers", await payIn(context))),
  },
  createHold: cells(
    (movement, options) => post("/v1/holds", moved(movement), options),
    (refusal) => !isDated(refusal),
  ),
  createTransferBatch: {
    batch_item_failed: refusals.map(asItem),
    validation_failed: [
      ...tooEarly(async (context) => post("/v1/transfer-batches", { mode: "independent", transfers: [await payIn(context)] })),
      {
        what: "an external id twice",
        prepare: async (context) => {
          const item = { ...transferOf(context.bank.cash, await account(context), "1"), external_id: randomUUID() };
          return post("/v1/transfer-batches", { mode: "independent", transfers: [item, item] });
        },
      },
    ],
  },
  createTransaction: {
    ...cells(legs, ({ what }) => !ofCustomersAlone.includes(what)),
    transaction_not_balanced: [
      unbalanced("more credited than debited", async (context) => ({ account: await account(context), amount: "6", currency: "EUR" })),
      unbalanced("another currency on the other side", async (context) => ({
        account: await korunas(context),
        amount: "5",
        currency: "CZK",
      })),
    ],
    validation_failed: tooEarly(async (context) =>
      post("/v1/transactions", { ...balancedLegs(context.bank.cash, await account(context), "1"), effective_at: FUTURE }),
    ),
  },
};
