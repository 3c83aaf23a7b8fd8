// Makes a domain's entrypoint out of its operations: the one Worker that may call, a method for each operation of the contract, and no other.
// No rule of a domain lives here.
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallerProps } from "@ledge/shared/caller";
import type { OperationAnswers, OperationArguments, OperationName } from "../lane/operations.ts";
import { runOnLane } from "../lane/routing.ts";
import { requireCaller } from "./caller.ts";

/** Every method of a contract, behind the environment that it runs in. */
export type MethodsOf<Core> = { readonly [Name in keyof Core]: Method<Core[Name]> };

type Method<Called> = Called extends (...args: infer Args) => infer Answer ? (env: Env, ...args: Args) => Answer : never;

type Entrypoint<Core> = new (context: ExecutionContext<CallerProps>, env: Env) => WorkerEntrypoint<Env, CallerProps> & Core;

/**
 * The entrypoint that serves `caller` alone with the methods of `Core`.
 *
 * @throws from its constructor, when anyone else has reached it.
 */
export function makeEntrypoint<Core>(caller: string, methods: MethodsOf<Core>): Entrypoint<Core> {
  class Domain extends WorkerEntrypoint<Env, CallerProps> {
    constructor(context: ExecutionContext<CallerProps>, env: Env) {
      super(context, env);
      requireCaller(context, caller);
    }

    // On the prototype: the runtime offers what it finds there, and nothing of an instance.
    static {
      for (const [name, method] of Object.entries<(env: Env, ...args: readonly unknown[]) => unknown>(methods)) {
        const value = function (this: Domain, ...args: readonly unknown[]): unknown {
          return method(this.env, ...args);
        };
        Object.defineProperty(this.prototype, name, { value });
      }
    }
  }
  // Its methods are those of `methods`, which are the contract's; a class that is made by a loop cannot say so itself.
  return Domain as unknown as Entrypoint<Core>;
}

type OnLanes<Names extends OperationName> = {
  readonly [Name in Names]: (env: Env, ...args: OperationArguments[Name]) => Promise<OperationAnswers[Name]>;
};

/** Operations as methods of a domain's entrypoint: each runs on a record lane. Of `operations` only the names count. */
export function onLanes<Names extends OperationName>(domain: string, operations: Readonly<Record<Names, unknown>>): OnLanes<Names> {
  const names = Object.keys(operations) as Names[];
  const methods = names.map((name) => [name, (env: Env, ...args: OperationArguments[Names]) => runOnLane(env, domain, name, args)]);
  return Object.fromEntries(methods) as OnLanes<Names>;
}
