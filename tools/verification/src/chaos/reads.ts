// Reads by id, each judged by how far its resource had come when the read began.
import { attemptOnce, type Target } from "./attempt.ts";
import { type Draw, pick } from "./intents.ts";
import { goneBack, type Staged, stageIn } from "./judge-reads.ts";
import type { Resources } from "./resources.ts";

export type ReadKind = "balance" | "account" | "transfer" | "hold" | "customer";

export interface ReadContext extends Target {
  readonly resources: Resources;
  /** Reads that went back behind what was acknowledged before, or showed an account overdrawn. */
  readonly wrongReads: string[];
  /** How many were answered. */
  readonly reads: Map<ReadKind, number>;
}

/** Reads something that an answer has just shown, and notes what is wrong with what is read. */
export async function readOne(context: ReadContext, draw: Draw): Promise<void> {
  const { resources, reads, wrongReads } = context;
  const id = pick(resources.shown, draw);
  if (id === undefined) return;
  const [kind, path] = readOf(id, draw);
  const known = resources.stageOf(id);
  const answer = await attemptOnce(context, "GET", path, draw);
  if (typeof answer === "string") return;
  reads.set(kind, (reads.get(kind) ?? 0) + 1);
  const read = JSON.parse(answer.text) as Staged;
  const stage = stageIn(read);
  if (stage === null) {
    wrongReads.push(`${kind} of ${id}: ${answer.status}`);
    return;
  }
  const back = goneBack(known, stage);
  if (back !== null) wrongReads.push(`${kind} of ${id}: was read ${back}`);
  const { available } = read.balance ?? read;
  if (available !== undefined && id !== resources.vault && BigInt(available) < 0n)
    wrongReads.push(`${kind} of ${id}: was read with ${available} available`);
  resources.noteStage(id, stage);
}

function readOf(id: string, draw: Draw): readonly [ReadKind, string] {
  if (id.startsWith("trf_")) return ["transfer", `/v1/transfers/${id}`];
  if (id.startsWith("hold_")) return ["hold", `/v1/holds/${id}`];
  if (id.startsWith("cus_")) return ["customer", `/v1/customers/${id}`];
  return draw(2) === 0 ? ["balance", `/v1/accounts/${id}/balance`] : ["account", `/v1/accounts/${id}`];
}
