// GET /readyz
import { operation } from "@ledge/kit/operation";
import { accepted, refused } from "@ledge/shared/result";
import { z } from "zod";
import { upstreamNames, upstreamOf } from "../upstreams.ts";

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
    const answers = await Promise.allSettled(
      upstreamNames.map((name) => upstreamOf(env, name).fetch(`https://${name}.internal/internal/ready`)),
    );
    const failing = upstreamNames.filter((_name, index) => {
      const answer = answers[index];
      return answer?.status !== "fulfilled" || !answer.value.ok;
    });
    return failing.length === 0 ? accepted({ status: "ready" }) : refused("service_unavailable", `Not ready: ${failing.join(", ")}.`);
  },
});
