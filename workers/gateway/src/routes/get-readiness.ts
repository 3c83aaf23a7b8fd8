// GET /readyz
import { operation } from "@ledge/kit/operation";
import { accepted, refused } from "@ledge/shared/result";
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
  success: { status: 200, schema: z.strictObject({ status: z.literal("ready") }), description: "Every service reaches the database" },
  problems: ["service_unavailable"],
  async handle({ env }) {
    const failing = await readiness.answer(Date.now(), () => failingOf(env));
    return failing.length === 0 ? accepted({ status: "ready" }) : refused("service_unavailable", `Not ready: ${failing.join(", ")}.`);
  },
});

async function failingOf(env: Env): Promise<readonly Upstream[]> {
  const answers = await Promise.allSettled(
    upstreamNames.map((name) => upstreamOf(env, name).fetch(`https://${name}.internal/internal/ready`)),
  );
  return upstreamNames.filter((_name, index) => {
    const answer = answers[index];
    return answer?.status !== "fulfilled" || !answer.value.ok;
  });
}
