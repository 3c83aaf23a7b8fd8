// GET /readyz
import { operation } from "@ledge/kit/operation";
import { accepted, refused } from "@ledge/shared/result";
import { allows } from "@ledge/shared/context";
import { type EventCounters, eventCounters } from "@ledge/shared/contracts/webhooks";
import { z } from "zod";
import { Readiness } from "../readiness.ts";
import { type Upstream, upstreamNames, upstreamOf } from "../upstreams.ts";

const readiness = new Readiness<readonly Upstream[]>();

export const getReadiness = operation<Env>()({
  operationId: "getReadiness",
  method: "get",
  path: "/readyz",
  summary: "Whether requests can be served, down to the database",
  tag: "Operations",
  scope: "public",
  operatorsSeeMore: true,
  success: {
    status: 200,
    schema: z.strictObject({ status: z.literal("ready"), events: eventCounters.optional().meta({ description: "For operators alone" }) }),
    description: "Every service reaches the database",
  },
  problems: ["service_unavailable"],
  async handle({ env, call }) {
    const failing = await readiness.answer(Date.now(), () => failingOf(env));
    if (failing.length > 0) return refused("service_unavailable", `Not ready: ${failing.join(", ")}.`);
    if (!allows(call.principal, "operator")) return accepted({ status: "ready" });
    const events = await countersOf(env);
    return events === null ? refused("service_unavailable", "Not ready: webhooks.") : accepted({ status: "ready", events });
  },
});

/** Null: they are not to be had, as when the database went away since it was asked. */
async function countersOf(env: Env): Promise<EventCounters | null> {
  const answer = await upstreamOf(env, "webhooks").fetch("https://webhooks.internal/internal/counters");
  return answer.ok ? await answer.json<EventCounters>() : null;
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
