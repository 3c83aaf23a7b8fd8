// Clients with honest retries: the same key and the same bytes until the answer is definitive. They write down what they asked and
// what they were told, and judge nothing.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { isRetryable } from "@ledge/client";
import type { Bank } from "./bank.ts";
import type { Acknowledged, Answer, History, Intent } from "./history.ts";
import { type Draw, type Intents, pick } from "./intents.ts";

/** Longer than a lane's task may take (10 s): what has not been answered by then was lost. */
const ATTEMPT_MS = 15_000;
/** Between two attempts: short, so that retries meet the fault that they come from. */
const RETRY_MS = { least: 50, spread: 250 } as const;
/** Between two intents of one client. */
const PAUSE_MS = { least: 20, spread: 260 } as const;
/** One in so many intents is sent several times at once, under one key. */
const TWINS_ONE_IN = 5;
const MOST_TWINS = 4;
/** One in so many who got no answer gives up: then nobody knows what became of it. */
const GIVES_UP_ONE_IN = 12;
const REUSES_ONE_IN = 25;
const READS_ONE_IN = 8;

export interface World {
  readonly bank: Bank;
  readonly intents: Intents;
  readonly history: History;
  readonly apiKey: string;
  /** Where the platform is, now: one address, or two. Never none. */
  urls(): readonly string[];
  /** Nothing new is asked for any more. */
  isOver(): boolean;
  /** Nobody waits any longer. */
  isLate(): boolean;
  /** A client's fault, planted: its retry takes a new key. */
  readonly forgetsKeys: boolean;
  /** A balance that should have been newer, or was below its floor. */
  readonly wrongReads: string[];
  reads: number;
}

/** Asks for one thing after the other, until the world is over. */
export async function runClient(world: World, draw: Draw): Promise<void> {
  while (!world.isOver()) {
    const intent = world.intents.next(draw, Date.now());
    const end = await settle(world, intent, draw);
    if (end !== null && end.status < 300 && draw(REUSES_ONE_IN) === 0) await settle(world, world.intents.reusing(intent, draw), draw);
    if (draw(READS_ONE_IN) === 0) await readBalance(world, draw);
    await delay(PAUSE_MS.least + draw(PAUSE_MS.spread));
  }
}

/** Sends an intent until somebody was told, once or as several twins at once. Answers the first definitive answer. */
export async function settle(world: World, intent: Intent, draw: Draw): Promise<Answer | null> {
  const { history, bank } = world;
  history.invoke(intent);
  const senders = draw(TWINS_ONE_IN) === 0 ? 2 + draw(MOST_TWINS - 1) : 1;
  const answers: Answer[] = [];
  const send = async (): Promise<void> => {
    const answer = await untilKnown(world, intent, draw);
    if (answer !== null) answers.push(answer);
  };
  await Promise.all(Array.from({ length: senders }, send));
  const [first] = answers;
  const acknowledged = first === undefined || first.status >= 300 ? [] : acknowledgedBy(intent, first.text);
  history.end(intent, answers, acknowledged);
  bank.learn(acknowledged);
  if (first !== undefined && first.status < 300) noteVersions(bank, intent, first.text);
  return first ?? null;
}

async function untilKnown(world: World, intent: Intent, draw: Draw): Promise<Answer | null> {
  let { key } = intent;
  for (;;) {
    const tried = await attemptOnce(world, "POST", intent.path, draw, { key, body: intent.body });
    if (typeof tried !== "string") return tried;
    if (world.isLate() || draw(GIVES_UP_ONE_IN) === 0) return null;
    world.history.retry(intent, tried);
    if (world.forgetsKeys) key = randomUUID();
    await delay(RETRY_MS.least + draw(RETRY_MS.spread));
  }
}

/** A definitive answer, or why there is none. */
async function attemptOnce(
  { urls, apiKey }: World,
  method: "GET" | "POST",
  path: string,
  draw: Draw,
  write?: { readonly key: string; readonly body: string },
): Promise<Answer | string> {
  const headers: Record<string, string> = { Authorization: `Bearer ${apiKey}` };
  if (write !== undefined) headers["Idempotency-Key"] = write.key;
  if (write !== undefined && write.body !== "") headers["Content-Type"] = "application/json";
  const body = write === undefined || write.body === "" ? {} : { body: write.body };
  try {
    const url = new URL(path, pick(urls(), draw));
    const response = await fetch(url, { method, headers, ...body, signal: AbortSignal.timeout(ATTEMPT_MS) });
    const text = await response.text();
    // A success that is no document says nothing of what was done: the client asks again, and the history keeps what it got.
    if (response.ok && !isDocument(text)) return `${response.status} without a document`;
    const code = response.ok ? null : codeIn(text);
    return isRetryable(response.status, code) ? `${response.status} ${code}` : { status: response.status, text };
  } catch (error) {
    const cause = (error as Error).cause ?? error;
    return (cause as { code?: string }).code ?? (cause as Error).name;
  }
}

function isDocument(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function codeIn(text: string): string | null {
  try {
    return (JSON.parse(text) as { code?: string }).code ?? null;
  } catch {
    return null; // the runtime's own words
  }
}

interface Shown {
  readonly id: string;
  readonly amount: string;
  readonly transfer?: string;
  readonly outcomes?: readonly { readonly transfer?: Shown }[];
  readonly source_account?: string;
  readonly destination_account?: string;
  readonly balances?: Readonly<Record<"source" | "destination", { readonly version: number } | null>>;
}

/** What an answer says was done. */
function acknowledgedBy({ kind, promised }: Intent, text: string): Acknowledged[] {
  const shown = JSON.parse(text) as Shown;
  const [first] = promised;
  if (kind === "batch") {
    return (shown.outcomes ?? []).flatMap(({ transfer }, index) => {
      const { mark } = promised[index] ?? { mark: "nobody's" };
      return transfer === undefined ? [] : [{ mark, id: transfer.id, amount: transfer.amount }];
    });
  }
  if (first === undefined) return [];
  if (kind === "capture") return [{ ...first, id: shown.transfer ?? "" }];
  if (kind === "release" || kind === "customer") return [{ ...first, id: shown.id }];
  return [{ mark: first.mark, id: shown.id, amount: shown.amount }];
}

/** Whoever asks from now on must see at least this much. */
function noteVersions(bank: Bank, { kind }: Intent, text: string): void {
  const shown = JSON.parse(text) as Shown;
  const seen = kind === "batch" ? (shown.outcomes ?? []).flatMap(({ transfer }) => transfer ?? []) : [shown];
  for (const { source_account: source, destination_account: destination, balances } of seen) {
    const [debited, credited] = [balances?.source ?? null, balances?.destination ?? null];
    if (source !== undefined && debited !== null) bank.saw(source, debited.version);
    if (destination !== undefined && credited !== null) bank.saw(destination, credited.version);
  }
}

async function readBalance(world: World, draw: Draw): Promise<void> {
  const { bank } = world;
  const account = pick([...bank.accounts, ...bank.hot], draw) as string;
  const known = bank.versionOf(account);
  const answer = await attemptOnce(world, "GET", `/v1/accounts/${account}/balance`, draw);
  if (typeof answer === "string") return;
  const { version, available } = JSON.parse(answer.text) as { version?: number; available?: string };
  world.reads += 1;
  if (version === undefined || available === undefined) world.wrongReads.push(`a balance of ${account} answered ${answer.status}`);
  else if (version < known) world.wrongReads.push(`${account} was read at version ${version} after version ${known} was acknowledged`);
  else if (BigInt(available) < 0n) world.wrongReads.push(`${account} was read with ${available} available`);
}
