import { type Edge } from "@ledge/shared/transparency/append";
import type { Leaves } from "@ledge/shared/contracts/audit";
import { type CosignPorts } from "./cosign.ts";
import type { LogKey } from "./keys.ts";
import type { LogFiles } from "./log-files.ts";
import type { SealState } from "./seal-state.ts";
/** Leaves in one step: 32 full tiles, written in some hundred milliseconds. */
export declare const MOST_LEAVES = 8192;
export interface SealPorts extends Omit<CosignPorts, "state"> {
    readonly origin: string;
    readonly key: LogKey;
    readonly state: SealState;
    readonly files: LogFiles;
    readLeaves(from: number, most: number): Promise<Leaves>;
    nowMs(): number;
}
export interface Sealed {
    /** Of the last signed tree: what the next step needs not read again. */
    readonly edge: Edge;
    /** Whether core-service has more leaves. */
    readonly hasMore: boolean;
    /** Whether the last signed tree is published: it was cosigned by enough witnesses. */
    readonly isPublished: boolean;
}
/** @param kept the edge of the last step; null: it is read from the tiles, and compared with what was signed. */
export declare function seal(ports: SealPorts, kept: Edge | null): Promise<Sealed>;
