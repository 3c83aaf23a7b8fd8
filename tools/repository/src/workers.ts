// The one list of Workers: the platform's, and those beside it. Everything that starts, builds, deploys, types, draws or describes Workers derives from it.

export interface WorkerPackage {
  /** The name of its package, of its entry in the graph of bindings, and in the contract. */
  readonly name: string;
  /** The path of its package, from the repository's root. */
  readonly folder: string;
  /** The path of its Wrangler configuration, from the repository's root. */
  readonly config: string;
  /**
   * The module, in its folder, whose default export describes the Worker's part of the contract; null: it has no part. An index that exports a
   * Durable Object cannot be loaded outside the runtime, so such a Worker has an app in a module of its own.
   */
  readonly app: string | null;
}

const worker = (name: string, app: string | null): WorkerPackage => ({
  name,
  folder: `workers/${name}`,
  config: `workers/${name}/wrangler.toml`,
  app,
});

/** The gateway is first, because `wrangler dev` serves the first Worker. Its configuration is in the repository's root. */
export const WORKERS: readonly WorkerPackage[] = [
  { ...worker("gateway", "src/local-app.ts"), config: "wrangler.toml" },
  worker("identity", "src/index.ts"),
  worker("customers", "src/index.ts"),
  worker("accounts", "src/index.ts"),
  worker("payments", "src/index.ts"),
  worker("ledger", "src/index.ts"),
  worker("webhooks", "src/app.ts"),
  worker("audit", "src/app.ts"),
  worker("search", "src/app.ts"),
  worker("docs", null),
  worker("telemetry", null),
  { name: "core-service", folder: "core-service", config: "core-service/wrangler.toml", app: null },
];

/** Workers beside the platform, which are deployed alone and elsewhere: nothing that starts, builds or deploys the platform knows them. */
const BESIDE: readonly WorkerPackage[] = [worker("witness", null)];

/** The Workers' configurations, in the list's order. */
export const CONFIGS: readonly string[] = WORKERS.map(({ config }) => config);

/** The configurations of Workers beside the platform. */
export const CONFIGS_BESIDE: readonly string[] = BESIDE.map(({ config }) => config);

/** The name, in its configuration, of the Worker that the lines of others are handed to. */
export const COUNTING = "ledge-telemetry";

/** Names, in their configurations, of Workers that are called by RPC alone: a request cannot select a version of theirs. */
export const BY_RPC: readonly string[] = ["ledge-core"];
