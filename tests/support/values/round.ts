// One round of the values test: every operation that takes a body is sent one, and the members that its resource and its events must show from then
// on are recorded.
import { minorUnitDecimals } from "@ledge/shared/currencies";
import fc from "fast-check";
import type { LedgeResponse, Ledge } from "../ledge.ts";
import { type Body, type Draws, future, orNull, overlap, past, shownOf, since } from "./bodies.ts";
import { mustShow } from "./must-show.ts";

/** A resource as every read must show it now. */
export interface Shown {
  readonly list: string;
  readonly id: string;
  readonly members: Body;
}

/** The members that an event must show for a resource. */
export interface ExpectedEvent {
  readonly type: string;
  readonly resource: string;
  readonly members: Body;
}

export interface Notes {
  /** By id: a later change replaces an earlier one. */
  readonly shown: Map<string, Shown>;
  readonly events: ExpectedEvent[];
  /** The accounts whose statements are read. */
  readonly accounts: string[];
  /** By the id of the transfer or transaction. */
  readonly postings: Map<string, Body>;
}

const SCOPES = ["customers:read", "accounts:read", "accounts:write", "transfers:read", "transfers:write"];
/** Amounts that keep balances far within 64 bits and within the 18 digits of camt.053. */
const amounts = fc.oneof(
  fc.constantFrom("1", "2", "9007199254740991", "9007199254740993"),
  fc.bigInt({ min: 1n, max: 10n ** 15n }).map(String),
);
const limits = fc.oneof(
  fc.constantFrom("0", "9007199254740993", "9223372036854775807"),
  fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String),
);
/** Most values are sent in batches, because requests are expensive and values in them are not. */
const BATCH = 20;
/** The first day of all: times of transfers are drawn from then on. */
const OPENED_ON = "1900-01-01";

export class Round {
  readonly #ledge: Ledge;
  readonly #draws: Draws;
  readonly #notes: Notes;
  readonly #hookUrl: (path: string) => string;
  readonly #full: boolean;

  constructor(ledge: Ledge, draws: Draws, notes: Notes, hookUrl: (path: string) => string, full: boolean) {
    [this.#ledge, this.#draws, this.#notes, this.#hookUrl, this.#full] = [ledge, draws, notes, hookUrl, full];
  }

  async play(): Promise<void> {
    const currency = this.#draws.of(fc.constantFrom(...minorUnitDecimals.keys()));
    const { customer, shown } = await this.#customer();
    const own = await this.#customerAccount(customer, currency);
    const [left, right] = [await this.#houseAccount(currency), await this.#houseAccount(currency)];
    this.#notes.accounts.push(own, left, right);
    await this.#transfers(left, own, right, currency);
    await this.#holds(left, right, currency);
    await this.#transaction(left, right, currency);
    await this.#apiKeys(customer);
    await this.#endpoint();
    await this.#decision(customer, shown);
  }

  async #customer(): Promise<{ customer: string; shown: Body }> {
    const body = this.#draws.body("createCustomer", "CreateCustomer", {}, this.#full);
    const made = await this.#post("/v1/customers", body);
    const shown = { email: null, external_id: null, metadata: {}, ...shownOf(body) };
    this.#note("/v1/customers", made.json.id, shown, "customer.created", made);
    const changes = this.#draws.body("updateCustomer", "UpdateCustomer", {}, this.#full);
    if (Object.keys(changes).length > 0) {
      const changed = await this.#patch(`/v1/customers/${made.json.id}`, changes);
      this.#note("/v1/customers", made.json.id, { ...shown, ...changes }, "customer.updated", changed);
    }
    return { customer: made.json.id, shown: { ...shown, ...changes } };
  }

  /** The last operation on a customer, because a rejected customer can do nothing further. */
  async #decision(customer: string, shown: Body): Promise<void> {
    const decision = this.#draws.body(
      "decideVerification",
      "DecideVerification",
      { decision: fc.constantFrom("verified", "rejected") },
      this.#full,
    );
    const decided = await this.#post(`/v1/customers/${customer}/verification`, decision);
    const verification = { verification: decision["decision"], verification_reason: decision["reason"] ?? null };
    this.#note("/v1/customers", customer, { ...shown, ...verification }, "customer.verification_decided", decided);
  }

  async #customerAccount(customer: string, currency: string): Promise<string> {
    const given = {
      kind: fc.constant("customer"),
      customer_id: fc.constant(customer),
      currency: fc.constant(currency),
      overdraft_limit: limits,
    };
    const body: Body = { ...this.#draws.body("openAccount", "OpenCustomerAccount", given, this.#full), opened_on: OPENED_ON };
    const made = await this.#post("/v1/accounts", body);
    const shown = { name: null, external_id: null, metadata: {}, overdraft_limit: "0", ...shownOf(body) };
    this.#note("/v1/accounts", made.json.id, shown, "account.opened", made);
    const changes = this.#draws.body("updateAccount", "UpdateAccount", { overdraft_limit: limits }, this.#full);
    if (Object.keys(changes).length > 0) {
      const changed = await this.#patch(`/v1/accounts/${made.json.id}`, changes);
      this.#note("/v1/accounts", made.json.id, { ...shown, ...changes }, "account.updated", changed);
    }
    return made.json.id;
  }

  async #houseAccount(currency: string): Promise<string> {
    const given = {
      currency: fc.constant(currency),
      allow_negative: fc.constant(true),
      opened_on: fc.constant(OPENED_ON),
      code: fc.stringMatching(/^[a-z][a-z0-9_.-]{20,62}$/),
    };
    const body = this.#draws.body("openAccount", "OpenHouseAccount", given, true);
    const made = await this.#post("/v1/accounts", body);
    const { allow_negative: _negative, ...members } = shownOf(body);
    this.#note("/v1/accounts", made.json.id, { ...members, overdraft_limit: null }, "account.opened", made);
    return made.json.id;
  }

  #transferBody(operationId: string, source: string, destination: string, currency: string, amount = amounts): Body {
    const given = {
      ...{ source_account: fc.constant(source), destination_account: fc.constant(destination), currency: fc.constant(currency) },
      ...{ amount, effective_at: past },
    };
    return this.#draws.body(operationId, "CreateTransfer", given, this.#full);
  }

  async #transfers(left: string, own: string, right: string, currency: string): Promise<void> {
    const body = this.#transferBody("createTransfer", left, own, currency);
    const posted = await this.#post("/v1/transfers", body);
    this.#noteTransfer(posted.json, body, posted);
    // A customer is the payer, so that the statement of the other account names the customer.
    for (const [source, destination] of [
      [left, own],
      [own, right],
    ] as const) {
      const one = this.#transferBody("createTransfer", source, destination, currency, fc.constant("1"));
      const answer = await this.#post("/v1/transfers", one);
      this.#noteTransfer(answer.json, one, answer);
    }
    const transfers = Array.from({ length: BATCH }, (_, index) => {
      const [source, destination] = index % 2 === 0 ? [left, right] : [right, left];
      return this.#transferBody("createTransferBatch/transfers", source as string, destination as string, currency);
    });
    const batch = { mode: this.#draws.of(fc.constantFrom("atomic", "independent")), transfers: withoutDuplicates(transfers) };
    this.#draws.count("createTransferBatch", { mode: batch.mode });
    const answer = await this.#post("/v1/transfer-batches", batch);
    transfers.forEach((transfer, index) => this.#noteTransfer(answer.json.outcomes[index].transfer, transfer, null));
    const given = { amount: fc.constant("1"), effective_at: since(Date.parse(posted.json.effective_at)) };
    const reversal = this.#draws.body("reverseTransfer", "ReverseTransfer", given, this.#full);
    const reversed = await this.#post(`/v1/transfers/${posted.json.id}/reversals`, reversal);
    const { reason = null, ...words } = shownOf(reversal);
    const whole = { amount: body["amount"], external_id: null, metadata: {} };
    const members = { ...whole, ...words, description: reason, reversal_of: posted.json.id };
    this.#note("/v1/transfers", reversed.json.id, members, "transfer.posted", reversed);
    this.#notes.postings.set(reversed.json.id, members);
  }

  #noteTransfer(answered: Body, body: Body, answer: LedgeResponse | null): void {
    const members = { description: null, external_id: null, metadata: {}, ...shownOf(body) };
    mustShow("the answer", answered, members);
    this.#note("/v1/transfers", answered["id"] as string, members, "transfer.posted", answer);
    this.#notes.postings.set(answered["id"] as string, members);
  }

  async #holds(left: string, right: string, currency: string): Promise<void> {
    const given = {
      ...{ source_account: fc.constant(left), destination_account: fc.constant(right), currency: fc.constant(currency) },
      ...{ amount: amounts.map((amount) => String(BigInt(amount) + 1n)), expires_at: orNull(future) },
    };
    const body = this.#draws.body("createHold", "CreateHold", given, this.#full);
    const placed = await this.#post("/v1/holds", body);
    const shown = { description: null, external_id: null, metadata: {}, expires_at: null, ...shownOf(body) };
    this.#note("/v1/holds", placed.json.id, shown, "hold.placed", placed);
    const capture = this.#draws.body("captureHold", "CaptureHold", { amount: fc.constant("1") }, this.#full);
    const captured = await this.#post(`/v1/holds/${placed.json.id}/capture`, capture);
    const all = capture["amount"] === undefined;
    const members = {
      ...shown,
      captured_amount: all ? body["amount"] : "1",
      status: (capture["final"] ?? all) || all ? "captured" : "open",
    };
    this.#note("/v1/holds", placed.json.id, members, "hold.captured", captured);
    const { amount = body["amount"], final: _final, ...own } = capture;
    const { description, external_id, metadata } = shown;
    const transfer = { description, external_id, metadata, ...own, amount, hold: placed.json.id };
    this.#note("/v1/transfers", captured.json.transfer, transfer, "transfer.posted", null);
    this.#notes.postings.set(captured.json.transfer, transfer);
  }

  async #transaction(left: string, right: string, currency: string): Promise<void> {
    const amount = this.#draws.of(amounts);
    const entries = [
      { account: left, direction: "debit", amount, currency },
      { account: right, direction: "credit", amount, currency },
    ];
    const body = this.#draws.body(
      "createTransaction",
      "CreateTransaction",
      { entries: fc.constant(entries), effective_at: past },
      this.#full,
    );
    const posted = await this.#post("/v1/transactions", body);
    const { entries: _legs, ...words }: Body = { description: null, external_id: null, metadata: {}, ...shownOf(body) };
    this.#note("/v1/transactions", posted.json.id, { ...words, entries }, "transaction.posted", posted);
    this.#notes.postings.set(posted.json.id, { ...words, amount });
  }

  async #apiKeys(customer: string): Promise<void> {
    const terms = { scopes: fc.subarray(SCOPES, { minLength: 1 }), expires_at: orNull(future) };
    for (const [schema, given] of [
      ["CreateInstitutionApiKey", { ...terms, customer_id: fc.constant(null) }],
      ["CreateCustomerApiKey", { ...terms, customer_id: fc.constant(customer) }],
    ] as const) {
      const body = this.#draws.body("createApiKey", schema, given, this.#full);
      const made = await this.#post("/v1/api-keys", body);
      const shown = { expires_at: null, customer_id: null, ...shownOf(body) };
      this.#note("/v1/api-keys", made.json.id, shown, "api_key.created", made);
      await this.#rotation(made.json.id, shown);
    }
  }

  /** Members that were not sent depend on the clock and are not checked here. */
  async #rotation(id: string, { expires_at: _expires, ...kept }: Body): Promise<void> {
    const given = { expires_at: orNull(future), previous_key_until: overlap };
    const body = this.#draws.body("rotateApiKey", "RotateApiKey", given, this.#full);
    const made = await this.#post(`/v1/api-keys/${id}/rotate`, body);
    const { previous_key_until: until, ...terms } = shownOf(body);
    const ended = { ...kept, rotated_to: made.json.id, ...(until === undefined ? {} : { expires_at: until }) };
    this.#note("/v1/api-keys", id, ended, "api_key.rotated", null);
    this.#note("/v1/api-keys", made.json.id, { ...kept, ...terms, rotated_from: id, principal: id }, "api_key.created", made);
  }

  async #endpoint(): Promise<void> {
    const path = fc.stringMatching(/^\/[A-Za-z0-9._~!$&'()*+,;=:@-]{1,40}$/);
    const named = fc.constantFrom(
      "https://hooks.ledge-test.net/ünï/字?x=1&y=<z>",
      "https://münchen.de/",
      "HTTPS://Hooks.Ledge-Test.NET:443/%F0%9D%94%98",
    );
    const url = fc.oneof(path.map(this.#hookUrl), named);
    const events = fc.subarray(["ping", "hold.released", "hold.expired"], { minLength: 1 });
    const body = this.#draws.body("createWebhookEndpoint", "CreateWebhookEndpoint", { url, events }, this.#full);
    const made = await this.#post("/v1/webhook-endpoints", body);
    const shown = { description: null, signature: "v1", ...body };
    this.#note("/v1/webhook-endpoints", made.json.id, shown, "webhook_endpoint.created", made);
    const given = { url, events, status: fc.constantFrom("enabled", "disabled") };
    const changes = this.#draws.body("updateWebhookEndpoint", "UpdateWebhookEndpoint", given, this.#full);
    if (Object.keys(changes).length === 0) return;
    const changed = await this.#patch(`/v1/webhook-endpoints/${made.json.id}`, changes);
    // The resume position decides what is sent next, and is no member of the endpoint.
    const { resume_from: _resumeFrom, ...kept } = changes;
    this.#note("/v1/webhook-endpoints", made.json.id, { ...shown, ...kept }, "webhook_endpoint.updated", changed);
  }

  /** Records what reads and events must show, and checks the answer. */
  #note(list: string, id: string, members: Body, type: string, answer: LedgeResponse | null): void {
    if (answer !== null) mustShow("the answer", answer.json, members);
    this.#notes.shown.set(id, { list, id, members });
    this.#notes.events.push({ type, resource: id, members });
  }

  #post(path: string, body: object): Promise<LedgeResponse> {
    return this.#sent("POST", path, body, {});
  }

  async #patch(path: string, body: object): Promise<LedgeResponse> {
    const etag = (await this.#ledge.request("GET", path)).headers.get("ETag") as string;
    return await this.#sent("PATCH", path, body, { "If-Match": etag });
  }

  async #sent(method: string, path: string, body: object, headers: Record<string, string>): Promise<LedgeResponse> {
    const answer = await this.#ledge.request(method, path, { body, headers });
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status} ${answer.text}\nsent: ${JSON.stringify(body)}`);
    return answer;
  }
}

/** Within one batch an external id occurs once. */
function withoutDuplicates(transfers: readonly Body[]): readonly Body[] {
  const seen = new Set<unknown>();
  for (const transfer of transfers) {
    if (transfer["external_id"] === undefined || transfer["external_id"] === null) continue;
    if (seen.has(transfer["external_id"])) delete transfer["external_id"];
    seen.add(transfer["external_id"]);
  }
  return transfers;
}
