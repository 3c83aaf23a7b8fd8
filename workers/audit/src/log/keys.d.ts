import { type SignNote } from "@ledge/shared/transparency/log-signature";
import { type Verifier } from "@ledge/shared/transparency/note";
export interface LogKey {
    readonly sign: SignNote;
    readonly verifier: Verifier;
    /** As a vkey (C2SP signed-note, Verifier keys). */
    readonly vkey: string;
}
/** @throws RangeError for a secret that is no seed. */
export declare function logKeyOf(origin: string, secret: string): Promise<LogKey>;
