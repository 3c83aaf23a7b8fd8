// Passes a write through a gate: admits it or returns why not, forwards it, and caches its answer.
import type { Answer } from "@ledge/kit/answer";
import { problemCodeOf } from "@ledge/kit/refuse";
import { outcomeHeader } from "@ledge/shared/context";
import { takeHops, withHops } from "@ledge/shared/telemetry/hops";

/** Answers to writes are small. A larger one is not cached: a retry gets it from the key's row in Postgres. */
const MAX_STORED_CHARACTERS = 16 * 1_024;
const FAILURES = 500;
const STORED_HEADERS: ReadonlySet<string> = new Set(["Content-Type", "Cache-Control", "ETag", "Location"]);

/** The answer to a write, which is read whole: it never streams. */
export interface GateAnswer extends Answer {
  readonly body: string;
}

export type Admission =
  | { readonly kind: "proceed"; readonly lease: string }
  | { readonly kind: "replay"; readonly answer: GateAnswer }
  | { readonly kind: "in_use" }
  | { readonly kind: "reused" };

export type Passage =
  { readonly kind: "answered"; readonly answer: GateAnswer } | { readonly kind: "in_use" } | { readonly kind: "reused" };

/** The code of the refusal that a write was answered with; null: it was not refused. */
export function refusalOf(passage: Passage): string | null {
  if (passage.kind === "answered") return problemCodeOf(passage.answer);
  return passage.kind === "in_use" ? "idempotency_key_in_use" : "idempotency_key_reused";
}

/** The running requests and recent answers, by `principal/key`. */
export interface Gate {
  begin(id: string, fingerprint: string, nowMs: number): Admission;
  complete(id: string, lease: string, answer: GateAnswer): void;
  release(id: string, lease: string): void;
}

/** @throws what `forward` throws; the key is free again then. */
export async function pass(gate: Gate, id: string, fingerprint: string, nowMs: number, forward: () => Promise<Answer>): Promise<Passage> {
  const admission = gate.begin(id, fingerprint, nowMs);
  if (admission.kind === "replay") {
    const { answer } = admission;
    return { kind: "answered", answer: { ...answer, headers: { ...answer.headers, "Idempotent-Replayed": "true" } } };
  }
  if (admission.kind !== "proceed") return admission;
  let kept: GateAnswer | null = null;
  try {
    const { answer: forwarded, hops } = takeHops(await forward());
    const body = typeof forwarded.body === "string" ? forwarded.body : await new Response(forwarded.body).text();
    const answer = { ...forwarded, body };
    // A failure is never the recorded answer of a key, whatever the application's header says (law 16).
    const isRecorded = answer.headers[outcomeHeader] === "recorded" && answer.status < FAILURES;
    const isKept = isRecorded && body.length <= MAX_STORED_CHARACTERS;
    if (isKept)
      kept = { ...answer, headers: Object.fromEntries(Object.entries(answer.headers).filter(([name]) => STORED_HEADERS.has(name))) };
    return withHops({ kind: "answered", answer }, hops);
  } finally {
    if (kept === null) gate.release(id, admission.lease);
    else gate.complete(id, admission.lease, kept);
  }
}
