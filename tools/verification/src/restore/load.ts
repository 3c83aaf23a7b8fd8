// The clients of a drill: they move money without a pause, keep what they asked for and what they were answered, and can ask for all of it again
// under the same keys, as clients do who keep their keys.
import { randomUUID } from "node:crypto";
import { createLedge, type Ledge, LedgeError } from "@ledge/client";

const CLIENTS = 8;
const ACCOUNTS = 12;
/** More than a run can take from one account. */
const FUNDS = "100000000";
/** A platform that is gone does not answer: who has no answer by then counts as not answered. */
const DEADLINE_MS = 5_000;

export interface Asked {
  readonly key: string;
  readonly source: string;
  readonly destination: string;
  readonly amount: string;
  readonly sentAtMs: number;
  /** What the platform acknowledged, and when; null: no answer came. */
  answer: { readonly id: string; readonly atMs: number } | null;
}

export interface Bank {
  readonly accounts: readonly string[];
  /** Without entries: nobody posts to it. */
  readonly untouched: string;
}

/** Opens the accounts of a drill, each with money. @throws what the platform refuses. */
export async function openBank(ledge: Ledge): Promise<Bank> {
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
  return { accounts, untouched: await open("drill.untouched") };
}

/** Moves money until `isOver`; what was asked, in the order of asking, goes into `asked` as it is asked. */
export async function move(
  url: string,
  apiKey: string,
  { accounts }: Bank,
  draw: (below: number) => number,
  asked: Asked[],
  isOver: () => boolean,
): Promise<void> {
  const ledge = createLedge({ url, apiKey, deadlineMs: DEADLINE_MS });
  const client = async (): Promise<void> => {
    while (!isOver()) {
      const source = draw(accounts.length);
      const destination = (source + 1 + draw(accounts.length - 1)) % accounts.length;
      const one: Asked = {
        ...{ key: randomUUID(), source: accounts[source] as string, destination: accounts[destination] as string },
        ...{ amount: String(1 + draw(100)), sentAtMs: Date.now(), answer: null },
      };
      asked.push(one);
      const id = await ask(ledge, one).catch((error: unknown) => {
        if (error instanceof LedgeError) throw error; // there is money enough: a refusal is a fault
        return null;
      });
      if (id !== null) one.answer = { id: id.id, atMs: Date.now() };
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

export interface Again {
  /** Answered from the key's row: it was there. */
  readonly replayed: number;
  /** Done now: it was lost. */
  readonly done: number;
}

/** Asks for everything in `asked` again, under the same keys. */
export async function askAgain(url: string, apiKey: string, asked: readonly Asked[]): Promise<Again> {
  const ledge = createLedge({ url, apiKey, deadlineMs: DEADLINE_MS });
  const waiting = [...asked];
  let [replayed, done] = [0, 0];
  const client = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      if ((await ask(ledge, one)).wasThere) replayed += 1;
      else done += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return { replayed, done };
}

async function ask(
  ledge: Ledge,
  { key, source, destination, amount }: Asked,
): Promise<{ readonly id: string; readonly wasThere: boolean }> {
  const answer = await ledge.post("/v1/transfers", {
    body: { source_account: source, destination_account: destination, amount, currency: "EUR", external_id: key },
    idempotencyKey: key,
  });
  return { id: answer.data.id, wasThere: answer.replayed };
}
