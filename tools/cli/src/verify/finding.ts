// What verification can end with besides success: something is wrong, or something could not be read, so that nothing is known.

/** The log, the export or a proof is not what it must be. The message names the first place where it is not. */
export class Finding extends Error {}

/** A file or server did not answer: there is no result. */
export class Unreadable extends Error {}
