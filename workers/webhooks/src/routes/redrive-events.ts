// POST /v1/events/redrive
import { z } from "zod";
import { core, eventsTag as tag, webhooksOperation } from "../operation.ts";

export const redriveEvents = webhooksOperation({
  operationId: "redriveEvents",
  method: "post",
  path: "/v1/events/redrive",
  summary: "Send the messages of all dead letters again",
  description:
    "Sends every message that the queue gave up on to the queue again, oldest first. A consumer ignores events that it has applied already, so calling this twice is safe.",
  tag,
  scope: "operator",
  success: {
    status: 200,
    schema: z.strictObject({ redriven: z.number().int().min(0).meta({ example: 2 }) }),
    description: "How many events' messages are sent again",
  },
  handle: ({ env, call }) => core(env).redriveEvents(call),
});
