// The clients of a drill: they send transfers without a pause, record each with its answer, and can retry all of them under the same keys.
import { randomUUID } from "node:crypto";
import { createLedge, type Ledge, LedgeError } from "@ledge/client";

const CLIENTS = 8;
const ACCOUNTS = 12;
/** In minor units: more than a run can take from one account. */
const FUNDS = "100000000";
/** A transfer without an answer by then counts as not answered: a lost platform does not answer. */
const DEADLINE_MS = 5_000;

export interface SentTransfer {
  readonly key: string;
  readonly source: string;
  readonly destination: string;
  readonly amount: string;
  readonly sentAtMs: number;
  /** What the platform acknowledged, and when; null: no answer came. */
  answer: { readonly id: string; readonly atMs: number } | null;
}

export interface DrillAccounts {
  /** The accounts that the clients transfer between. */
  readonly active: readonly string[];
  /** An account without entries, which no client uses. */
  readonly untouched: string;
}

/** Opens the accounts of a drill, and funds them. @throws {LedgeError} when the platform refuses. */
export async function openAccounts(ledge: Ledge): Promise<DrillAccounts> {
  const { data: cash } = await ledge.post("/v1/accounts", {
    body: { kind: "house", code: "drill.cash", currency: "EUR", normal_side: "debit", allow_negative: true },
  });
  const open = async (code: string): Promise<string> =>
    (await ledge.post("/v1/accounts", { body: { kind: "house", code, currency: "EUR", normal_side: "credit" } })).data.id;
  const accounts: string[] = [];
  for (let index = 0; index < ACCOUNTS; index += 1) {
    const account = await open(`drill.${index}`);
    await ledge.post("/v1/transfers", {
      body: { source_account: cash.id, destination_account: account, amount: FUNDS, currency: "EUR" },
    });
    accounts.push(account);
  }
  return { active: accounts, untouched: await open("drill.untouched") };
}

/** Sends transfers until `isOver`. Appends each to `sent` before it is sent, and sets its answer when it comes. */
export async function sendTransfers(
  url: string,
  apiKey: string,
  { active }: DrillAccounts,
  draw: (below: number) => number,
  sent: SentTransfer[],
  isOver: () => boolean,
): Promise<void> {
  const ledge = createLedge({ url, apiKey, deadlineMs: DEADLINE_MS });
  const client = async (): Promise<void> => {
    while (!isOver()) {
      const source = draw(active.length);
      const destination = (source + 1 + draw(active.length - 1)) % active.length;
      const transfer: SentTransfer = {
        ...{ key: randomUUID(), source: active[source] as string, destination: active[destination] as string },
        ...{ amount: String(1 + draw(100)), sentAtMs: Date.now(), answer: null },
      };
      sent.push(transfer);
      const answer = await send(ledge, transfer).catch((error: unknown) => {
        if (error instanceof LedgeError) throw error; // the accounts have enough money: a refusal is a fault
        return null;
      });
      if (answer !== null) transfer.answer = { id: answer.id, atMs: Date.now() };
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

export interface RetryCounts {
  /** Answered with the stored answer: the transfer had been kept. */
  readonly replayed: number;
  /** Posted now: the transfer had been lost. */
  readonly done: number;
}

/** Sends every transfer of `sent` again, under its key. */
export async function retryAll(url: string, apiKey: string, sent: readonly SentTransfer[]): Promise<RetryCounts> {
  const ledge = createLedge({ url, apiKey, deadlineMs: DEADLINE_MS });
  const waiting = [...sent];
  let [replayed, done] = [0, 0];
  const client = async (): Promise<void> => {
    for (let transfer = waiting.shift(); transfer !== undefined; transfer = waiting.shift()) {
      if ((await send(ledge, transfer)).replayed) replayed += 1;
      else done += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return { replayed, done };
}

async function send(
  ledge: Ledge,
  { key, source, destination, amount }: SentTransfer,
): Promise<{ readonly id: string; readonly replayed: boolean }> {
  const answer = await ledge.post("/v1/transfers", {
    body: { source_account: source, destination_account: destination, amount, currency: "EUR", external_id: key },
    idempotencyKey: key,
  });
  return { id: answer.data.id, replayed: answer.replayed };
}
