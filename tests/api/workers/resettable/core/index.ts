// core-service with lanes and a relay that a test resets, in the middle of whatever they do, as an update of their code does.
import { abort } from "../abort.ts";
import { Lane as ProductLane } from "../../../../../core-service/src/lane/lane.ts";
import { Relay as ProductRelay } from "../../../../../core-service/src/feed/relay.ts";

export * from "../../../../../core-service/src/index.ts";
export { default } from "../../../../../core-service/src/index.ts";

export class Lane extends ProductLane {
  readonly #life = crypto.randomUUID();

  /** Another one after each reset. */
  life(): string {
    return this.#life;
  }

  reset(): void {
    abort(this);
  }
}

export class Relay extends ProductRelay {
  readonly #life = crypto.randomUUID();

  /** Another one after each reset. */
  life(): string {
    return this.#life;
  }

  reset(): void {
    abort(this);
  }
}
