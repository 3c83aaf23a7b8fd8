// Cloudflare's API v4 on loopback, for one account: the calls that Wrangler and the tools make in a release, each as strict as the account behind it.
// Any other call is refused, so that a new one is noticed.
import { Account } from "./account.ts";
import { ok, refused } from "./answers.ts";
import { buckets } from "./buckets.ts";
import { queues } from "./queues.ts";
import { secretsStore } from "./secrets-store.ts";
import { ownedTokens } from "./tokens.ts";
import { type StateObjects, stateObjects } from "./state-objects.ts";
import { type CodeUpdate, type Metadata, Refused, type Settings, type Version } from "./worker.ts";
import { emptyZone, scriptCalls, type Zone, zoneRoutes } from "./zone.ts";
import { type Call, json, type Route, serve, type StandIn } from "../http.ts";

export interface CloudflareStandIn extends StandIn {
  readonly account: Account;
  readonly zone: Zone;
  /** Of the bucket of Terraform's state. */
  readonly stateObjects: StateObjects;
}

export const ACCOUNT_ID = "0123456789abcdef0123456789abcdef";
/** Calls with tokens of their own. */
const OWN_TOKENS = /\/workers\/assets\/upload$|\/secrets_store\/|\/tokens(?:\/|$)/;
const annotationsOf = ({ metadata }: Version): Readonly<Record<string, string>> => metadata.annotations ?? {};

/**
 * @param token may do everything but make tokens. @param readToken may read; null: there is no such token. @param rotationToken may edit the secrets store
 * alone. @param adminToken may make and delete tokens alone.
 */
export async function startCloudflare(
  token: string,
  readToken: string | null = null,
  rotationToken: string | null = null,
  adminToken: string | null = null,
): Promise<CloudflareStandIn> {
  const account = new Account();
  const zone = emptyZone();
  const objects: StateObjects = new Map();
  const guarded = ([method, path, handle]: Route): Route => [
    method,
    new RegExp(`^/accounts/${ACCOUNT_ID}${path.source}$`),
    async (call, groups) => {
      try {
        return await handle(call, groups);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return refused(error.status, error.code, error.message);
      }
    },
  ];
  const mayEdit = (one: string): boolean => one === token || one === rotationToken;
  const ofAccount = [
    ...files(account),
    ...scripts(account),
    ...scriptCalls(account, zone),
    ...queues(account),
    ...buckets(account),
    ...secretsStore(account, mayEdit, (one) => mayEdit(one) || one === readToken),
    ...domains(account),
    ...ownedTokens(
      account,
      (one) => one === token || one === readToken,
      (one) => one === adminToken,
    ),
  ];
  const routes = [...[...stateObjects(objects), ...ofAccount].map(guarded), ...zoneRoutes(account, zone)];
  const served = await serve("/client/v4", token, routes, refused, ({ path }) => OWN_TOKENS.test(path), readToken);
  return { ...served, account, zone, stateObjects: objects };
}

const scripts = (account: Account): Route[] => [
  ["GET", /\/workers\/scripts/, () => ok([...account.workers.keys()].map((id) => ({ id })))],
  [
    "GET",
    /\/workers\/services\/([^/]+)/,
    (_, [name = ""]) => {
      account.worker(name);
      return ok({
        id: name,
        default_environment: { environment: "production", script: { id: name, last_deployed_from: "wrangler", tags: [] } },
      });
    },
  ],
  [
    "PUT",
    /\/workers\/scripts\/([^/]+)/,
    async (call, [name = ""]) => {
      const { metadata, script } = await upload(call);
      const version = account.deployWhole(name, metadata, script, metadata.code_update_strategy);
      return ok({ id: name, etag: "etag", deployment_id: version.id.replaceAll("-", ""), startup_time_ms: 1 });
    },
  ],
  [
    "DELETE",
    /\/workers\/scripts\/([^/]+)/,
    (_, [name = ""]) => {
      account.deleteWorker(name);
      return ok(null);
    },
  ],
  [
    "POST",
    /\/workers\/scripts\/([^/]+)\/versions/,
    async (call, [name = ""]) => {
      const { metadata, script } = await upload(call);
      const { id } = account.upload(name, metadata, script);
      return ok({ id, startup_time_ms: 1, metadata: { has_preview: false }, resources: { script: { etag: "etag" } } });
    },
  ],
  [
    "GET",
    /\/workers\/scripts\/([^/]+)\/versions/,
    (_, [name = ""]) => ok({ items: account.worker(name).versions.map((one) => ({ id: one.id, annotations: annotationsOf(one) })) }),
  ],
  ["GET", /\/workers\/scripts\/([^/]+)\/deployments/, (_, [name = ""]) => ok({ deployments: account.worker(name).deployments })],
  [
    "POST",
    /\/workers\/scripts\/([^/]+)\/deployments/,
    (call, [name = ""]) => {
      const {
        versions,
        annotations,
        strategy,
        code_update_strategy: codeUpdate,
      } = json<{ versions: []; annotations: Record<string, string>; strategy: string; code_update_strategy?: CodeUpdate }>(call);
      if (strategy !== "percentage") throw new Refused(400, 10021, "Unknown strategy.");
      return ok(account.split(name, versions, annotations, codeUpdate, call.query.get("force") === "true"));
    },
  ],
  ["GET", /\/workers\/scripts\/([^/]+)\/secrets/, (_, [name = ""]) => ok(secretNames(account.worker(name).versions[0]))],
  ["GET", /\/workers\/workers\/([^/]+)/, (_, [name = ""]) => ok({ name, subdomain: account.worker(name).subdomain })],
  [
    "POST",
    /\/workers\/scripts\/([^/]+)\/subdomain/,
    (call, [name = ""]) => {
      account.worker(name).subdomain = json<{ enabled: boolean; previews_enabled: boolean }>(call);
      return ok(account.worker(name).subdomain);
    },
  ],
  // Settings are the script's and not a version's: wrangler 4.164.0 sends none with a version ("logpush and observability are non-versioned settings"), and no tail consumers.
  ["GET", /\/workers\/scripts\/([^/]+)\/script-settings/, (_, [name = ""]) => ok(account.worker(name).settings)],
  [
    "PATCH",
    /\/workers\/scripts\/([^/]+)\/script-settings/,
    (call, [name = ""]) => {
      account.setSettings(account.worker(name), json<Settings>(call));
      return ok(account.worker(name).settings);
    },
  ],
];

const files = (account: Account): Route[] => [
  [
    "POST",
    /\/workers\/scripts\/([^/]+)\/assets-upload-session/,
    (call) => {
      const { token, missing } = account.announceFiles(json<{ manifest: Record<string, { hash: string }> }>(call).manifest);
      return ok({ jwt: token, buckets: missing.length === 0 ? [] : [missing] });
    },
  ],
  [
    "POST",
    /\/workers\/assets\/upload/,
    async ({ body, contentType, token }) => {
      const form = await new Response(new Uint8Array(body), { headers: { "Content-Type": contentType } }).formData();
      const parts = [...form].map(async ([hash, part]): Promise<[string, Buffer]> => {
        const text = typeof part === "string" ? part : await part.text();
        return [hash, Buffer.from(text, "base64")];
      });
      const jwt = account.takeFiles(token, new Map(await Promise.all(parts)));
      return { status: 201, body: { success: true, errors: [], messages: [], result: jwt === null ? {} : { jwt } } };
    },
  ],
];

const secretNames = (version: Version | undefined): unknown =>
  [...(version?.secrets.keys() ?? [])].map((name) => ({ name, type: "secret_text" }));

const domains = (account: Account): Route[] => [
  ["GET", /\/workers\/domains/, () => ok(account.domains)],
  [
    "PUT",
    /\/workers\/domains/,
    (call) => {
      const wanted = json<{ hostname: string; service: string; zone_id: string; environment: string }>(call);
      account.worker(wanted.service);
      const domain = { id: crypto.randomUUID(), hostname: wanted.hostname, service: wanted.service, zone_id: wanted.zone_id };
      account.domains.splice(0, Infinity, ...account.domains.filter(({ hostname }) => hostname !== domain.hostname), domain);
      return ok(domain);
    },
  ],
  [
    "DELETE",
    /\/workers\/domains\/([^/]+)/,
    (_, [id = ""]) => {
      const at = account.domains.findIndex((one) => one.id === id);
      if (at === -1) throw new Refused(404, 100114, "Domain does not exist.");
      account.domains.splice(at, 1);
      return ok(null);
    },
  ],
];

/** The multipart upload of a Worker: its metadata and its one module. */
async function upload({ body, contentType }: Call): Promise<{ metadata: Metadata; script: string }> {
  const form = await new Response(new Uint8Array(body), { headers: { "Content-Type": contentType } }).formData();
  const part = form.get("metadata");
  if (part === null) throw new Refused(400, 10021, "No metadata.");
  const metadata = JSON.parse(typeof part === "string" ? part : await part.text()) as Metadata;
  const main = form.get(metadata.main_module);
  if (main === null || typeof main === "string") throw new Refused(400, 10021, `No module ${metadata.main_module}.`);
  return { metadata, script: await main.text() };
}
