// The two empty accounts of an environment, of Cloudflare and of Neon, with a database server behind them and an edge in front: what Terraform makes is there for
// the releases, and what these upload runs.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LocalPostgres, startLocalPostgres } from "@ledge/database/postgres/local-postgres";
import { withClient } from "@ledge/database/postgres/connect";
import { issue, startHttps } from "../../stand-ins/certificates.ts";
import { type CloudflareStandIn, startCloudflare } from "../../stand-ins/cloudflare/stand-in.ts";
import type { Edge } from "../../stand-ins/cloudflare/edge.ts";
import { startRunningEdge } from "../../stand-ins/cloudflare/running-edge.ts";
import type { Version, Worker } from "../../stand-ins/cloudflare/worker.ts";
import { type NeonStandIn, PROJECT_ID, startNeon } from "../../stand-ins/neon/stand-in.ts";
import { openWorkshop, type Workshop } from "../../terraform/support/terraform.ts";

/** Of the hosts' certificate, as of Cloudflare's. */
const VALID_DAYS = 90;

export interface Clouds {
  readonly cloudflare: CloudflareStandIn;
  readonly neon: NeonStandIn;
  readonly workshop: Workshop;
  readonly edge: Edge;
  readonly cluster: LocalPostgres;
  /** Of the root branch, as an administrator. */
  readonly databaseUrl: string;
  /** Additions to the environment of a shell that works on these accounts, without a credential. */
  readonly env: NodeJS.ProcessEnv;
  /** Puts what Terraform has made into the account that releases see: one cloud has two stand-ins, by the protocol that asks. */
  show(): void;
  /** The commits that serve everybody, of which there should be one; "none" for a Worker that is split, or of no release. */
  serving(): string[];
  /** The value of a secret, of the version that serves. */
  secret(worker: string, name: string): string | undefined;
  /** Everything that a preview could leave. */
  contents(): Promise<unknown>;
  stop(): Promise<void>;
}

export interface Tokens {
  readonly release: string;
  readonly read: string;
  readonly rotation: string;
  /** Makes tokens, and nothing else. */
  readonly admin: string;
  readonly neon: string;
}

/** @param folder for the database server. @param byRpc names of Workers that no override reaches. */
export async function openClouds(folder: string, tokens: Tokens, byRpc: readonly string[]): Promise<Clouds> {
  const cluster = await startLocalPostgres(join(folder, "postgres"), ["fsync=off"]);
  await withClient(cluster.adminUrl, (client) => client.query("CREATE DATABASE root_branch"));
  const databaseUrl = cluster.adminUrl.replace(/\/postgres$/, "/root_branch");
  const cloudflare = await startCloudflare(tokens.release, tokens.read, tokens.rotation, tokens.admin);
  cloudflare.account.isR2Bought = false;
  const neon = await startNeon(tokens.neon, databaseUrl, "ledge");
  const workshop = await openWorkshop({
    project: { id: PROJECT_ID, default_branch_id: neon.rootBranch, database_host: "ep-primary.example.com" },
  });
  const edge = await startRunningEdge(cloudflare.account, byRpc);
  const issued = issue(VALID_DAYS, ["*.ledge.example", "*.ledge-preview.example"]);
  writeFileSync(join(folder, "authority.pem"), issued.cert);
  const https = await startHttps(issued);
  const {
    AWS_ENDPOINT_URL_S3: _url,
    AWS_ACCESS_KEY_ID: _id,
    AWS_SECRET_ACCESS_KEY: _key,
    TF_INPUT: _input,
    TF_VAR_account_id: _account,
    ...env
  } = workshop.env;
  return {
    ...{ cloudflare, neon, workshop, edge, cluster, databaseUrl },
    env: {
      ...{ ...env, CLOUDFLARE_API_BASE_URL: cloudflare.url, NEON_API_URL: neon.url, WRANGLER_SEND_METRICS: "false", CI: "true" },
      ...{ EDGES_TLS_PORT: String(https.port), NODE_EXTRA_CA_CERTS: join(folder, "authority.pem") },
    },
    show: () => show(workshop, cloudflare),
    serving: () => [...new Set([...cloudflare.account.workers.values()].map(servedBy))],
    secret: (name, secret) => servingVersion(cloudflare.account.worker(name))?.secrets.get(secret),
    contents: async () => ({
      ...named(cloudflare),
      branches: neon.branches.map(({ name }) => name),
      databases: (await withClient(cluster.adminUrl, (client) => client.query("SELECT datname FROM pg_database ORDER BY datname"))).rows,
    }),
    async stop() {
      await edge.stop();
      await workshop[Symbol.asyncDispose]();
      await Promise.all([cloudflare.stop(), neon.stop(), https.stop()]);
      await cluster.stop();
    },
  };
}

function show({ cloudflare: { cloud } }: Workshop, { account, zone }: CloudflareStandIn): void {
  const texts = (type: string): Readonly<Record<string, string>>[] => cloud.all(type) as unknown as Readonly<Record<string, string>>[];
  for (const { id = "" } of texts("cloudflare_zone")) zone.id = id;
  for (const { queue_name: name = "" } of texts("cloudflare_queue")) account.createQueue(name);
  for (const { name = "" } of texts("cloudflare_r2_bucket")) if (!account.buckets.has(name)) account.createBucket(name);
  for (const { store_id: store = "", id = "", name = "", value = "", comment = "" } of texts("cloudflare_secrets_store_secret")) {
    account.storeId = store;
    account.secrets.set(name, { id, name, value, comment, scopes: ["workers"] });
  }
  for (const { name = "" } of texts("cloudflare_worker")) account.createWorker(name);
  for (const { id = "", name = "", type = "", content = "" } of texts("cloudflare_dns_record"))
    zone.records.push({ id, name, type, content });
  for (const { id = "", hostname = "", service = "" } of texts("cloudflare_workers_custom_domain")) {
    account.domains.push({ id, hostname, service, zone_id: zone.id });
  }
}

/** The version that has all of the traffic. */
function servingVersion({ versions, deployments }: Worker): Version | undefined {
  const [only, ...others] = deployments[0]?.versions ?? [];
  return others.length > 0 ? undefined : versions.find(({ id }) => id === only?.version_id);
}

const COMMIT_DIGITS = 40;
const servedBy = (worker: Worker): string =>
  servingVersion(worker)?.metadata.annotations?.["workers/tag"]?.slice(0, COMMIT_DIGITS) ?? "none";

const named = ({ account: { workers, queues, buckets, domains, secrets }, zone: { routes, records, crons } }: CloudflareStandIn) => ({
  workers: [...workers.keys()],
  queues: queues.map(({ queue_name: name, consumers }) => [name, consumers.length]),
  buckets: [...buckets.keys()],
  secrets: [...secrets.keys()],
  domains: domains.map(({ hostname }) => hostname),
  zone: [routes.length, records.length, crons.size],
});
