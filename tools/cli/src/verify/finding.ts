// What verification can end with besides success: something is wrong, or something is not there, so that nothing is known.

/** The log, the export, a proof or a receipt is not what it must be. The message names the first place where it is not. */
export class Finding extends Error {}

/** A file or server did not answer, or a receipt has no proof yet: there is no result. */
export class NoResult extends Error {}
