// The accounts contract: opening accounts, their balances and entries.
import { z } from "zod";
import type { Call, WriteCall } from "../context.ts";
import type { WriteOutcome, Result } from "../result.ts";
import { readBy, writtenBy } from "../field-rights.ts";
import type { RefusalOf } from "./refusals.ts";
import { calendarDay, day, instant, time } from "../instants.ts";
import {
  amount,
  currency,
  currencyCode,
  example,
  id,
  keptMetadata,
  metadata,
  nonNegativeAmount,
  type Page,
  page,
  type PageRequest,
  version,
} from "../schema.ts";
import { name } from "../text.ts";
import { externalIdMembers, hasWhatIsUnique, LACKS_EXTERNAL_ID } from "./external-ids.ts";
import type { CoreAnswered } from "./readiness.ts";

export const accountKind = z.enum(["customer", "house"]).meta({ id: "AccountKind" });
export const accountStatus = z.enum(["open", "frozen", "closed"]).meta({ id: "AccountStatus" });
export const side = z.enum(["debit", "credit"]).meta({ id: "Side" });
/** The code of a house account is its name in charts of accounts and runbooks: short, stable, fit for a file name. */
export const houseAccountCode = z
  .string()
  .regex(/^[a-z][a-z0-9_.-]{0,62}$/, "must be 1 to 63 of a-z 0-9 _ . - and start with a letter")
  .meta({ example: "cash" });

const openCustomerAccount = z
  .strictObject({
    kind: z.literal("customer"),
    customer_id: id("customer"),
    currency,
    name: name.nullable().optional().meta({ example: "Rent" }),
    overdraft_limit: writtenBy(
      "institution",
      nonNegativeAmount.optional().meta({ description: "How far available may fall below zero: 0 if left out" }),
    ),
    opened_on: writtenBy(
      "institution",
      day
        .optional()
        .meta({ description: "The day from which on it may be posted to, not in the future; the present day (UTC) if left out" }),
    ),
    external_id: writtenBy("institution", externalIdMembers.external_id),
    external_id_unique: writtenBy("institution", externalIdMembers.external_id_unique),
    metadata: writtenBy("institution", metadata.optional()),
  })
  .refine(hasWhatIsUnique, LACKS_EXTERNAL_ID)
  .meta({ id: "OpenCustomerAccount" });
const openHouseAccount = writtenBy(
  "operator",
  z
    .strictObject({
      kind: z.literal("house"),
      code: houseAccountCode,
      currency,
      normal_side: side,
      allow_negative: z.boolean().optional().meta({
        description: "Whether the account has no overdraft limit: false if left out. To change it later, change overdraft_limit",
        example: true,
      }),
      name: name.nullable().optional().meta({ example: "Cash at the central bank" }),
      opened_on: day.optional().meta({
        description: "The day from which on it may be posted to, not in the future; the present day (UTC) if left out",
      }),
      ...externalIdMembers,
      metadata: metadata.optional(),
    })
    .refine(hasWhatIsUnique, LACKS_EXTERNAL_ID),
).meta({ id: "OpenHouseAccount" });

export const openAccount = z.discriminatedUnion("kind", [openCustomerAccount, openHouseAccount]).meta({ id: "OpenAccount" });

export const updateAccount = z
  .strictObject({
    overdraft_limit: writtenBy(
      "institution",
      nonNegativeAmount.nullable().optional().meta({
        description: "How far available may fall below zero; null: no limit, which only a house account can have",
        example: "5000",
      }),
    ),
    name: name.nullable().optional().meta({ example: "Rent" }),
    external_id: writtenBy("institution", externalIdMembers.external_id),
    metadata: writtenBy("institution", metadata.optional()),
  })
  .refine((changes) => Object.keys(changes).length > 0, "must change something")
  .meta({ id: "UpdateAccount", minProperties: 1 });

export const basis = z.enum(["recorded", "effective"]).meta({
  id: "Basis",
  description:
    "recorded: what the books said then, which no later posting changes; effective: what counted then, backdated postings included",
});

export const balance = z
  .strictObject({
    currency: currencyCode,
    posted: amount.meta({ description: "Sum of the entries, signed to the account's normal side" }),
    pending_in: nonNegativeAmount,
    pending_out: nonNegativeAmount,
    available: amount.meta({
      description: "posted − pending_out. An overdraft limit is not added to it: with one, available may fall below zero by as much",
    }),
    version: version.meta({ description: "How many entries the account has: it identifies the state that the balance is of" }),
    as_of: instant.meta({
      description:
        "By the clock that entries are recorded by. For a balance at an instant: the instant that was used, which is at most the requested one",
    }),
  })
  .meta({ id: "Balance", description: "Balance of an account at an instant" });

export const account = z
  .strictObject({
    id: id("account"),
    kind: accountKind,
    customer_id: id("customer")
      .nullable()
      .meta({ description: "null: a house account", example: example("customer") }),
    code: z.string().nullable().meta({ description: "null: a customer's account" }),
    currency: currencyCode,
    normal_side: side.meta({ example: "credit" }),
    overdraft_limit: nonNegativeAmount.nullable().meta({ description: "null: the account has no overdraft limit", example: "0" }),
    status: accountStatus,
    name: z.string().nullable().meta({ example: "Rent" }),
    external_id: readBy("institution", z.string().nullable()),
    metadata: readBy("institution", keptMetadata),
    opened_on: calendarDay.meta({
      description: "No posting counts before this day, which the institution has set; the day of created_at unless it said another",
    }),
    created_at: instant,
    balance,
  })
  .meta({ id: "Account" });

export const entry = z
  .strictObject({
    account: id("account"),
    version: version.meta({ description: "The account's version after this entry" }),
    transaction: id("transaction"),
    transfer: id("transfer").nullable().meta({ description: "null: an entry of a transaction that an operator posted" }),
    direction: side,
    amount,
    currency: currencyCode,
    balance_after: amount,
    effective_at: instant,
    created_at: instant,
  })
  .meta({ id: "Entry" });

export type AccountStatus = z.infer<typeof accountStatus>;
export type Account = z.infer<typeof account>;
export type Balance = z.infer<typeof balance>;
export type Entry = z.infer<typeof entry>;
export type UpdateAccount = z.infer<typeof updateAccount>;
export type Basis = z.infer<typeof basis>;
export type OpenAccount = z.infer<typeof openAccount>;

export interface AccountFilter {
  readonly customer_id?: string | undefined;
  readonly kind?: z.infer<typeof accountKind> | undefined;
  readonly currency?: string | undefined;
  readonly code?: string | undefined;
  readonly external_id?: string | undefined;
  readonly status?: AccountStatus | undefined;
}

/** Instants, the first inclusive and the second exclusive. */
export interface TimeRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The query parameters of a list that can be limited to a range of time. */
export const rangeQuery = {
  from: time.optional().meta({ description: "Recorded at or after" }),
  to: time
    .optional()
    .meta({ description: "Recorded before. The list ends where nothing can be recorded any more; its to says where it ended" }),
};

/** A page of such a list: a range that was answered never changes, and the next range begins where it ended (law 31). */
export const rangePage = <Item extends z.ZodType>(item: Item) =>
  page(item).extend({
    to: instant.optional().meta({
      description:
        "Only if the request has to: the exclusive end that was used, the same on each page of the list. It is earlier than requested while something could still be recorded before the requested end; the next range begins here",
    }),
  });

/** A page as core-service returns it. */
export interface RangePage<Item> extends Page<Item> {
  readonly to?: string;
}

/** What core-service does for the accounts Worker. Someone else's account and a missing one are both `not_found`. */
export interface AccountsCore {
  openAccount(call: WriteCall, input: OpenAccount): Promise<WriteOutcome<Account, RefusalOf<"openAccount">>>;
  updateAccount(call: WriteCall, accountId: string, input: UpdateAccount): Promise<WriteOutcome<Account, RefusalOf<"updateAccount">>>;
  /** Refuses debits from now on. Freezing a frozen account changes nothing; the same holds for unfreezing and closing. */
  freezeAccount(call: WriteCall, accountId: string): Promise<WriteOutcome<Account, RefusalOf<"freezeAccount">>>;
  unfreezeAccount(call: WriteCall, accountId: string): Promise<WriteOutcome<Account, RefusalOf<"unfreezeAccount">>>;
  /** For good, and only at a balance of zero without open holds. */
  closeAccount(call: WriteCall, accountId: string): Promise<WriteOutcome<Account, RefusalOf<"closeAccount">>>;
  getAccount(call: Call, accountId: string): Promise<Result<Account, RefusalOf<"getAccount">>>;
  /** @param at an instant that has passed; now if left out. */
  getBalance(call: Call, accountId: string, at: string | undefined, basis: Basis): Promise<Result<Balance, RefusalOf<"getBalance">>>;
  listAccounts(call: Call, filter: AccountFilter, page: PageRequest): Promise<Page<Account>>;
  listEntries(
    call: Call,
    accountId: string,
    range: TimeRange,
    page: PageRequest,
  ): Promise<Result<RangePage<Entry>, RefusalOf<"listEntries">>>;
  ready(): Promise<CoreAnswered>;
}
