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
    "Asks nothing behind the edge, so it answers when the database does not. For load balancers; whether requests can be served is `GET /readyz`.",
  tag: "Operations",
  scope: "public",
  success: {
    status: 200,
    schema: z.strictObject({
      status: z.literal("ok"),
      commit: z.string().nullable().meta({
        description: "The git commit of the build; null: it was not told",
        example: "afa36b6fc54b2c3b3a3c8a0ecb5d1ad3e5a1f0c9",
      }),
    }),
    description: "It does",
  },
  handle: async ({ env }) => accepted({ status: "ok", commit: env.COMMIT === "" ? null : env.COMMIT }),
});
