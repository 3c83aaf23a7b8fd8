import { type AskedCheckpoint, type Send } from "./ask-witness.ts";
import type { SealState } from "./seal-state.ts";
import type { Quorum } from "./witnesses.ts";
export interface CosignPorts {
    readonly state: Pick<SealState, "cosigned" | "keepCosigned">;
    readonly quorum: Quorum;
    readonly send: Send;
    readonly pause: (ms: number) => Promise<void>;
}
/** The lines of cosignatures; null: fewer witnesses than needed have cosigned. */
export declare function cosign({ state, quorum, send, pause }: CosignPorts, checkpoint: AskedCheckpoint): Promise<string | null>;
