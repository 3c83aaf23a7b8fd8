// The way into core-service. An exception there is an outage (retry helps) unless core says that it is a bug.

/** core-service cannot be reached or did not answer: whether a write happened is not known, and a retry with its key resolves it. */
export class CoreUnavailable extends Error {
  override readonly name = "CoreUnavailable";
}

/** Name of an error that core-service throws for a fault of its own. Over RPC an error keeps its name but loses its class. */
export const CORE_BUG = "CoreBug";

/** The typed stub of a domain's entrypoint: the binding's type says nothing about its methods, the contract does. */
export function coreOf<Contract extends object>(binding: unknown): Contract {
  return new Proxy(binding as Contract, {
    get: (target, method) => async (...args: unknown[]) => {
      try {
        return await (target as Record<PropertyKey, (...values: unknown[]) => Promise<unknown>>)[method]?.(...args);
      } catch (error) {
        if (error instanceof Error && error.name === CORE_BUG) throw error;
        throw new CoreUnavailable("core-service did not answer", { cause: error });
      }
    },
  });
}
