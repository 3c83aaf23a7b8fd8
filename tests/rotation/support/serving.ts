// The Workers of a bank, which others may take over from while it serves.
import { join } from "node:path";
import { LOG_ORIGIN, logKeyText } from "@ledge/database/new-log-key";
import { newSecret, newSeed } from "@ledge/database/new-secret";
import { freePort } from "@ledge/database/postgres/local-postgres";
import type { Bundle } from "@ledge/dev/workerd/bundle-workers";
import { runWorkers } from "@ledge/dev/workerd/run-workers";
import type { StaleStore } from "./stale-store.ts";

const CORE = "core-service/wrangler.toml";
const IDLE_MS = 2_000;

export interface ServingOptions {
  readonly bundles: readonly Bundle[];
  readonly folder: string;
  readonly store: StaleStore;
  readonly apiKeySecrets: { readonly peppers: string; readonly macSecrets: string };
  readonly maxAgeMs: number;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

interface Running {
  readonly url: string;
  readonly asked: Set<Promise<unknown>>;
  stop(): Promise<void>;
}

export class Serving {
  readonly #start: () => Promise<Running>;
  #running!: Running;

  private constructor(start: () => Promise<Running>) {
    this.#start = start;
  }

  static async start({ bundles, folder, store, apiKeySecrets, maxAgeMs }: ServingOptions): Promise<Serving> {
    const secrets = {
      API_KEY_PEPPER: apiKeySecrets.peppers,
      API_KEY_MAC_SECRETS: apiKeySecrets.macSecrets,
      CURSOR_KEY: newSecret(),
      WEBHOOK_MASTER_KEY: newSecret(),
      LOG_KEY: logKeyText(LOG_ORIGIN, newSeed()),
      RECEIPT_KEYS: newSeed(),
    };
    let started = 0;
    const serving = new Serving(async () => {
      started += 1;
      const workers = await runWorkers({
        ...{ bundles, secrets, port: await freePort(), stateDir: join(folder, `workers-${started}`) },
        vars: { [CORE]: { LANE_MAX_AGE_MS: String(maxAgeMs), LANE_IDLE_MS: String(IDLE_MS) } },
        adapt: (configPath, options) => (configPath === CORE ? store.bindTo(options) : options),
        beside: [store.worker()],
        onLog: () => undefined,
      });
      return { url: workers.url.origin, asked: new Set(), stop: workers.stop };
    });
    serving.#running = await serving.#start();
    return serving;
  }

  get url(): string {
    return this.#running.url;
  }

  async ask(path: string, init: RequestInit): Promise<Answer> {
    const { url, asked } = this.#running;
    const answer = fetch(`${url}${path}`, init).then(async (response) => ({ status: response.status, text: await response.text() }));
    asked.add(answer);
    return await answer.finally(() => asked.delete(answer));
  }

  /** Other Workers take over: they know nothing of what those before them had read. Those end once they have answered. */
  async release(): Promise<void> {
    const before = this.#running;
    this.#running = await this.#start();
    await Promise.allSettled(before.asked);
    await before.stop();
  }

  stop = (): Promise<void> => this.#running.stop();
}
