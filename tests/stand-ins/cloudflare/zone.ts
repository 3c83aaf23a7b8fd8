// The zone of the account, and what drift and probes ask besides a release: routes, DNS records, versions with their bindings, crons. Sources: wrangler
// 4.164, packages/wrangler/src/versions/types.ts (ApiVersion) and packages/deploy-helpers/src/triggers; cloudflare-docs,
// workers/configuration/routing/custom-domains.mdx: "Cloudflare will create DNS records and issue necessary certificates on your behalf".
import { createHash } from "node:crypto";
import { json, type Route } from "../http.ts";
import type { Account } from "./account.ts";
import { ok, refused } from "./answers.ts";
import { Refused } from "./worker.ts";

export const ZONE_ID = "zone-of-a-test";

export interface Zone {
  /** No other zone is answered for. */
  id: string;
  /** Patterns with the Worker that each leads to. */
  readonly routes: { id: string; pattern: string; script: string }[];
  readonly records: { id: string; name: string; type: string; content: string }[];
  /** By the name of a Worker. */
  readonly crons: Map<string, string[]>;
}

export const emptyZone = (): Zone => ({ id: ZONE_ID, routes: [], records: [], crons: new Map() });

const RECORDS_PER_PAGE = 100;

const notFound = refused(404, 7003, "Could not route to this zone.");

export const zoneRoutes = (account: Account, zone: Zone): Route[] => [
  ["GET", /^\/zones\/([^/]+)\/workers\/routes$/, (_, [id]) => (id === zone.id ? ok(zone.routes) : notFound)],
  [
    "GET",
    /^\/zones\/([^/]+)\/dns_records$/,
    ({ query }, [id]) => {
      if (id !== zone.id) return notFound;
      const all = [
        ...zone.records,
        ...account.domains.map(({ id, hostname: name }) => ({ id: `record-of-${id}`, name, type: "AAAA", content: "100::" })),
      ];
      const size = Math.min(Number(query.get("per_page") ?? RECORDS_PER_PAGE), RECORDS_PER_PAGE);
      const page = Number(query.get("page") ?? 1);
      return ok(all.slice((page - 1) * size, page * size), {
        page,
        per_page: size,
        total_count: all.length,
        total_pages: Math.ceil(all.length / size),
      });
    },
  ],
];

/** Relative to the account. */
export const scriptCalls = (account: Account, zone: Zone): Route[] => [
  [
    "GET",
    /\/workers\/scripts\/([^/]+)\/versions\/([^/]+)/,
    (_, [name = "", id = ""]) => {
      const version = account.worker(name).versions.find((one) => one.id === id);
      if (version === undefined) throw new Refused(404, 10212, "There is no such version.");
      const secrets = [...version.secrets.keys()].map((secret) => ({ type: "secret_text", name: secret }));
      const bindings = version.metadata.bindings.filter(({ type }) => type !== "secret_text" && type !== "inherit");
      const { compatibility_date, compatibility_flags = [], annotations = {} } = version.metadata;
      const script = { etag: createHash("sha256").update(version.script).digest("hex") };
      const runtime = { compatibility_date, compatibility_flags };
      return ok({ id, annotations, resources: { bindings: [...bindings, ...secrets], script, script_runtime: runtime } });
    },
  ],
  [
    "GET",
    /\/workers\/scripts\/([^/]+)\/schedules/,
    (_, [name = ""]) => ok({ schedules: (zone.crons.get(name) ?? []).map((cron) => ({ cron })) }),
  ],
  [
    "PUT",
    /\/workers\/scripts\/([^/]+)\/schedules/,
    (call, [name = ""]) => {
      const crons = json<{ cron: string }[]>(call).map(({ cron }) => cron);
      zone.crons.set(account.worker(name).name, crons);
      return ok({ schedules: crons.map((cron) => ({ cron })) });
    },
  ],
  ["POST", /\/workers\/workers/, (call) => ok({ name: account.createWorker(json<{ name: string }>(call).name).name })],
  ["GET", /\/workers\/subdomain/, () => ok({ subdomain: "probes" })],
];
