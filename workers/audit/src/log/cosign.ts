// Collects the cosignatures of a checkpoint: all witnesses are asked at once, and each is asked again until it has cosigned this size. A slow one is
// waited for only as long as the quorum is not there.
import { log } from "@ledge/shared/telemetry/log";
import { askWitness, type AskedCheckpoint, type Send } from "./ask-witness.ts";
import type { SealState } from "./seal-state.ts";
import type { Quorum, Witness } from "./witnesses.ts";

/** For those that answer as fast as the quorum did: more cosignatures serve more readers. */
const GRACE_MS = 500;

export interface CosignPorts {
  readonly state: Pick<SealState, "cosigned" | "keepCosigned">;
  readonly quorum: Quorum;
  readonly send: Send;
  readonly pause: (ms: number) => Promise<void>;
}

/** The lines of cosignatures; null: fewer witnesses than needed have cosigned. */
export async function cosign({ state, quorum, send, pause }: CosignPorts, checkpoint: AskedCheckpoint): Promise<string | null> {
  const { witnesses, needed } = quorum;
  const linesOf = ({ name }: Witness): string | null => {
    const last = state.cosigned(name);
    return last?.size === checkpoint.size ? last.lines : null;
  };
  const cosigned = (): string[] => witnesses.map(linesOf).filter((lines) => lines !== null);
  const enough = Promise.withResolvers<void>();
  const asking = witnesses
    .filter((witness) => linesOf(witness) === null)
    .map(async (witness) => {
      const answer = await askWitness(witness, checkpoint, state.cosigned(witness.name)?.size ?? 0, send);
      if (answer.kind === "cosigned") state.keepCosigned(witness.name, { size: checkpoint.size, lines: answer.lines });
      else noteRefusal(witness, checkpoint.size, answer.status, answer.seen);
      if (cosigned().length >= needed) enough.resolve();
    });
  await Promise.race([Promise.all(asking), enough.promise.then(() => pause(GRACE_MS))]);
  return cosigned().length < needed ? null : cosigned().join("");
}

/** A witness that has seen another history, or a larger tree, is a matter for a person: somebody else signs with the log's key, or it was lost. */
function noteRefusal({ url }: Witness, size: number, status: number, seen: number | null): void {
  const isFork = status === 422 || (seen !== null && seen > size);
  const counts = { status, size, ...(seen === null ? {} : { seen }) };
  const level = isFork ? "error" : "warn";
  log({ level, service: "audit", operation: isFork ? "cosign.forked" : "cosign", subject: new URL(url).host, counts });
}
