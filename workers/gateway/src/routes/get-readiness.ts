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
    return accepted(allows(call.principal, "operator") ? { status: "ready", events: await countersOf(env) } : { status: "ready" });
  },
});

async function countersOf(env: Env): Promise<EventCounters> {
  return await (await upstreamOf(env, "webhooks").fetch("https://webhooks.internal/internal/counters")).json<EventCounters>();
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
