// The webhooks Worker with dispatchers that a test resets.
import { abort } from "../abort.ts";
import { Dispatcher as ProductDispatcher } from "../../../../../workers/webhooks/src/index.ts";

export { default } from "../../../../../workers/webhooks/src/index.ts";

export class Dispatcher extends ProductDispatcher {
  readonly #life = crypto.randomUUID();

  /** Another one after each reset. */
  life(): string {
    return this.#life;
  }

  reset(): void {
    abort(this);
  }
}
