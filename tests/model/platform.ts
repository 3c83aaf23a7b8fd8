// The platform as the model's counterpart: each command of the model as the core's own operation, on real Postgres. The operations are those that a
// lane runs. Only the lane's Durable Object is left out, so that a thousand histories take minutes and not hours.
import { createHash, randomUUID } from "node:crypto";
import type { WriteCall } from "@ledge/shared/context";
import { decodeId, encodeId, type IdKind, newUuid } from "@ledge/shared/ids";
import type { WriteOutcome as CoreOutcome } from "@ledge/shared/result";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { runCommand } from "./run-command.ts";
import type { Connection, Database } from "../../core-service/src/database/connect.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import { commitBatch } from "../../core-service/src/lane/commit-batch.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { transferOutcome, transferRequest } from "../../core-service/src/payments/create-transfer.ts";
import { expireHolds } from "../../core-service/src/payments/hold-queries.ts";
import { postTransfers } from "../../core-service/src/payments/queries.ts";
import { OWNERS_DATE_FROM } from "./refusals.ts";
import type { Command, CommandOf, Instant, Move } from "./terms.ts";

/** The model's instants on the platform: in the distant past, so that every effective time is before the recorded one. */
const EPOCH_MS = Date.UTC(2020, 0, 1);
export const instantOf = (at: Instant): Date => new Date(EPOCH_MS + at * 1_000);
const DAY_MS = 86_400_000;
/** So many that an owner may date from the model's midnight on (OWNERS_DATE_FROM). The institution is not asked for it. */
const backdatingDays = (): number => Math.floor((Date.now() - instantOf(OWNERS_DATE_FROM).getTime()) / DAY_MS);
/** Holds expire when the administrator moves their time: time is an argument, for the database too. */
const NEVER = "2199-01-01T00:00:00.000Z";

/** An answer of the core, reduced to what the model answers too. */
export interface Answered {
  readonly refusal: string | null;
  readonly item?: { readonly index: number; readonly refusal: string };
  /** Posted, pending in, pending out and version of the accounts in the answer. */
  readonly balances: readonly string[];
  readonly items?: readonly Answered[];
  /** The public ids that the command created: transfers of a batch in order, or one. */
  readonly made: readonly string[];
}

interface ShownBalance {
  readonly posted: string;
  readonly pending_in: string;
  readonly pending_out: string;
  readonly version: number;
}

const shown = (balance: ShownBalance): string => `${balance.posted} ${balance.pending_in} ${balance.pending_out} ${balance.version}`;
const shownBoth = ({ source, destination }: { source: ShownBalance | null; destination: ShownBalance | null }): string[] =>
  [source, destination].filter((balance) => balance !== null).map(shown);
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Creating a customer takes longer than most commands. */
const databases = new WeakMap<pg.Client, Database>();

export class Platform {
  readonly accounts: string[] = [];
  readonly transfers: string[] = [];
  readonly holds: string[] = [];
  readonly #owners = new Map<string, string>();
  readonly #principal = newUuid();
  readonly #admin: pg.Client;

  constructor(admin: pg.Client) {
    this.#admin = admin;
  }

  /** Customers for the model's owners. */
  async open(client: pg.Client, owners: readonly string[]): Promise<void> {
    for (const owner of owners) {
      const made = await operations.createCustomer(this.#work(client), this.#call(null), { type: "person", name: owner });
      if (!made.ok) throw new Error("a customer was refused");
      this.#owners.set(owner, decodeId("customer", made.value.id) as string);
    }
  }

  /** Lets these holds (by their indexes in `holds`) expire. */
  async letExpire(holds: readonly number[]): Promise<void> {
    const ids = holds.flatMap((hold) => decodeId("hold", this.holds[hold] ?? "") ?? []);
    if (ids.length > 0) await this.#admin.query("UPDATE payments.holds SET expires_at = recorded_at WHERE id = ANY ($1)", [ids]);
  }

  /** Runs a command on one connection. What it created is not recorded yet, because the order of concurrent commands is unknown. */
  async run(client: pg.Client, command: Command, at: Instant): Promise<Answered> {
    const work = this.#work(client);
    const call = this.#call("actingOwner" in command ? (command.actingOwner ?? null) : null, command.idempotency);
    switch (command.type) {
      case "openAccount":
        return account(await operations.openAccount(work, call, this.#newAccount(command)));
      case "transfer":
        return await this.#transfer(client, call, command, at);
      case "reverse": {
        const body = {
          ...(typeof command.amount === "bigint" && { amount: command.amount.toString() }),
          ...(typeof command.effectiveAt === "number" && { effective_at: instantOf(command.effectiveAt).toISOString() }),
        };
        return transfer(await runCommand(work, "reverseTransfer", call, idOf("transfer", this.transfers, command.transfer), body));
      }
      case "hold": {
        const { effective_at: _none, ...move } = this.#move(command, at);
        return hold(
          await runCommand(work, "createHold", call, typeof command.expiresAt === "number" ? { ...move, expires_at: NEVER } : move),
        );
      }
      case "capture": {
        const body = {
          ...(typeof command.amount === "bigint" && { amount: command.amount.toString() }),
          ...(typeof command.final === "boolean" && { final: command.final }),
        };
        const outcome = await runCommand(work, "captureHold", call, idOf("hold", this.holds, command.hold), body);
        return { ...hold(outcome), made: outcome.ok ? [outcome.value.transfer] : [] };
      }
      case "release":
        return { ...hold(await runCommand(work, "releaseHold", call, idOf("hold", this.holds, command.hold))), made: [] };
      case "sweep":
        await expireHolds(work.database, 1_000);
        return { refusal: null, balances: [], made: [] };
      case "batch":
        return await this.#batch(work, call, command, at);
      case "transaction": {
        const entries = command.legs.map((leg) => ({
          ...leg,
          account: idOf("account", this.accounts, leg.account),
          amount: leg.amount.toString(),
        }));
        const effective_at = instantOf(command.effectiveAt ?? at).toISOString();
        return { ...reduced(await runCommand(work, "createTransaction", call, { entries, effective_at }), () => []), made: [] };
      }
      case "decide": {
        const customer = encodeId("customer", this.#customer(command.owner) as string);
        return reduced(await operations.decideVerification(work, call, customer, { decision: command.decision }), () => []);
      }
      case "setStatus": {
        const change = { open: operations.unfreezeAccount, frozen: operations.freezeAccount, closed: operations.closeAccount }[command.to];
        return { ...account(await change(work, call, idOf("account", this.accounts, command.account))), made: [] };
      }
      case "setOverdraftLimit":
        return await this.#setLimit(work, call, command);
    }
  }

  async #transfer(client: pg.Client, call: WriteCall, command: CommandOf<"transfer">, at: Instant): Promise<Answered> {
    const input = this.#move(command, at);
    // As the lane does: a transaction that a race undid is retried.
    const connection = { client } as unknown as Connection;
    const [settled] = await commitBatch((batch) => postTransfers(connection, batch), [transferRequest(call, input, newUuid())]);
    if (settled?.ok !== true) throw settled?.error;
    return transfer(transferOutcome(call, input, settled.outcome));
  }

  async #batch(work: Work, call: WriteCall, command: CommandOf<"batch">, at: Instant): Promise<Answered> {
    const input = { mode: command.mode, transfers: command.transfers.map((move) => this.#move(move, at)) };
    const outcome = await operations.createTransferBatch(work, this.#actingFor(call, command), input);
    if (!outcome.ok) {
      const [fault] = outcome.refusal.errors ?? [];
      const item = fault && { index: Number(fault.pointer?.split("/").at(-1)), refusal: fault.detail.split(":")[0] as string };
      return { refusal: outcome.refusal.code, ...(item && { item }), balances: [], made: [] };
    }
    const items = outcome.value.outcomes.map((one): Answered =>
      one.status === "posted"
        ? { refusal: null, balances: shownBoth(one.transfer.balances), made: [one.transfer.id] }
        : { refusal: one.code, balances: [], made: [] },
    );
    return { refusal: null, balances: [], items, made: items.flatMap(({ made }) => made) };
  }

  /** A batch has one caller, that of its first transfer. */
  #actingFor(call: WriteCall, { transfers }: CommandOf<"batch">): WriteCall {
    const owner = transfers[0]?.actingOwner ?? null;
    return { ...call, principal: { ...call.principal, customerId: this.#customer(owner) }, backdatingDays: backdatingDays() };
  }

  async #setLimit(work: Work, call: WriteCall, command: CommandOf<"setOverdraftLimit">): Promise<Answered> {
    const id = idOf("account", this.accounts, command.account);
    const limit = command.limit?.toString() ?? null;
    return { ...account(await operations.updateAccount(work, call, id, { overdraft_limit: limit })), made: [] };
  }

  #newAccount({ owner, currency, normalSide, overdraftLimit, openedOn }: CommandOf<"openAccount">) {
    const opened_on = instantOf(openedOn).toISOString().slice(0, "YYYY-MM-DD".length);
    if (owner === null) {
      const code = `h${randomUUID()}`;
      return { kind: "house" as const, code, currency, normal_side: normalSide, allow_negative: overdraftLimit === null, opened_on };
    }
    const customer_id = encodeId("customer", this.#customer(owner) as string);
    return { kind: "customer" as const, customer_id, currency, overdraft_limit: (overdraftLimit ?? 0n).toString(), opened_on };
  }

  #move({ source, destination, amount, currency, effectiveAt }: Move, at: Instant) {
    return {
      source_account: idOf("account", this.accounts, source),
      destination_account: idOf("account", this.accounts, destination),
      amount: amount.toString(),
      currency,
      effective_at: instantOf(effectiveAt ?? at).toISOString(),
    };
  }

  #customer(owner: string | null): string | null {
    return owner === null ? null : (this.#owners.get(owner) as string);
  }

  #work(client: pg.Client): Work {
    let database = databases.get(client);
    if (database === undefined) databases.set(client, (database = drizzle(client) as unknown as Database));
    return { database, now: () => new Date(), newId: newUuid, limits: { webhookEndpoints: 1_000, customerAccounts: 1_000 } };
  }

  #call(owner: string | null, idempotency?: Command["idempotency"]): WriteCall {
    const { key, fingerprint } = idempotency ?? { key: randomUUID(), fingerprint: randomUUID() };
    return {
      requestId: encodeId("request", newUuid()),
      traceId: newUuid().replaceAll("-", ""),
      principal: { id: this.#principal, keyId: this.#principal, scopes: ["operator"], customerId: this.#customer(owner) },
      idempotency: { key: key.replaceAll(" ", "-").padStart(16, "0"), fingerprint: sha256(fingerprint) },
      backdatingDays: backdatingDays(),
      precondition: { ifMatch: null, ifNoneMatch: null, isRequired: false },
    };
  }
}

/** The public id of an object of the model. A missing object gets an id that names nothing, the same for the same number. */
const idOf = (kind: IdKind, ids: readonly string[], index: number): string =>
  ids[index] ?? encodeId(kind, `00000000-0000-7000-8000-${String(index + 1).padStart(12, "0")}`);

function reduced<T>(outcome: CoreOutcome<T>, balances: (value: T) => string[], made: (value: T) => string[] = () => []): Answered {
  if (!outcome.ok) return { refusal: outcome.refusal.code, balances: [], made: [] };
  return { refusal: null, balances: balances(outcome.value), made: made(outcome.value) };
}

type WithId = { readonly id: string };
type Both = { readonly balances: { source: ShownBalance | null; destination: ShownBalance | null } };
const account = (outcome: CoreOutcome<WithId & { balance: ShownBalance }>): Answered =>
  reduced(
    outcome,
    ({ balance }) => [shown(balance)],
    ({ id }) => [id],
  );
const transfer = (outcome: CoreOutcome<WithId & Both>): Answered =>
  reduced(
    outcome,
    ({ balances }) => shownBoth(balances),
    ({ id }) => [id],
  );
const hold = transfer;
