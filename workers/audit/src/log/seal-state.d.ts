import type { TreeHead } from "@ledge/shared/transparency/tree";
export interface SignedTree extends TreeHead {
    /** With the log's signature; null: the tree is decided, and not signed yet. */
    readonly note: string | null;
}
/** Lines of cosignatures of a checkpoint, by one witness. */
export interface Cosigned {
    readonly size: number;
    readonly lines: string;
}
/** How far the log is behind what it knows. */
export interface Backlog {
    /** Records of the published checkpoint. */
    readonly published: number;
    /** Since when a record waits for its checkpoint; null: none does. */
    readonly sinceMs: number | null;
}
export declare class SealState {
    #private;
    constructor(storage: Pick<DurableObjectStorage, "sql" | "sync">);
    signed(): SignedTree | null;
    /** Decides for a tree, before anything of it is signed. @throws LogFault for a second tree of a size, and for a smaller one. */
    claim({ size, root }: TreeHead): Promise<void>;
    /** Keeps the signed note of the tree that was decided. */
    keepNote(size: number, note: string): Promise<void>;
    /** What a witness cosigned last. */
    cosigned(witness: string): Cosigned | null;
    keepCosigned(witness: string, { size, lines }: Cosigned): void;
    /** Notes that there may be records without a checkpoint. */
    wait(nowMs: number): void;
    /** Notes how many records core-service has. */
    want(size: number, nowMs: number): void;
    keepPublished(size: number, nowMs: number): void;
    backlog(): Backlog;
}
