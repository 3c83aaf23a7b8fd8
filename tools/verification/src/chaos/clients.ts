// Clients that retry correctly: with the same key and the same bytes until the answer is definitive. They record each request and its
// answers in the history; the checker judges them, not the clients.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { isRetryable } from "@ledge/client";
import type { Resources } from "./resources.ts";
import type { Effect, DefinitiveAnswer, History, Intent } from "./history.ts";
import { type Draw, type Intents, pick } from "./intents.ts";

/** Longer than a lane's task may take (10 s): an answer that has not come by then was lost. */
const ATTEMPT_MS = 15_000;
/** Between two attempts: short, so that a retry meets the fault that caused it. */
const RETRY_MS = { least: 50, spread: 250 } as const;
/** Between two intents of one client. */
const PAUSE_MS = { least: 20, spread: 260 } as const;
/** One in five intents is sent several times at once, under one key. */
const PARALLEL_ONE_IN = 5;
const MOST_PARALLEL = 4;
/** One in twelve attempts without an answer is the last one of its intent: its outcome stays unknown to the client. */
const GIVES_UP_ONE_IN = 12;
const REUSES_ONE_IN = 25;
const READS_ONE_IN = 8;

/** What all clients of a run share. */
export interface ClientContext {
  readonly resources: Resources;
  readonly intents: Intents;
  readonly history: History;
  readonly apiKey: string;
  /** Where the platform serves at present: one address or two, never none. */
  urls(): readonly string[];
  /** Whether the clients must begin no new intent. */
  isOver(): boolean;
  /** Whether the clients must retry no more. */
  isLate(): boolean;
  /** A planted bug of the clients: each retry takes a new key. */
  readonly forgetsKeys: boolean;
  /** Balances that were older than one acknowledged before, or overdrawn. */
  readonly wrongReads: string[];
  reads: number;
}

/** Sends one intent after the other until the run is over. */
export async function runClient(context: ClientContext, draw: Draw): Promise<void> {
  while (!context.isOver()) {
    const intent = context.intents.next(draw, Date.now());
    const end = await sendIntent(context, intent, draw);
    if (end !== null && end.status < 300 && draw(REUSES_ONE_IN) === 0)
      await sendIntent(context, context.intents.reusing(intent, draw), draw);
    if (draw(READS_ONE_IN) === 0) await readBalance(context, draw);
    await delay(PAUSE_MS.least + draw(PAUSE_MS.spread));
  }
}

/** Sends an intent until it is answered, once or several times at once. Returns the first definitive answer; null: there was none. */
export async function sendIntent(context: ClientContext, intent: Intent, draw: Draw): Promise<DefinitiveAnswer | null> {
  const { history, resources } = context;
  history.invoke(intent);
  const senders = draw(PARALLEL_ONE_IN) === 0 ? 2 + draw(MOST_PARALLEL - 1) : 1;
  const answers: DefinitiveAnswer[] = [];
  const send = async (): Promise<void> => {
    const answer = await retryUntilAnswered(context, intent, draw);
    if (answer !== null) answers.push(answer);
  };
  await Promise.all(Array.from({ length: senders }, send));
  const [first] = answers;
  const acknowledged = first === undefined || first.status >= 300 ? [] : acknowledgedBy(intent, first.text);
  history.end(intent, answers, acknowledged);
  resources.noteEffects(acknowledged);
  if (first !== undefined && first.status < 300) noteVersions(resources, intent, first.text);
  return first ?? null;
}

async function retryUntilAnswered(context: ClientContext, intent: Intent, draw: Draw): Promise<DefinitiveAnswer | null> {
  let { key } = intent;
  for (;;) {
    const tried = await attemptOnce(context, "POST", intent.path, draw, { key, body: intent.body });
    if (typeof tried !== "string") return tried;
    if (context.isLate() || draw(GIVES_UP_ONE_IN) === 0) return null;
    context.history.retry(intent, tried);
    if (context.forgetsKeys) key = randomUUID();
    await delay(RETRY_MS.least + draw(RETRY_MS.spread));
  }
}

/** Returns a definitive answer, or the reason why there is none. */
async function attemptOnce(
  { urls, apiKey }: ClientContext,
  method: "GET" | "POST",
  path: string,
  draw: Draw,
  write?: { readonly key: string; readonly body: string },
): Promise<DefinitiveAnswer | string> {
  const headers: Record<string, string> = { Authorization: `Bearer ${apiKey}` };
  if (write !== undefined) headers["Idempotency-Key"] = write.key;
  if (write !== undefined && write.body !== "") headers["Content-Type"] = "application/json";
  const body = write === undefined || write.body === "" ? {} : { body: write.body };
  try {
    const url = new URL(path, pick(urls(), draw));
    const response = await fetch(url, { method, headers, ...body, signal: AbortSignal.timeout(ATTEMPT_MS) });
    const text = await response.text();
    // A success without a JSON document does not show what was done: the client retries, and the history keeps the reason.
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
    return null; // an error of the runtime, which is plain text
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

/** The effects that a successful answer acknowledges. */
function acknowledgedBy({ kind, intended }: Intent, text: string): Effect[] {
  const shown = JSON.parse(text) as Shown;
  const [first] = intended;
  if (kind === "batch") {
    return (shown.outcomes ?? []).flatMap(({ transfer }, index) => {
      const { mark } = intended[index] ?? { mark: "nobody's" };
      return transfer === undefined ? [] : [{ mark, id: transfer.id, amount: transfer.amount }];
    });
  }
  if (first === undefined) return [];
  if (kind === "capture") return [{ ...first, id: shown.transfer ?? "" }];
  if (kind === "release" || kind === "customer") return [{ ...first, id: shown.id }];
  return [{ mark: first.mark, id: shown.id, amount: shown.amount }];
}

/** Notes the versions that an answer shows: every read from now on must show at least these. */
function noteVersions(resources: Resources, { kind }: Intent, text: string): void {
  const shown = JSON.parse(text) as Shown;
  const seen = kind === "batch" ? (shown.outcomes ?? []).flatMap(({ transfer }) => transfer ?? []) : [shown];
  for (const { source_account: source, destination_account: destination, balances } of seen) {
    const [debited, credited] = [balances?.source ?? null, balances?.destination ?? null];
    if (source !== undefined && debited !== null) resources.noteVersion(source, debited.version);
    if (destination !== undefined && credited !== null) resources.noteVersion(destination, credited.version);
  }
}

async function readBalance(context: ClientContext, draw: Draw): Promise<void> {
  const { resources } = context;
  const account = pick([...resources.accounts, ...resources.hot], draw) as string;
  const known = resources.versionOf(account);
  const answer = await attemptOnce(context, "GET", `/v1/accounts/${account}/balance`, draw);
  if (typeof answer === "string") return;
  const { version, available } = JSON.parse(answer.text) as { version?: number; available?: string };
  context.reads += 1;
  if (version === undefined || available === undefined) context.wrongReads.push(`a balance of ${account} answered ${answer.status}`);
  else if (version < known) context.wrongReads.push(`${account} was read at version ${version} after version ${known} was acknowledged`);
  else if (BigInt(available) < 0n) context.wrongReads.push(`${account} was read with ${available} available`);
}
