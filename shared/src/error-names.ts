// Names of errors: all that may be logged of one (law 28), and all that is left of its class behind an RPC.

/** What core-service throws for a fault of its own: unlike an outage, trying again does not help. */
export const CORE_BUG = "CoreBug";

/** The name of whatever was thrown. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
