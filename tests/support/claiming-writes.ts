// One write of each kind that can ask for its external id alone, as the product makes it: by its function of the database, or by its command.
import { randomUUID } from "node:crypto";
import { decodeAnyId } from "@ledge/shared/ids";
import type pg from "pg";
import { type Asked, type CommandAnswer, type CommandRequest, commandRequest } from "../../core-service/src/idempotency/command.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { openAccount, post, postOne, PRINCIPAL, retryOf, type Transfer, transfer } from "./ledger-fixture.ts";
import { workOn, writeCall } from "./work.ts";

/** What became of a write: what it made, or why it was refused and what exists already, by UUIDs. */
export interface Written {
  readonly made: string | null;
  readonly refusal: string | null;
  readonly existing: string | null;
}

/** A request, which may be sent again. */
export interface Write {
  readonly kind: string;
  /** @param work whose transactions are its own; if left out, those of the client. */
  send(client: pg.Client, work?: Work): Promise<Written>;
}

export interface Wanted {
  readonly externalId: string;
  /** The flag; true if left out. */
  readonly isUnique?: boolean;
  readonly principal?: string;
}

/** Two house accounts without limits, and a transfer between them that was posted without a flag. */
export interface Ground {
  readonly source: string;
  readonly destination: string;
  readonly original: string;
}

export async function openGround(admin: pg.Client): Promise<Ground> {
  const open = () => openAccount(admin, { normalSide: "debit", overdraftLimit: null });
  const [source, destination] = [await open(), await open()];
  return { source, destination, original: await postOne(admin, transfer(source, destination, "1000000")) };
}

const flagOf = ({ isUnique = true }: Wanted) => (isUnique ? ({ external_id_unique: true } as const) : {});
const membersOf = (wanted: Wanted) => ({ external_id: wanted.externalId, ...flagOf(wanted) });

export const wantedTransfer = ({ source, destination }: Ground, wanted: Wanted, amount = "1"): Transfer => ({
  ...transfer(source, destination, amount, { principal: wanted.principal ?? PRINCIPAL }),
  ...membersOf(wanted),
});

export function wantedCommand(operation: string, wanted: Wanted, asked: Asked): CommandRequest {
  const call = writeCall();
  const principal = { ...call.principal, id: wanted.principal ?? PRINCIPAL };
  return commandRequest(operation, { ...call, principal }, { metadata: {}, ...asked, ...membersOf(wanted) }, randomUUID());
}

export const wantedHold = ({ source, destination }: Ground, wanted: Wanted, amount = "1"): CommandRequest =>
  wantedCommand("createHold", wanted, { source_account: source, destination_account: destination, amount, currency: "EUR" });

export async function runCommands(client: pg.Client, batch: readonly CommandRequest[]): Promise<Written[]> {
  const requests = JSON.stringify(batch.map((request, ordinal) => ({ ordinal, ...request })));
  const { rows } = await client.query<{ answers: CommandAnswer[] }>("SELECT payments.run_commands($1::json) AS answers", [requests]);
  return (rows[0] as (typeof rows)[number]).answers.map(({ outcome }) => ({
    made: (outcome as { readonly id?: string }).id ?? null,
    refusal: outcome.refusal ?? null,
    existing: outcome.existing ?? null,
  }));
}

const byCommand = (kind: string, request: CommandRequest): Write => ({
  kind,
  async send(client) {
    return (await runCommands(client, [{ ...request, request_id: randomUUID(), seed: randomUUID() }]))[0] as Written;
  },
});

function byOperation(name: "createCustomer" | "openAccount", kind: string, wanted: Wanted, body: object): Write {
  const call = writeCall();
  const by = { ...call, principal: { ...call.principal, id: wanted.principal ?? PRINCIPAL } };
  return {
    kind,
    async send(client, work = workOn(client)) {
      const outcome = await operations[name](work, by, { ...body, ...membersOf(wanted) } as never);
      if (outcome.ok) return { made: decodeAnyId(outcome.value.id), refusal: null, existing: null };
      const { code, existing } = outcome.refusal;
      return { made: null, refusal: code, existing: existing === undefined ? null : decodeAnyId(existing) };
    },
  };
}

/** By the operation that makes it: each call is a new request under a new key. */
export const writes: Readonly<Record<string, (ground: Ground, wanted: Wanted) => Write>> = {
  createTransfer(ground, wanted) {
    const request = wantedTransfer(ground, wanted);
    return {
      kind: "transfer",
      async send(client) {
        const [answer] = await post(client, [retryOf(request)]);
        return { made: answer?.transferId ?? null, refusal: answer?.refusal ?? null, existing: answer?.existing ?? null };
      },
    };
  },
  reverseTransfer: ({ original }, wanted) =>
    byCommand("transfer", wantedCommand("reverseTransfer", wanted, { target: original, amount: "1" })),
  createHold: (ground, wanted) => byCommand("hold", wantedHold(ground, wanted)),
  createTransaction({ source, destination }, wanted) {
    const legs = [
      { ordinal: 0, account: source, direction: "debit", amount: "1", currency: "EUR" },
      { ordinal: 1, account: destination, direction: "credit", amount: "1", currency: "EUR" },
    ] as const;
    return byCommand("transaction", wantedCommand("createTransaction", wanted, { legs }));
  },
  createCustomer: (_ground, wanted) => byOperation("createCustomer", "customer", wanted, { type: "person", name: "Ada" }),
  openAccount: (_ground, wanted) =>
    byOperation("openAccount", "account", wanted, {
      kind: "house",
      code: `h${randomUUID()}`,
      currency: "EUR",
      normal_side: "debit",
    }),
};
