// Clients that retry correctly: with the same key and the same bytes until the answer is definitive. They record each request and its
// answers in the history; the checker judges them, not the clients.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { acknowledgedBy, noteStages } from "./answers.ts";
import { attemptOnce } from "./attempt.ts";
import type { DefinitiveAnswer, History, Intent } from "./history.ts";
import { type Draw, type Intents, pick } from "./intents.ts";
import { type ReadContext, readOne } from "./reads.ts";

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
const REPEATS_ONE_IN = 8;
const READS_ONE_IN = 3;

/** What all clients of a run share. */
export interface ClientContext extends ReadContext {
  readonly intents: Intents;
  readonly history: History;
  /** Whether the clients must begin no new intent. */
  isOver(): boolean;
  /** Whether the clients must retry no more. */
  isLate(): boolean;
  /** A planted bug of the clients: each retry takes a new key. */
  readonly forgetsKeys: boolean;
}

/** Sends one intent after the other until the run is over. */
export async function runClient(context: ClientContext, draw: Draw): Promise<void> {
  while (!context.isOver()) {
    const intent = context.intents.next(draw, Date.now());
    const end = await sendIntent(context, intent, draw);
    if (end !== null && end.status < 300 && draw(REUSES_ONE_IN) === 0)
      await sendIntent(context, context.intents.reusing(intent, draw), draw);
    if (draw(REPEATS_ONE_IN) === 0) await sendAgain(context, draw);
    if (draw(READS_ONE_IN) === 0) await readOne(context, draw);
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
  if (first !== undefined && first.status < 300) noteStages(resources, intent, first.text);
  if (first !== undefined && intent.mustAnswer === undefined) resources.noteAnswered(intent);
  return first ?? null;
}

/** Sends an intent that was answered some time ago once more, as a client does that has lost the answer. */
async function sendAgain(context: ClientContext, draw: Draw): Promise<void> {
  const intent = pick(context.resources.answered, draw);
  if (intent === undefined) return;
  const answer = await retryUntilAnswered(context, intent, draw);
  if (answer !== null) context.history.answerAgain(intent, answer);
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
