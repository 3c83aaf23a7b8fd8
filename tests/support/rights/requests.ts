// For each operation that a key bound to a customer may call, one full request as each principal would send it about its own customer, and what the
// principal is in what the answer shows.
import { transferOf } from "../test-bank.ts";
import { get, post, type ScenarioContext, type Sent } from "../refusals/scenario.ts";
import { patch } from "../refusals/valid-requests.ts";
import { institutions, payers } from "./marked-values.ts";

/** Who asks, and about whose money. */
export interface Asker {
  readonly token: string;
  /** Bound to the customer; false: a key of the institution. */
  readonly isBound: boolean;
  readonly customer: string;
  /** The customer's account. */
  readonly own: string;
}

export interface Request extends Sent {
  /** Whether the customer pays in what the answer shows; the customer is the payee otherwise. */
  readonly isPayer?: boolean;
  /** Of a list: the one that the answer is judged by. */
  readonly listed?: string;
}

/** What the requests are about: made anew for each, so that each can change it. */
export interface Subject {
  readonly context: ScenarioContext;
  readonly asker: Asker;
  /** Someone else's account. */
  readonly other: string;
}

type Ask = (subject: Subject) => Promise<Request>;

const now = (): string => new Date().toISOString();
const theirs = { description: "Rent", external_id: "A-1", metadata: { order: "A-1" } };

const as = (sent: Sent, { asker }: Subject, more: Partial<Request> = {}): Request => ({
  ...sent,
  ...more,
  options: { ...sent.options, token: asker.token },
});

const accountOf = async ({ context, asker }: Subject): Promise<string> => {
  const terms = { kind: "customer", customer_id: asker.customer, currency: "EUR", overdraft_limit: "7", metadata: institutions.metadata };
  return (await context.must("POST", "/v1/accounts", terms)).json.id;
};

/** A transfer, or a hold, that the institution makes with what belongs to the payer. */
const made = async ({ context }: Subject, list: "transfers" | "holds", source: string, destination: string): Promise<string> =>
  (await context.must("POST", `/v1/${list}`, { ...transferOf(source, destination, "2"), ...payers })).json.id;

/** The same read of what the customer pays and of what the customer is paid. */
const ofBoth = (list: "transfers" | "holds", read: (id: string, subject: Subject) => Partial<Request> & Sent): readonly Ask[] =>
  [true, false].map((isPayer) => async (subject) => {
    const [source, destination] = isPayer ? [subject.asker.own, subject.other] : [subject.other, subject.asker.own];
    return as(read(await made(subject, list, source, destination), subject), subject, { isPayer });
  });

const onHold =
  (what: string, body?: (subject: Subject) => object): Ask =>
  async (subject) => {
    const hold = await made(subject, "holds", subject.other, subject.asker.own);
    return as(post(`/v1/holds/${hold}/${what}`, body?.(subject)), subject, { isPayer: false });
  };

const paying =
  (path: string, body: (transfer: object) => object): Ask =>
  (subject) =>
    Promise.resolve(as(post(path, body(transferOf(subject.asker.own, subject.other, "1"))), subject, { isPayer: true }));

const onAccount =
  (what: string): Ask =>
  async (subject) =>
    as(post(`/v1/accounts/${await accountOf(subject)}/${what}`), subject);
const ofAccount =
  (what: string): Ask =>
  (subject) =>
    Promise.resolve(as(get(`/v1/accounts/${subject.asker.own}${what}`), subject));

/** A PATCH under the tag that the asker sees. */
async function patched(subject: Subject, path: string, body: object): Promise<Request> {
  const { token } = subject.asker;
  const seen: ScenarioContext = { ...subject.context, must: (method, at, sent) => subject.context.must(method, at, sent, { token }) };
  return as(await patch(seen, path, body), subject);
}

/** The second page of a search with every filter, for two transfers of the customer. They are found a moment after they were made. */
const searched =
  (isPayer: boolean): Ask =>
  async (subject) => {
    const { customer, own: account, token } = subject.asker;
    const [source, destination] = isPayer ? [account, subject.other] : [subject.other, account];
    const transfer = { ...transferOf(source, destination, "2"), ...payers, description: "Searched" };
    for (const _time of [1, 2]) await subject.context.must("POST", "/v1/transfers", transfer);
    const amounts = { currency: "EUR", amount_from: "1", amount_to: "9" };
    const times = { from: "2020-01-01T00:00:00Z", to: "2199-01-01T00:00:00Z" };
    const asked = {
      text: "searched",
      types: ["transfer"],
      status: "posted",
      ...amounts,
      ...times,
      customer,
      account,
      sort: "newest",
      limit: 1,
    };
    for (;;) {
      const { next_cursor: cursor } = (await subject.context.must("POST", "/v1/search", asked, { token })).json;
      if (cursor !== null) return as(post("/v1/search", { ...asked, cursor }), subject, { isPayer });
    }
  };

/** By operationId: one request or more. The bodies have every member that everyone may set. */
export const requests: Readonly<Record<string, readonly Ask[]>> = {
  listAccounts: [async (subject) => as(get(`/v1/accounts?customer_id=${subject.asker.customer}`), subject)],
  openAccount: [
    async (subject) =>
      as(post("/v1/accounts", { kind: "customer", customer_id: subject.asker.customer, currency: "EUR", name: "Rent" }), subject),
  ],
  getAccount: [ofAccount("")],
  updateAccount: [async (subject) => await patched(subject, `/v1/accounts/${await accountOf(subject)}`, { name: "Rent" })],
  getBalance: [ofAccount("/balance")],
  listEntries: [ofAccount("/entries?limit=100")],
  getStatement: [ofAccount("/statement")],
  closeAccount: [onAccount("close")],
  freezeAccount: [onAccount("freeze")],
  unfreezeAccount: [onAccount("unfreeze")],
  createCustomer: [async (subject) => as(post("/v1/customers", { type: "person", name: "Ada", email: "ada@example.com" }), subject)],
  listCustomers: [async (subject) => as(get("/v1/customers?limit=100"), subject, { listed: subject.asker.customer })],
  getCustomer: [async (subject) => as(get(`/v1/customers/${subject.asker.customer}`), subject)],
  updateCustomer: [
    async (subject) => await patched(subject, `/v1/customers/${subject.asker.customer}`, { name: "Test Person", email: "ada@example.com" }),
  ],
  createHold: [paying("/v1/holds", (transfer) => ({ ...transfer, ...theirs, expires_at: "2099-01-01T00:00:00Z" }))],
  listHolds: ofBoth("holds", (listed, { asker }) => ({ ...get(`/v1/holds?limit=100&account=${asker.own}`), listed })),
  getHold: ofBoth("holds", (id) => get(`/v1/holds/${id}`)),
  captureHold: [onHold("capture", () => ({ amount: "1", final: true, description: "Rent" }))],
  releaseHold: [onHold("release")],
  createTransfer: [paying("/v1/transfers", (transfer) => ({ ...transfer, ...theirs, effective_at: now() }))],
  createTransferBatch: [
    paying("/v1/transfer-batches", (transfer) => ({ mode: "atomic", transfers: [{ ...transfer, ...theirs, effective_at: now() }] })),
  ],
  listTransfers: ofBoth("transfers", (listed, { asker }) => ({ ...get(`/v1/transfers?limit=100&account=${asker.own}`), listed })),
  getTransfer: ofBoth("transfers", (id) => get(`/v1/transfers/${id}`)),
  getTransferReceipt: ofBoth("transfers", (id) => get(`/v1/transfers/${id}/receipt`)),
  searchResources: [searched(true), searched(false)],
  reverseTransfer: [
    async (subject) => {
      const original = await made(subject, "transfers", subject.other, subject.asker.own);
      const body = { amount: "1", reason: "Returned goods", external_id: "A-2", metadata: { order: "A-2" }, effective_at: now() };
      return as(post(`/v1/transfers/${original}/reversals`, body), subject, { isPayer: true });
    },
  ],
};
