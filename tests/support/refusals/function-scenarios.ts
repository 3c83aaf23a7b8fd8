// Every refusal of the functions that move money or check an account: a call that must be answered with it, or the reason why no call can be.
import { newUuid } from "@ledge/shared/ids";
import type { ProblemCode } from "@ledge/shared/problem";
import {
  captureHold,
  captureHoldIf,
  letExpire,
  placeHold,
  postTransaction,
  releaseHold,
  reverseTransfer,
  type Leg,
} from "../hold-fixture.ts";
import { BACKDATED, MAX_MINOR, openAccount, post, postAndJudge, postOne, transfer } from "../ledger-fixture.ts";
import { claimedAs, claimedInBatch } from "./function-claims.ts";
import {
  blocked,
  type FunctionScenario,
  inStatus,
  type Logins,
  type Movement,
  movements,
  open,
  ownerOf,
  ten,
} from "./function-movements.ts";

export interface FunctionRow {
  readonly scenarios: Partial<Record<ProblemCode, FunctionScenario>>;
  /** Codes in the source that no call can receive, with the reasons. */
  readonly unreachable: Partial<Record<ProblemCode, string>>;
}

/** `spare` are two accounts between which money can move, for the other parts of a request. */
type Ask = (logins: Logins, movement: Movement, spare: readonly [string, string]) => Promise<string | null>;

const asked = (ask: Ask, passes: readonly ProblemCode[] = []): FunctionRow["scenarios"] =>
  Object.fromEntries(
    Object.entries(movements)
      .filter(([code]) => !(passes as readonly string[]).includes(code))
      .map(([code, prepare]) => [
        code,
        async (logins: Logins) => {
          const movement: Movement = await prepare(logins);
          const spare = [await openAccount(logins.admin, { normalSide: "debit", overdraftLimit: null }), await open(logins)] as const;
          return () => ask(logins, movement, spare);
        },
      ]),
  );

const request = ({ source, destination, amount, currency = "EUR", effectiveAt, actingCustomer }: Movement) =>
  transfer(source, destination, amount, { currency, effective_at: effectiveAt ?? null, acting_customer: actingCustomer ?? null });

/** The refused item of an atomic batch comes second, so that the first must be undone. */
const inBatch: Ask = async ({ runtime }, movement, [houseAccount, till]) => {
  const items = [transfer(houseAccount, till, 1n), request(movement)].map((item, ordinal) => ({ ordinal, ...item }));
  const { rows } = await runtime.query("SELECT payments.post_batch($1::json, true) AS answer", [JSON.stringify(items)]);
  // Of a batch that was posted, an array.
  const { refusal } = rows[0].answer;
  return Array.isArray(refusal) ? null : refusal;
};

const legsOf = ({ source, destination, amount, currency = "EUR" }: Movement): Leg[] => [
  { account: source, direction: "debit", amount: amount.toString(), currency },
  { account: destination, direction: "credit", amount: amount.toString(), currency },
];
const asLegs: Ask = async ({ runtime }, movement) =>
  (await postTransaction(runtime, legsOf(movement), { effectiveAt: movement.effectiveAt ?? null })).verdict;

const unbalanced: FunctionScenario = async (logins) => {
  const [source, destination] = [await ten(logins), await open(logins)];
  const legs: Leg[] = [
    { account: source, direction: "debit", amount: "5" },
    { account: destination, direction: "credit", amount: "6" },
  ];
  return async () => (await postTransaction(logins.runtime, legs)).verdict;
};

interface Made {
  readonly id: string;
  readonly payer: string;
  readonly payee: string;
}

async function original(logins: Logins): Promise<Made> {
  const [payer, payee] = [await ten(logins), await open(logins)];
  return { id: await postOne(logins.admin, transfer(payer, payee, 10n)), payer, payee };
}

async function held(logins: Logins): Promise<Made> {
  const [payer, payee] = [await ten(logins), await open(logins)];
  return { id: (await placeHold(logins.admin, payer, payee, 10n)).id, payer, payee };
}

type Happen = (logins: Logins, made: Made) => Promise<unknown>;
const nothing: Happen = async () => undefined;

const after =
  (make: (logins: Logins) => Promise<Made>, ask: (logins: Logins, made: Made, amount: bigint | null) => Promise<string | null>) =>
  (happen: Happen, amount: bigint | null = null): FunctionScenario =>
  async (logins) => {
    const made = await make(logins);
    await happen(logins, made);
    return () => ask(logins, made, amount);
  };

/** A refund by the payee. A refund by the institution is a correction, which is allowed. */
const refunded: FunctionScenario = async (logins) => {
  const { id, payee } = await original(logins);
  const actingCustomer = await ownerOf(logins, await blocked(logins, payee));
  return async () => (await reverseTransfer(logins.runtime, id, { actingCustomer })).verdict;
};
/** A refund by the payee of an original that counts long ago. */
const refundedAt =
  (effectiveAt: string): FunctionScenario =>
  async (logins) => {
    const [payer, payee] = [await ten(logins), await open(logins)];
    const id = await postOne(logins.admin, transfer(payer, payee, 10n, { effective_at: "2025-01-01T00:00:00Z" }));
    const actingCustomer = await ownerOf(logins, payee);
    return async () => (await reverseTransfer(logins.runtime, id, { effectiveAt, actingCustomer })).verdict;
  };
const reversedAt = (effectiveAt: string | null) =>
  after(
    original,
    async ({ runtime }, { id }, amount) =>
      (await reverseTransfer(runtime, id, { ...(amount !== null && { amount }), effectiveAt })).verdict,
  );
const reversed = reversedAt(null);
const captured = after(held, async ({ runtime }, { id }, amount) => (await captureHold(runtime, id, amount)).verdict);
const released = after(held, async ({ runtime }, { id }) => await releaseHold(runtime, id));

/** Names an account that does not exist, or one to which something has happened. */
const onAccount =
  (call: string, prepare: (logins: Logins) => Promise<string>): FunctionScenario =>
  async (logins) => {
    const account = await prepare(logins);
    return async () => (await logins.runtime.query(`SELECT ${call} AS refusal`, [account])).rows[0].refusal;
  };
const closed = async (logins: Logins) => await inStatus(logins, await open(logins), "closed");
const overdrawn = async ({ admin }: Logins) => {
  const [account, other] = [await openAccount(admin, { overdraftLimit: 10n }), await openAccount(admin)];
  await postAndJudge(admin, transfer(account, other, 8n));
  return account;
};

const missing = async <Subject extends Made>(made: Promise<Subject>): Promise<Subject> => ({ ...(await made), id: newUuid() });
const brimful: (side: "payer" | "payee") => Happen = (side) => async (logins, made) => {
  const houseAccount = await openAccount(logins.admin, { normalSide: "debit", overdraftLimit: null });
  await post(logins.admin, [transfer(houseAccount, made[side], MAX_MINOR)]);
};
const ofTheOriginal = "the accounts and the currency are those of a transfer that was posted";
const WITHOUT_VALUE_DATE = "a hold and its captures count when they are recorded";
const ofTheHold = "the accounts and the currency are those of a hold that was placed";

export const functionRows: Readonly<Record<string, FunctionRow>> = {
  "payments.post_transfers": {
    scenarios: {
      ...asked(async ({ runtime }, movement) => (await postAndJudge(runtime, request(movement)))[0] as string),
      async outcome_expired({ admin, runtime }) {
        const refused = transfer(await openAccount(admin), await openAccount(admin), 1n);
        await post(runtime, [refused]);
        await admin.query("DELETE FROM idempotency.refusals WHERE key = $1", [refused.key]);
        return async () => (await postAndJudge(runtime, refused))[0] as string;
      },
      external_id_exists: claimedAs("createTransfer"),
    },
    unreachable: {},
  },
  "payments.post_batch": {
    scenarios: { ...asked(inBatch), external_id_exists: claimedInBatch },
    unreachable: { outcome_expired: "its items have no keys, so none is repeated" },
  },
  "ledger.post_transaction": {
    scenarios: { ...asked(asLegs, ["customer_blocked", "value_date_not_allowed"]), transaction_not_balanced: unbalanced },
    unreachable: {},
  },
  "payments.run_transaction": {
    scenarios: {
      // What is yet to be made has no tag.
      precondition_failed: async (logins) => {
        const legs = legsOf({ source: await ten(logins), destination: await open(logins), amount: 1n });
        return async () => (await postTransaction(logins.runtime, legs, { ifMatch: ["posted-0"] })).verdict;
      },
      external_id_exists: claimedAs("createTransaction"),
    },
    unreachable: {},
  },
  "payments.judge": {
    scenarios: {
      not_found: after(
        async (l) => await missing(held(l)),
        async ({ runtime }, { id }) => (await captureHold(runtime, id)).verdict,
      )(nothing),
      // The payer has promised the money.
      forbidden: after(held, async (l, { id, payer }) => await releaseHold(l.runtime, id, await ownerOf(l, payer)))(nothing),
      precondition_failed: after(held, async ({ runtime }, { id }) => (await captureHoldIf(runtime, id, ["open-1"])).verdict)(nothing),
      external_id_exists: claimedAs("createHold"),
    },
    unreachable: {},
  },
  "payments.reverse_transfer": {
    scenarios: {
      external_id_exists: claimedAs("reverseTransfer"),
      transfer_not_reversible: async (logins) => {
        const reversal = await reverseTransfer(logins.admin, (await original(logins)).id);
        return async () => (await reverseTransfer(logins.runtime, reversal.id)).verdict;
      },
      amount_not_positive: reversed(nothing, 0n),
      reversal_exceeds_original: reversed(nothing, 11n),
      reversal_before_original: reversedAt(BACKDATED)(nothing),
      value_date_not_allowed: refundedAt(BACKDATED),
      amount_out_of_range: reversed(brimful("payer")),
      account_closed: reversed((logins, { payer }) => inStatus(logins, payer, "closed")),
      account_frozen: reversed((logins, { payee }) => inStatus(logins, payee, "frozen")),
      customer_blocked: refunded,
      insufficient_funds: reversed(async (logins, { payee }) => post(logins.admin, [transfer(payee, await open(logins), 1n)])),
    },
    unreachable: {
      same_account: ofTheOriginal,
      currency_mismatch: ofTheOriginal,
      account_not_found: "accounts are never deleted; someone else's is transfer_not_reversible",
      value_date_before_opening: "it counts no earlier than its original, which counts after both accounts were opened",
    },
  },
  "payments.place_hold": {
    scenarios: {
      ...asked(
        async ({ runtime }, { source, destination, amount, currency = "EUR" }) =>
          (await placeHold(runtime, source, destination, amount, { currency })).verdict,
        ["value_date_not_allowed", "value_date_before_opening"],
      ),
      external_id_exists: claimedAs("createHold"),
      hold_expired: async (logins) => {
        const [source, destination] = [await ten(logins), await open(logins)];
        return async () => (await placeHold(logins.runtime, source, destination, 1n, { expiresAt: "2020-01-01T00:00:00Z" })).verdict;
      },
    },
    unreachable: { value_date_not_allowed: WITHOUT_VALUE_DATE, value_date_before_opening: WITHOUT_VALUE_DATE },
  },
  "payments.capture_hold": {
    scenarios: {
      amount_not_positive: captured(nothing, 0n),
      capture_exceeds_hold: captured(nothing, 11n),
      hold_not_open: captured(({ admin }, { id }) => releaseHold(admin, id)),
      hold_expired: captured(({ admin }, { id }) => letExpire(admin, id)),
      account_frozen: captured((logins, { payer }) => inStatus(logins, payer, "frozen")),
      customer_blocked: captured((logins, { payer }) => blocked(logins, payer)),
      amount_out_of_range: captured(brimful("payee")),
    },
    unreachable: {
      same_account: ofTheHold,
      currency_mismatch: ofTheHold,
      account_not_found: ofTheHold,
      account_closed: "an account with an open hold cannot be closed",
      external_id_exists: "a capture asks for no external id alone",
      insufficient_funds: "a captured amount was reserved by its hold",
      value_date_not_allowed: WITHOUT_VALUE_DATE,
      value_date_before_opening: WITHOUT_VALUE_DATE,
    },
  },
  "payments.expire_holds": {
    scenarios: {},
    unreachable: Object.fromEntries(
      [...Object.keys(movements), "external_id_exists"].map((code) => [code, "it only releases, which the ledger never refuses"]),
    ),
  },
  "payments.release_hold": {
    scenarios: {
      hold_not_open: released(({ admin }, { id }) => captureHold(admin, id)),
      hold_expired: released(({ admin }, { id }) => letExpire(admin, id)),
    },
    unreachable: {},
  },
  "ledger.change_status": {
    scenarios: {
      not_found: onAccount("ledger.change_status($1, 'frozen')", async () => newUuid()),
      account_closed: onAccount("ledger.change_status($1, 'open')", closed),
      balance_not_zero: onAccount("ledger.change_status($1, 'closed')", ten),
    },
    unreachable: {},
  },
  "ledger.set_overdraft_limit": {
    scenarios: {
      not_found: onAccount("ledger.set_overdraft_limit($1, 1)", async () => newUuid()),
      account_closed: onAccount("ledger.set_overdraft_limit($1, 1)", closed),
      overdraft_in_use: onAccount("ledger.set_overdraft_limit($1, 7)", overdrawn),
      overdraft_limit_required: onAccount("ledger.set_overdraft_limit($1, NULL)", ({ admin }) => openAccount(admin, { owner: newUuid() })),
    },
    unreachable: {},
  },
};
