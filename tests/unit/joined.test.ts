// What others know of a request, when some of them do not answer: the rest is shown, and who is missing is not taken for nothing.
import type { Call } from "@ledge/shared/context";
import type { EffectsWanted } from "@ledge/shared/contracts/webhook-deliveries";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { joinedTo } from "../../workers/gateway/src/joined.ts";

const ID = "req_01jd2m8xk7e9vbt3q5w6y8z0ac";
const CALL: Call = { requestId: "req_1", traceId: "t", principal: { id: "p", keyId: "k", scopes: ["operator"], customerId: null } };
const RECORDS = [{ index: 0, salt: "s", record: { resources: ["trf_1", "hold_1"] } }];
const EFFECTS = { events: [], deliveries: [], has_more: false };

type Audit = (request: { readonly operationId: string; readonly search: string; readonly call: Call }) => Promise<object>;
type Feed = (wanted: EffectsWanted) => Promise<object>;
const audit: Audit = async () => ({ status: 200, headers: {}, body: JSON.stringify({ data: RECORDS }), hops: [] });
const away = async (): Promise<never> => {
  throw new Error("away");
};
const joined = (serve: Audit, readEffects: Feed) =>
  joinedTo({ AUDIT: { serve }, WEBHOOKS: { readEffects } } as unknown as Parameters<typeof joinedTo>[0], CALL, ID);

beforeEach(() => void vi.spyOn(console, "warn").mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

test("the log is asked by its own operation, as the operator himself; the feed is asked with what the record says was made", async () => {
  const asked: unknown[] = [];
  const both = await joined(
    async (request) => (asked.push([request.operationId, request.search, request.call]), await audit(request)),
    async (wanted) => (asked.push(wanted), EFFECTS),
  );
  expect(both).toEqual({ audit_records: RECORDS, effects: EFFECTS });
  expect(asked).toEqual([["listAuditRecords", `?request_id=${ID}`, CALL], { call: CALL, request: ID, resources: ["trf_1", "hold_1"] }]);
});

test.each<[string, Audit, Feed, object]>([
  ["the feed is away", audit, away, { audit_records: RECORDS, effects: null }],
  ["the log is away, without which events of transfers are not found", away, async () => EFFECTS, { audit_records: null, effects: null }],
  ["the log refuses", async () => ({ status: 503, headers: {}, body: "{}" }), async () => EFFECTS, { audit_records: null, effects: null }],
])("what is known is shown when %s", async (_what, serve, readEffects, shown) => {
  expect(await joined(serve, readEffects)).toEqual(shown);
  expect(console.warn).toHaveBeenCalledTimes(1);
});
