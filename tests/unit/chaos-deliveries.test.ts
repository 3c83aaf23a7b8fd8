// The chaos tool's checker of deliveries: it accepts the feed in its order, with repetitions, and names each way to violate it exactly once.
import { createHmac } from "node:crypto";
import { type DeliveryLaw, judgeDeliveries } from "@ledge/verification/chaos/judge-deliveries";
import type { Received } from "@ledge/verification/webhook-receiver/receiver";
import { describe, expect, test } from "vitest";

const KEY = Buffer.from("a key of an endpoint");
const SECRET = `whsec_${KEY.toString("base64")}`;
const WANTED = ["evt_1", "evt_2", "evt_3"];

/** Signed as the specification of Standard Webhooks 1.0 requires. */
function received(id: string, body = `{"id":"${id}"}`, status = 204): Received {
  const signature = createHmac("sha256", KEY).update(`${id}.1700000000.${body}`).digest("base64");
  const headers = { "webhook-id": id, "webhook-timestamp": "1700000000", "webhook-signature": `v1,${signature}` };
  return { path: "/hook", headers, bytes: Buffer.from(body), json: JSON.parse(body), atMs: 0, reply: { status } };
}
const judge = (all: readonly Received[], isComplete = true) => judgeDeliveries("one", SECRET, WANTED, all, isComplete);

describe("deliveries", () => {
  test("the feed in its order passes, with deliveries that were refused and repeated", () => {
    expect(judge([received("evt_1", undefined, 500), received("evt_1"), received("evt_2"), received("evt_1"), received("evt_3")])).toEqual(
      [],
    );
  });

  test("the beginning of the feed passes while further events are to come", () => {
    expect(judge([received("evt_1")], false)).toEqual([]);
  });

  const order: DeliveryLaw = "an endpoint is sent the feed in its order";
  const least: DeliveryLaw = "an endpoint gets each event at least once";
  const bytes: DeliveryLaw = "a delivery that comes again is the same, byte for byte";
  const signed: DeliveryLaw = "a delivery is signed";
  const all = WANTED.map((id) => received(id));
  test.each<[what: string, received: readonly Received[], laws: readonly DeliveryLaw[]]>([
    ["two events in the wrong order", [received("evt_2"), received("evt_1"), received("evt_3")], [order]],
    [
      "an event that is sent before its predecessor was accepted",
      [received("evt_1"), received("evt_2", undefined, 500), received("evt_3"), received("evt_2")],
      [order],
    ],
    ["an event that is not in the feed", [...all, received("evt_4")], [order]],
    ["an omitted event in the middle", [received("evt_1"), received("evt_3")], [order, least]],
    ["an omitted event at the end", [received("evt_1"), received("evt_2")], [least]],
    ["an event that was never accepted", [received("evt_1"), received("evt_2"), received("evt_3", undefined, 500)], [least]],
    ["other bytes the second time", [...all, received("evt_3", '{"id":"evt_3","more":1}')], [bytes]],
    [
      "a signature of another body",
      [...all, { ...received("evt_3"), headers: { ...received("evt_2").headers, "webhook-id": "evt_3" } }],
      [signed],
    ],
  ])("%s: found", (_what, wrong, laws) => {
    expect(judge(wrong).map(({ law }) => law)).toEqual(laws);
  });
});
