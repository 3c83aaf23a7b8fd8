// The gateway with gates that a test resets.
import { abort } from "../abort.ts";
import { IdempotencyGate as ProductGate } from "../../../../../workers/gateway/src/index.ts";

export { default } from "../../../../../workers/gateway/src/index.ts";

export class IdempotencyGate extends ProductGate {
  readonly #life = crypto.randomUUID();

  /** Another one after each reset. */
  life(): string {
    return this.#life;
  }

  reset(): void {
    abort(this);
  }
}
