// Names of errors. The name is all of an error that may be logged (law 28), and all of its class that an RPC transfers.

/** The name of the error that core-service throws for a fault of its own: unlike after an outage, a retry does not help. */
export const CORE_BUG = "CoreBug";

/** The name of the error that core-service throws when as much waits for a principal as may: nothing was done. */
export const CORE_FULL = "CoreFull";

/** The name of whatever was thrown. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
