// GET /readyz
import { operation } from "@ledge/kit/operation";
import { accepted, refused } from "@ledge/shared/result";
import { allows } from "@ledge/shared/context";
import { type LogCounters, logCounters } from "@ledge/shared/contracts/audit";
import { type CredentialAges, credentialAges } from "@ledge/shared/contracts/identity";
import { booksClock, type BooksClock } from "@ledge/shared/contracts/ledger";
import { type SearchCounters, searchCounters } from "@ledge/shared/contracts/search";
import { type EventCounters, eventCounters } from "@ledge/shared/contracts/webhooks";
import type { Answered } from "@ledge/shared/contracts/readiness";
import { z } from "zod";
import { VERSION_OVERRIDES } from "../forward.ts";
import { internalAnswer } from "../internal-answer.ts";
import { Readiness } from "../readiness.ts";
import { upstreamNames, upstreamOf } from "../upstreams.ts";

interface Report {
  readonly failing: readonly string[];
  readonly versions: readonly AnsweredVersion[];
}

const answeredVersion = z.strictObject({
  service: z.string().meta({ description: "A Worker, or the lane behind the core", example: "payments" }),
  version: z.string().meta({ description: "The id of its version", example: "3e8b6b5e-6d5c-4b0b-9d0e-0c7a4a1f2b11" }),
});
type AnsweredVersion = z.infer<typeof answeredVersion>;

const COUNTS = "telemetry";
const readiness = new Readiness<Report>();

export const getReadiness = operation<Env>()({
  operationId: "getReadiness",
  method: "get",
  path: "/readyz",
  summary: "Read whether requests can be served, down to the database",
  description:
    "Checks that every service reaches the database and could make a lasting write there, and answers 503 `service_unavailable` with the names of those that could not. With an operator's key the answer also lists the versions that answered, more than one of a service during a release, counts how far events, deliveries, the audit log's checkpoint and the search are behind, and says how old the platform's own credentials are.",
  tag: "Operations",
  scope: "public",
  operatorsSeeMore: true,
  success: {
    status: 200,
    schema: z.strictObject({
      status: z.literal("ready"),
      versions: z.array(answeredVersion).optional().meta({ description: "For operators alone" }),
      events: eventCounters.optional().meta({ description: "For operators alone" }),
      clock: booksClock.optional().meta({ description: "For operators alone" }),
      log: logCounters.optional().meta({ description: "For operators alone" }),
      search: searchCounters.optional().meta({ description: "For operators alone" }),
      credentials: credentialAges.optional().meta({ description: "For operators alone" }),
    }),
    description: "Every service reaches the database and could write",
  },
  async handle({ env, call, versionOverrides }) {
    const isOperator = allows(call.principal, "operator");
    // A release that picks versions asks these, and not whichever answered somebody else. Nobody else may have a check made for himself alone (law 32).
    const { failing, versions } = await (isOperator && versionOverrides !== null
      ? report(env, versionOverrides)
      : readiness.answer(Date.now(), () => report(env, null)));
    if (failing.length > 0) return refused("service_unavailable", `Not ready: ${failing.join(", ")}.`);
    if (!isOperator) return accepted({ status: "ready" });
    const [events, clock, log, search, credentials] = await Promise.all([
      internalAnswer<EventCounters>(env, "webhooks", "counters"),
      internalAnswer<BooksClock>(env, "ledger", "clock"),
      internalAnswer<LogCounters>(env, "audit", "log"),
      internalAnswer<SearchCounters>(env, "search", "counters"),
      internalAnswer<CredentialAges>(env, "identity", "credentials"),
    ]);
    if (events === null) return refused("service_unavailable", "Not ready: webhooks.");
    if (clock === null) return refused("service_unavailable", "Not ready: ledger.");
    if (log === null) return refused("service_unavailable", "Not ready: audit.");
    if (search === null) return refused("service_unavailable", "Not ready: search.");
    if (credentials === null) return refused("service_unavailable", "Not ready: identity.");
    return accepted({ status: "ready", versions, events, clock, log, search, credentials });
  },
});

/** Asks every Worker. The docs have no data: they say their version, and nothing else can fail there. Requests are served without whoever counts them. */
async function report(env: Env, overrides: string | null): Promise<Report> {
  const headers = overrides === null ? {} : { [VERSION_OVERRIDES]: overrides };
  const asked = [
    ...upstreamNames.map((name) => [name, upstreamOf(env, name)] as const),
    ["docs", env.DOCS] as const,
    [COUNTS, env.TELEMETRY] as const,
  ];
  const answers = await Promise.all(asked.map(([name, worker]) => answeredBy(worker, `https://${name}.internal/internal/ready`, headers)));
  const all = [{ gateway: env.VERSION.id }, ...answers].flatMap((answered) => Object.entries(answered ?? {}));
  const pairs = new Map(all.map(([service, version]) => [`${service} ${version}`, { service, version }]));
  return {
    failing: asked.flatMap(([name], at) => (answers[at] === null && name !== COUNTS ? [name] : [])),
    versions: [...pairs.values()].sort((one, other) => (one.service < other.service ? -1 : 1)),
  };
}

/** The versions that answered; null: it failed. */
async function answeredBy(worker: Fetcher, url: string, headers: Record<string, string>): Promise<Answered | null> {
  try {
    const answer = await worker.fetch(url, { headers });
    return answer.ok ? await answer.json<Answered>() : null;
  } catch {
    return null;
  }
}
