// Makes the RPC entrypoint of a domain from its operations: one Worker may call it, and it has a method for each operation of the contract and
// no other. It must never hold a rule of a domain.
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallerProps } from "@ledge/shared/caller";
import { span } from "@ledge/shared/telemetry/span";
import type { OperationAnswers, OperationArguments, OperationName } from "../lane/operations.ts";
import { runOnLane } from "../lane/routing.ts";
import { requireCaller } from "./caller.ts";

/** Every method of a contract, with the environment as an additional first argument. */
export type MethodsOf<Core> = { readonly [Name in keyof Core]: Method<Core[Name]> };

type Method<Called> = Called extends (...args: infer Args) => infer Returned ? (env: Env, ...args: Args) => Returned : never;

type Entrypoint<Core> = new (context: ExecutionContext<CallerProps>, env: Env) => WorkerEntrypoint<Env, CallerProps> & Core;

/** The methods of a contract and no other: one that it does not have may be nothing, which no method is. */
type ExactlyMethodsOf<Core, Methods> = MethodsOf<Core> & { readonly [Name in Exclude<keyof Methods, keyof Core>]: never };

/**
 * The entrypoint that serves `caller` alone, given the methods of `Core` and no other. Its constructor throws for any other caller. In two steps,
 * so that the methods' own type is known and one too many does not compile.
 */
export const makeEntrypoint =
  <Core>(caller: string) =>
  <Methods extends MethodsOf<Core>>(methods: Methods & ExactlyMethodsOf<Core, Methods>): Entrypoint<Core> =>
    entrypointOf<Core>(caller, methods);

function entrypointOf<Core>(caller: string, methods: MethodsOf<Core>): Entrypoint<Core> {
  class Domain extends WorkerEntrypoint<Env, CallerProps> {
    constructor(context: ExecutionContext<CallerProps>, env: Env) {
      super(context, env);
      requireCaller(context, caller);
    }

    // On the prototype: over RPC the runtime offers the methods that it finds there, and no property of an instance.
    static {
      for (const [name, method] of Object.entries<(env: Env, ...args: readonly unknown[]) => unknown>(methods)) {
        const value = function (this: Domain, ...args: readonly unknown[]): Promise<unknown> {
          return span(name, { service: "core", version: this.env.VERSION.id }, async () => await method(this.env, ...args));
        };
        Object.defineProperty(this.prototype, name, { value });
      }
    }
  }
  // Its methods are those of `methods`, which the contract types; the compiler cannot see methods that a loop defines.
  return Domain as unknown as Entrypoint<Core>;
}

type OnLanes<Names extends OperationName> = {
  readonly [Name in Names]: (env: Env, ...args: OperationArguments[Name]) => Promise<OperationAnswers[Name]>;
};

/** Operations as methods of a domain's entrypoint: each runs alone on a lane. Only the names of `operations` are used. */
export function onLanes<Names extends OperationName>(domain: string, operations: Readonly<Record<Names, unknown>>): OnLanes<Names> {
  const names = Object.keys(operations) as Names[];
  const methods = names.map((name) => [name, (env: Env, ...args: OperationArguments[Names]) => runOnLane(env, domain, name, args)]);
  return Object.fromEntries(methods) as OnLanes<Names>;
}
