// GET /v1/events
import { Streamed } from "@ledge/kit/operation";
import { event } from "@ledge/shared/contracts/events";
import { accepted, refused, type Result } from "@ledge/shared/result";
import { hasMore, id, pageQuery, unreadable } from "@ledge/shared/schema";
import { z } from "zod";
import { core, eventsTag as tag, webhooksOperation } from "../operation.ts";
import { EVENT_STREAM, eventStream } from "../event-stream.ts";

const { limit } = pageQuery;

export const listEvents = webhooksOperation({
  operationId: "listEvents",
  method: "get",
  path: "/v1/events",
  summary: "Read the feed of events",
  description:
    "All committed events, oldest first, from the event after `after` on. The order is final: no event is ever inserted in between, so the events after the last one that you have are all that you do not have. With `Accept: text/event-stream` the same resource is a live stream of Server-Sent Events, which resumes by `Last-Event-ID`; it ends after some minutes, and when its key is revoked. One key may have 20 streams open at the same time, unless the operator of the platform has set another limit; one more is refused with `rate_limited`.",
  tag,
  scope: "events:read",
  query: z.object({
    after: id("event")
      .optional()
      .meta({ description: "The last event that you have; if left out: from the beginning (a stream: from now)" }),
    account: id("account").optional().meta({ description: "Only events that touch this account" }),
    limit,
  }),
  success: {
    status: 200,
    schema: z.strictObject({
      data: z.array(event),
      has_more: hasMore,
      next_cursor: id("event").nullable().meta({ description: "The `after` of the next page: the last event of this one" }),
      unreadable,
    }),
    description: "The next events, oldest first. Their order is final: no event is ever inserted in between",
    alternatives: {
      [EVENT_STREAM]: 'id: evt_01jd2m8xk7e9vbt3q5w6y8z0ac\nevent: transfer.posted\ndata: {"id":"evt_01jd2m8xk7e9vbt3q5w6y8z0ac",…}\n\n',
    },
  },
  headers: ["LastEventId"],
  async handle({ env, call, query, page, lastEventId, mediaType }): Promise<Result<unknown, "validation_failed" | "rate_limited">> {
    const { after, account } = query;
    if (mediaType === EVENT_STREAM) {
      // A client that has had no event yet may say so by an empty id (WHATWG HTML, section 9.2.4).
      const last = lastEventId || null;
      const opened = await core(env).openEventStream(call, last ?? after ?? null);
      if (!opened.ok && opened.refusal.code === "rate_limited") return refused("rate_limited");
      if (!opened.ok) return unknownEvent(last === null ? "after" : "Last-Event-ID");
      const { body, headers } = eventStream(opened.value.position, (position) => core(env).followEvents(call, position, account ?? null));
      return accepted(new Streamed(body, headers));
    }
    const found = await core(env).readEvents(call, { after: after ?? null, account, limit: page.limit });
    if (found === null) return unknownEvent("after");
    const lost = found.data.filter(({ event }) => event === null).map(({ id }) => id);
    return accepted({
      data: found.data.flatMap(({ event }) => event ?? []),
      has_more: found.hasMore,
      next_cursor: found.data.at(-1)?.id ?? after ?? null,
      ...(lost.length > 0 ? { unreadable: lost } : {}),
    });
  },
});

const unknownEvent = (parameter: string): Result<never, "validation_failed"> => ({
  ok: false,
  refusal: { code: "validation_failed", errors: [{ parameter, detail: "is no event" }] },
});
