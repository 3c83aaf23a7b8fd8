import type { Witness } from "./witnesses.ts";
export interface AskedCheckpoint {
    readonly size: number;
    /** With the log's signature. */
    readonly note: string;
    /** The proof that the checkpoint extends a tree of this size. */
    prove(oldSize: number): Promise<readonly Uint8Array[]>;
}
export type WitnessAnswer = {
    readonly kind: "cosigned";
    readonly lines: string;
}
/** `status` 0: no answer, or one that is no cosignature. `seen`: the size that the witness saw last, if it says so. */
 | {
    readonly kind: "refused";
    readonly status: number;
    readonly seen: number | null;
};
export type Send = (url: string, init: {
    method: "POST";
    body: string;
    redirect: "manual";
    signal: AbortSignal;
}) => Promise<Response>;
/** @param lastSize what the witness cosigned last, as far as is known. Never rejects. */
export declare function askWitness(witness: Witness, checkpoint: AskedCheckpoint, lastSize: number, send: Send): Promise<WitnessAnswer>;
