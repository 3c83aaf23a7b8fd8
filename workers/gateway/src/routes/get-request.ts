// GET /v1/requests/{id}
import { operation } from "@ledge/kit/operation";
import { tracedRequest } from "@ledge/shared/contracts/requests";
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { accepted, refused } from "@ledge/shared/result";
import { id } from "@ledge/shared/schema";
import { z } from "zod";
import { joinedTo } from "../joined.ts";
import { requestsOf, showRequest } from "../requests.ts";

export const getRequest = operation<Env>()({
  operationId: "getRequest",
  method: "get",
  path: "/v1/requests/{id}",
  summary: "Read what happened to a request",
  description:
    "What the request was answered, what each service did for it, and what it has caused: its record in the audit log, its events, and their deliveries. All errors and writes of the last days are kept, and of reads that were answered one in a hundred; `not_found` for any other. It can be read a second or two after its answer. A request that is `replayed` has caused nothing: the audit record of the resource that it was answered with, or its event, has the `request_id` of the earlier one, and so has a problem document that is replayed.",
  tag: "Operations",
  scope: "operator",
  params: z.object({ id: id("request").meta({ description: "The `request_id` of a problem document, or the `Request-Id` of an answer" }) }),
  success: { status: 200, schema: tracedRequest, description: "The request" },
  async handle({ env, call, params }) {
    const kept = disposeAnswer(await requestsOf(env).readRequest(params.id));
    if (kept === null) return refused("not_found");
    const { request, hops } = showRequest(kept);
    return accepted({ ...request, hops, ...(await joinedTo(env, call, params.id)) });
  },
});
