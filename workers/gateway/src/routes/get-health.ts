// GET /healthz
import { operation } from "@ledge/kit/operation";
import { accepted } from "@ledge/shared/result";
import { z } from "zod";

export const getHealth = operation<Env>()({
  operationId: "getHealth",
  method: "get",
  path: "/healthz",
  summary: "Whether the edge answers",
  tag: "Operations",
  scope: "public",
  success: { status: 200, schema: z.strictObject({ status: z.literal("ok") }), description: "It does" },
  handle: async () => accepted({ status: "ok" }),
});
