// The search over a database alone: a bank whose every change is an operation of the product, and the consumer of the feed without its queue.
import type { Principal } from "@ledge/shared/context";
import type { Hit, HitsPage, Search } from "@ledge/shared/contracts/search";
import { decodeId, newUuid } from "@ledge/shared/ids";
import type { Result } from "@ledge/shared/result";
import type pg from "pg";
import { ACT_FOR_NOBODY, databaseFor } from "../../core-service/src/database/acting.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { captureHold, placeHold, postTransaction, releaseHold } from "./hold-fixture.ts";
import { connect, type TestDatabase } from "./database.ts";
import { PRINCIPAL } from "./ledger-fixture.ts";
import { sequenceAll } from "./outbox-fixture.ts";
import { KEY_ID, workOn, writeCall } from "./work.ts";

export const must = async <T>(outcome: Promise<Result<T>>): Promise<T> => {
  const ended = await outcome;
  if (!ended.ok) throw new Error(ended.refusal.code);
  return ended.value;
};

const institution: Principal = { id: PRINCIPAL, keyId: PRINCIPAL, scopes: ["operator"], customerId: null };
const CUSTOMER_SCOPES = ["customers:read", "accounts:read", "transfers:read"] as const;

/** The principal of a key that is bound to a customer. @param customerId its UUID */
export const boundTo = (customerId: string): Principal => ({ id: newUuid(), keyId: newUuid(), scopes: [...CUSTOMER_SCOPES], customerId });

/** What is searched for, and how many hits a page has. */
type Asked = Partial<Search> & { readonly text: string; readonly limit?: number };

export interface Searching {
  /** A page, as a principal sees it, behind row security. */
  page(asked: Asked, principal?: Principal, before?: string | null): Promise<HitsPage>;
  /** The ids of all pages. */
  ids(asked: Asked, principal?: Principal): Promise<string[]>;
  close(): Promise<void>;
}

/** Searches on a connection as a query lane has it. */
export async function openSearching({ runtimeUrl }: TestDatabase): Promise<Searching> {
  const client = await connect(runtimeUrl);
  await client.query(ACT_FOR_NOBODY);
  const page: Searching["page"] = ({ limit = 25, ...asked }, principal = institution, before = null) => {
    const work: Work = { ...workOn(client), database: databaseFor(client as never, principal.customerId) };
    return operations.searchResources(work, { ...writeCall(), principal }, { sort: "newest", ...asked }, { limit, before });
  };
  return {
    page,
    async ids(asked, principal) {
      const found: Hit[] = [];
      for (let before: string | null = null; ;) {
        const { data, next } = await page(asked, principal, before);
        found.push(...data);
        if (next === null) return found.map(({ id }) => id);
        before = next;
      }
    },
    close: () => client.end(),
  };
}

/** Gives every event its position, and has the search apply them and do what is left of a rebuild. */
export async function follow(admin: pg.Client, runtime: pg.Client): Promise<void> {
  await sequenceAll(admin);
  while (!(await operations.followFeed(workOn(runtime))));
}

/** Rebuilds the model. @param between what happens between the steps */
export async function rebuild(
  admin: pg.Client,
  runtime: pg.Client,
  between: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  await must(operations.rebuildSearch(workOn(runtime), writeCall()));
  await between();
  while (!(await operations.followFeed(workOn(runtime)))) await between();
  await follow(admin, runtime);
}

/** The model that serves, as text: each row of both tables, in order. */
export async function modelOf(admin: pg.Client): Promise<readonly string[]> {
  const { rows } = await admin.query<{ line: string }>(`
    SELECT line FROM (
      SELECT to_jsonb(d)::text AS line FROM (
        SELECT viewer, id, kind, title, reference, status, currency, amount, parties, terms, recorded_at
          FROM search.documents WHERE slot = (SELECT serving FROM search.state)) AS d
      UNION ALL
      SELECT term || ' ' || id FROM search.terms WHERE slot = (SELECT serving FROM search.state)) AS lines
     ORDER BY line COLLATE "C"`);
  return rows.map(({ line }) => line);
}

/** A bank that changes at random. Two of its customers have accounts that pay each other. */
export interface RandomBank {
  /** Makes or changes one thing. */
  change(): Promise<void>;
}

const NAMES = ["Ada Lovelace", "Żaneta Łuczak", "Ἀριστοτέλης", "عَبْدُ الله", "東京 銀行", "Straße 7", "🎉 Party", "50%_off \\*"];

export async function openRandomBank(client: pg.Client, below: (limit: number) => number): Promise<RandomBank> {
  const work = workOn(client);
  const any = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const text = (): string => `${any(NAMES)} ${below(100)}`;
  const metadata = (): Record<string, string> => (below(2) === 0 ? {} : { order: `A-${below(1000)}`, [any(NAMES)]: text() });
  const terms = { kind: "house", code: `h${newUuid()}`, currency: "EUR", normal_side: "debit", allow_negative: true } as const;
  const cash = (await must(operations.openAccount(work, writeCall(), terms))).id;
  const customers: string[] = [];
  const accounts: string[] = [];
  const holds: string[] = [];
  const keys: string[] = [];
  const endpoints: string[] = [];
  const uuid = (account: string): string => decodeId("account", account) as string;
  const payment = () => ({ source_account: any([cash, ...accounts]), destination_account: any(accounts), amount: String(1 + below(9)) });
  const described = () => ({ description: text(), external_id: below(3) === 0 ? null : `ref-${below(50)}`, metadata: metadata() });
  const newToken = () => ({
    prefix: "ledge_test",
    pepper: KEY_ID,
    hash: newUuid().replaceAll("-", "").padEnd(64, "0"),
    sealedToken: "sealed",
  });
  const customer = async (): Promise<void> => {
    const { id } = await must(
      operations.createCustomer(work, writeCall(), { type: "person", name: text(), external_id: `crm-${below(50)}`, metadata: metadata() }),
    );
    customers.push(id);
    accounts.push(
      (
        await must(
          operations.openAccount(work, writeCall(), {
            kind: "customer",
            customer_id: id,
            currency: "EUR",
            name: text(),
            overdraft_limit: "100000",
          }),
        )
      ).id,
    );
  };
  await customer();
  await customer();
  const changes: readonly (() => Promise<unknown>)[] = [
    customer,
    () =>
      operations.updateCustomer(work, writeCall(), any(customers), {
        name: text(),
        email: any([null, "ada@example.com"]),
        metadata: metadata(),
      }),
    () => operations.decideVerification(work, writeCall(), any(customers), { decision: any(["verified", "suspended", "rejected"]) }),
    () => operations.updateAccount(work, writeCall(), any(accounts), { name: any([null, text()]) }),
    () => operations.freezeAccount(work, writeCall(), any(accounts)),
    () => operations.unfreezeAccount(work, writeCall(), any(accounts)),
    () =>
      operations.createTransferBatch(work, writeCall(), {
        mode: "independent",
        transfers: Array.from({ length: 3 }, () => ({ ...payment(), currency: "EUR", ...described() })),
      }),
    async () => holds.push((await placeHold(client, uuid(any([cash, ...accounts])), uuid(any(accounts)), "1", { texts: described() })).id),
    async () => holds.length > 0 && (await captureHold(client, any(holds))),
    async () => holds.length > 0 && (await releaseHold(client, any(holds))),
    () =>
      postTransaction(client, [
        { account: uuid(cash), direction: "debit", amount: "1" },
        { account: uuid(any(accounts)), direction: "credit", amount: "1" },
      ]),
    async () =>
      keys.push((await must(operations.createApiKey(work, writeCall(), { name: text(), scopes: ["operator"], ...newToken() }))).id),
    async () => keys.length > 1 && (await operations.revokeApiKey(work, writeCall(), any(keys))),
    async () =>
      endpoints.length < 5 &&
      endpoints.push(
        (
          await must(
            operations.createWebhookEndpoint(
              work,
              writeCall(),
              { url: "https://example.com/hook", events: [], description: text() },
              KEY_ID,
            ),
          )
        ).id,
      ),
    async () =>
      endpoints.length > 0 && (await operations.updateWebhookEndpoint(work, writeCall(), any(endpoints), { description: text() })),
    async () => endpoints.length > 0 && (await operations.deleteWebhookEndpoint(work, writeCall(), any(endpoints))),
  ];
  return { change: async () => void (await any(changes)()) };
}
