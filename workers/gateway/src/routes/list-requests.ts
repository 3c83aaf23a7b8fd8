// GET /v1/requests
import { operation } from "@ledge/kit/operation";
import { recordedOperation } from "@ledge/shared/contracts/audit-record";
import { keptRequest, type RequestFilter } from "@ledge/shared/contracts/requests";
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { time } from "@ledge/shared/instants";
import { accepted } from "@ledge/shared/result";
import { hasMore, id, pageQuery } from "@ledge/shared/schema";
import { z } from "zod";
import { requestsOf, showRequest } from "../requests.ts";

const MOST_MS = 600_000;
const MS_WORDS = `must be a whole number from 0 to ${MOST_MS}`;
/** Plain digits only: Number() would also read "0x10", "1e1" and " 5 ". */
const plainMs = (value: unknown): unknown => (typeof value === "string" && /^(?:0|[1-9][0-9]{0,5})$/.test(value) ? Number(value) : value);

const query = z.object({
  operation: recordedOperation
    .optional()
    .meta({ description: "Only this operation; `unmatched`: no path of the contract", example: "createTransfer" }),
  status: z
    .string()
    .regex(/^[1-5](?:[0-9]{2}|xx)$/, "must be a status such as 422, or a class such as 5xx")
    .optional()
    .meta({ description: "Only answers of this status, or of this class", example: "5xx" }),
  code: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, "must be the code of a problem")
    .optional()
    .meta({ description: "Only answers with this code", example: "insufficient_funds" }),
  principal: id("apiKey").optional().meta({ description: "Only what this API key asked for: the first key of its line of rotations" }),
  min_duration_ms: z
    .preprocess(plainMs, z.number(MS_WORDS).int(MS_WORDS).min(0, MS_WORDS).max(MOST_MS, MS_WORDS))
    .optional()
    .meta({ description: "Only what took at least this many milliseconds", example: 500 }),
  from: time.optional().meta({ description: "Received at or after" }),
  to: time.optional().meta({ description: "Received before" }),
  before: id("request").optional().meta({ description: "The last request that you have; if left out: from the newest on" }),
  limit: pageQuery.limit,
});

export const listRequests = operation<Env>()({
  operationId: "listRequests",
  method: "get",
  path: "/v1/requests",
  summary: "List the requests of the last days, newest first",
  description:
    "All errors and writes are kept, and of reads that were answered one in a hundred, for some days and up to a number for each day; when there are too many, reads go first, then refusals of unknown keys, and /metrics counts what is left out. A request can be read a second or two after its answer. A page that has read much to find little has fewer items than `limit`, or none, and goes on at its `next_cursor`.",
  tag: "Operations",
  scope: "operator",
  query,
  success: {
    status: 200,
    schema: z.strictObject({
      data: z.array(keptRequest),
      has_more: hasMore,
      next_cursor: id("request").nullable().meta({ description: "The `before` of the next page. null: this is the last page" }),
    }),
    description: "A page of requests",
  },
  async handle({ env, query, page }) {
    const { data, next } = disposeAnswer(await requestsOf(env).listRequests(filterOf(query), query.before ?? null, page.limit));
    return accepted({ data: data.map((kept) => showRequest(kept).request), has_more: next !== null, next_cursor: next });
  },
});

type Query = Omit<z.output<typeof query>, "limit">;

const filterOf = ({ operation: name, status, code, principal, min_duration_ms: minDurationMs, from, to }: Query): RequestFilter => ({
  operation: name ?? null,
  status: status === undefined ? null : [Number(status.replace("xx", "00")), Number(status.replace("xx", "99"))],
  code: code ?? null,
  principal: principal ?? null,
  minDurationMs: minDurationMs ?? null,
  fromMs: from === undefined ? null : Date.parse(from),
  toMs: to === undefined ? null : Date.parse(to),
});
