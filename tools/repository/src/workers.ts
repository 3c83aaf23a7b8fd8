// The Workers of the platform: the one list. What starts, builds, deploys, types, draws or describes them derives from it.

export interface WorkerPackage {
  /** As its package, its entry in the graph of bindings and its name in the contract have it. */
  readonly name: string;
  /** Its package's folder, from the repository's root. */
  readonly folder: string;
  /** Its Wrangler config, from the repository's root. */
  readonly config: string;
  /**
   * The module of the folder whose default export describes the Worker's part of the contract, or null when it has none. An index that
   * exports a Durable Object cannot be loaded outside the runtime; an app of its own can.
   */
  readonly app: string | null;
}

const worker = (name: string, app: string | null): WorkerPackage => ({
  name,
  folder: `workers/${name}`,
  config: `workers/${name}/wrangler.toml`,
  app,
});

/** The gateway first: the first Worker is the one that `wrangler dev` serves. Its config is the repository's own. */
export const WORKERS: readonly WorkerPackage[] = [
  { ...worker("gateway", "src/local-app.ts"), config: "wrangler.toml" },
  worker("identity", "src/index.ts"),
  worker("customers", "src/index.ts"),
  worker("accounts", "src/index.ts"),
  worker("payments", "src/index.ts"),
  worker("ledger", "src/index.ts"),
  worker("webhooks", "src/app.ts"),
  worker("docs", null),
  { name: "core-service", folder: "core-service", config: "core-service/wrangler.toml", app: null },
];

/** Their Wrangler configs, in the list's order. */
export const CONFIGS: readonly string[] = WORKERS.map(({ config }) => config);
