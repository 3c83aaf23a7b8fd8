// GET /healthz
import { operation } from "@ledge/kit/operation";
import { accepted } from "@ledge/shared/result";
import { z } from "zod";

export const getHealth = operation<Env>()({
  operationId: "getHealth",
  method: "get",
  path: "/healthz",
  summary: "Read whether the edge answers, and its commit",
  description:
    "Checks nothing behind the edge, so it answers when the database does not. For load balancers; `GET /readyz` shows whether requests can be served.",
  tag: "Operations",
  scope: "public",
  success: {
    status: 200,
    schema: z.strictObject({
      status: z.literal("ok"),
      commit: z.string().nullable().meta({
        description: "The git commit of the build; null: it was not set",
        example: "afa36b6fc54b2c3b3a3c8a0ecb5d1ad3e5a1f0c9",
      }),
    }),
    description: "The edge answers",
  },
  handle: async ({ env }) => accepted({ status: "ok", commit: env.COMMIT === "" ? null : env.COMMIT }),
});
