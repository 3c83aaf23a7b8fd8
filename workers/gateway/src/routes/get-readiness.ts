// GET /readyz
import { operation } from "@ledge/kit/operation";
import { accepted, refused } from "@ledge/shared/result";
import { allows } from "@ledge/shared/context";
import { type LogCounters, logCounters } from "@ledge/shared/contracts/audit";
import { booksClock, type BooksClock } from "@ledge/shared/contracts/ledger";
import { type EventCounters, eventCounters } from "@ledge/shared/contracts/webhooks";
import { z } from "zod";
import { Readiness } from "../readiness.ts";
import { type Upstream, upstreamNames, upstreamOf } from "../upstreams.ts";

const readiness = new Readiness<readonly Upstream[]>();

export const getReadiness = operation<Env>()({
  operationId: "getReadiness",
  method: "get",
  path: "/readyz",
  summary: "Read whether requests can be served, down to the database",
  description:
    "Checks that every service reaches the database and could make a lasting write there, and answers 503 `service_unavailable` with the names of those that could not. With an operator's key the answer also counts how far events, deliveries and the audit log's checkpoint are behind.",
  tag: "Operations",
  scope: "public",
  operatorsSeeMore: true,
  success: {
    status: 200,
    schema: z.strictObject({
      status: z.literal("ready"),
      events: eventCounters.optional().meta({ description: "For operators alone" }),
      clock: booksClock.optional().meta({ description: "For operators alone" }),
      log: logCounters.optional().meta({ description: "For operators alone" }),
    }),
    description: "Every service reaches the database and could write",
  },
  async handle({ env, call }) {
    const failing = await readiness.answer(Date.now(), () => failingOf(env));
    if (failing.length > 0) return refused("service_unavailable", `Not ready: ${failing.join(", ")}.`);
    if (!allows(call.principal, "operator")) return accepted({ status: "ready" });
    const [events, clock, log] = await Promise.all([
      answerOf<EventCounters>(env, "webhooks", "counters"),
      answerOf<BooksClock>(env, "ledger", "clock"),
      answerOf<LogCounters>(env, "audit", "log"),
    ]);
    if (events === null) return refused("service_unavailable", "Not ready: webhooks.");
    if (clock === null) return refused("service_unavailable", "Not ready: ledger.");
    if (log === null) return refused("service_unavailable", "Not ready: audit.");
    return accepted({ status: "ready", events, clock, log });
  },
});

/** The answer of a Worker's internal route. Null: it failed, as when the database has become unreachable since the check. */
async function answerOf<Body>(env: Env, name: Upstream, what: string): Promise<Body | null> {
  const answer = await upstreamOf(env, name).fetch(`https://${name}.internal/internal/${what}`);
  return answer.ok ? await answer.json<Body>() : null;
}

async function failingOf(env: Env): Promise<readonly Upstream[]> {
  const answers = await Promise.allSettled(
    upstreamNames.map((name) => upstreamOf(env, name).fetch(`https://${name}.internal/internal/ready`)),
  );
  return upstreamNames.filter((_name, index) => {
    const answer = answers[index];
    return answer?.status !== "fulfilled" || !answer.value.ok;
  });
}
