// The RPC client of core-service. An exception there is an outage, after which a retry helps, unless its name says otherwise.
import { CORE_BUG, CORE_FULL } from "@ledge/shared/error-names";
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { hopsOf, takeHops } from "@ledge/shared/telemetry/hops";
import { noteHops } from "./hops-of-call.ts";

/** core-service cannot be reached or did not answer: whether a write happened is not known, and a retry with its key finds out. */
export class CoreUnavailable extends Error {
  override readonly name = "CoreUnavailable";
}

/** core-service has as much waiting for this principal as may wait: nothing was done. */
export class TooMuchWaits extends Error {
  override readonly name = "TooMuchWaits";
}

type Methods = Record<PropertyKey, (...args: unknown[]) => Promise<unknown>>;

async function ask(stub: Methods, method: PropertyKey, args: unknown[]): Promise<unknown> {
  try {
    const { answer, hops } = takeHops(disposeAnswer(await stub[method]?.(...args)));
    noteHops(args[0], hops);
    return answer;
  } catch (error) {
    noteHops(args[0], hopsOf(error));
    if (error instanceof Error && error.name === CORE_BUG) throw error;
    if (error instanceof Error && error.name === CORE_FULL) throw new TooMuchWaits("too much waits");
    throw new CoreUnavailable("core-service did not answer", { cause: error });
  }
}

/** The stub of a domain's entrypoint, typed by the contract: the generated type of the binding has no methods. */
export function coreOf<Contract extends object>(binding: unknown): Contract {
  return new Proxy(binding as Contract, {
    // A stub has a method of every name; with a `then` it would be taken for a promise.
    get: (target, method) => (method === "then" ? undefined : (...args: unknown[]) => ask(target as Methods, method, args)),
  });
}
