// What a gate does with a write: lets it in or says why not, sends it on, keeps its answer.
import { outcomeHeader } from "@ledge/shared/context";
import { FROM_APPLICATION } from "../headers.ts";

/** AnswerCache of writes are small; a larger one is not worth its memory, the key's row in Postgres serves it. */
const MAX_STORED_CHARACTERS = 16 * 1_024;
const FAILURES = 500;
const STORED_HEADERS: ReadonlySet<string> = new Set(["Content-Type", "Cache-Control", "ETag", "Location"]);

export interface GateAnswer {
  readonly status: number;
  /** What an application may say, as pairs. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export type Admission =
  | { readonly kind: "proceed"; readonly lease: string }
  | { readonly kind: "replay"; readonly answer: GateAnswer }
  | { readonly kind: "in_use" }
  | { readonly kind: "reused" };

export type Passage =
  { readonly kind: "answered"; readonly answer: GateAnswer } | { readonly kind: "in_use" } | { readonly kind: "reused" };

/** Who is on the way under a key of a principal, and what was answered. */
export interface Gate {
  begin(id: string, fingerprint: string, nowMs: number): Admission;
  complete(id: string, lease: string, answer: GateAnswer): void;
  release(id: string, lease: string): void;
}

/** @throws what `forward` throws; the key is free again then. */
export async function pass(gate: Gate, id: string, fingerprint: string, nowMs: number, forward: () => Promise<Response>): Promise<Passage> {
  const admission = gate.begin(id, fingerprint, nowMs);
  if (admission.kind === "replay") {
    const { answer } = admission;
    return { kind: "answered", answer: { ...answer, headers: [...answer.headers, ["Idempotent-Replayed", "true"]] } };
  }
  if (admission.kind !== "proceed") return admission;
  let kept: GateAnswer | null = null;
  try {
    const response = await forward();
    const answer = { status: response.status, headers: headersOf(response), body: await response.text() };
    // A failure is not the key's answer, whatever an application calls it (law 16).
    const isRecorded = response.headers.get(outcomeHeader) === "recorded" && response.status < FAILURES;
    const isKept = isRecorded && answer.body.length <= MAX_STORED_CHARACTERS;
    if (isKept) kept = { ...answer, headers: answer.headers.filter(([name]) => STORED_HEADERS.has(name)) };
    return { kind: "answered", answer };
  } finally {
    if (kept === null) gate.release(id, admission.lease);
    else gate.complete(id, admission.lease, kept);
  }
}

const headersOf = (response: Response): (readonly [string, string])[] =>
  FROM_APPLICATION.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
