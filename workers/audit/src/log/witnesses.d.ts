import { type Verifier } from "@ledge/shared/transparency/note";
export interface Witness {
    /** Of its keys: a witness is a name, however many keys it has. */
    readonly name: string;
    /** Without a slash at its end. */
    readonly url: string;
    readonly vkeys: readonly string[];
    readonly verifiers: readonly Verifier[];
}
export interface Quorum {
    readonly witnesses: readonly Witness[];
    /** How many of them must have cosigned. */
    readonly needed: number;
}
/** @throws for settings that cannot be read. */
export declare function quorumOf({ WITNESSES, WITNESS_QUORUM }: {
    WITNESSES: string;
    WITNESS_QUORUM: string;
}): Quorum;
