// The way into core-service. An exception there is an outage (retry helps) unless core says that it is a bug.
import { CORE_BUG } from "@ledge/shared/error-names";
import { disposeAnswer } from "@ledge/shared/dispose-answer";

/** core-service cannot be reached or did not answer: whether a write happened is not known, and a retry with its key resolves it. */
export class CoreUnavailable extends Error {
  override readonly name = "CoreUnavailable";
}

type Methods = Record<PropertyKey, (...args: unknown[]) => Promise<unknown>>;

async function ask(stub: Methods, method: PropertyKey, args: unknown[]): Promise<unknown> {
  try {
    return disposeAnswer(await stub[method]?.(...args));
  } catch (error) {
    if (error instanceof Error && error.name === CORE_BUG) throw error;
    throw new CoreUnavailable("core-service did not answer", { cause: error });
  }
}

/** The typed stub of a domain's entrypoint: the binding's type says nothing about its methods, the contract does. */
export function coreOf<Contract extends object>(binding: unknown): Contract {
  return new Proxy(binding as Contract, {
    // A stub answers every name with a method; asked for `then`, it would pass for a promise.
    get: (target, method) => (method === "then" ? undefined : (...args: unknown[]) => ask(target as Methods, method, args)),
  });
}
