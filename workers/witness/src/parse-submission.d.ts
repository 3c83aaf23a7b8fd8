import { type Checkpoint } from "@ledge/shared/transparency/checkpoint";
import { type Note } from "@ledge/shared/transparency/note";
/** Nothing longer can be a submission. */
export declare const MOST_BODY_BYTES: number;
export interface Submission {
    readonly oldSize: number;
    readonly proof: readonly Uint8Array[];
    readonly note: Note;
    readonly checkpoint: Checkpoint;
}
/** The submission of a body; null when it is malformed. Its signatures are not judged yet. */
export declare function parseSubmission(body: Uint8Array): Submission | null;
