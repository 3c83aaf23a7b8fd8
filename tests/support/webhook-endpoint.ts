// A webhook endpoint as its owner has it: made at the edge, received at a path of a receiver, checked with the secret that was shown.
import type { WebhookDelivery } from "@ledge/shared/contracts/webhooks";
import { expect } from "vitest";
import type { LedgeResponse, Ledge } from "./ledge.ts";
import type { Received, Receiver } from "@ledge/tools/webhook-receiver";

export interface OwnedEndpoint {
  readonly id: string;
  readonly secret: string;
  /** Path at the API. */
  readonly path: string;
  received(): readonly Received[];
  /** Pings it and waits until the ping is there: then so is everything before it, because deliveries come in order. */
  caughtUp(): Promise<void>;
  /** Types of what was received, pings apart. */
  types(): string[];
  change(body: object): Promise<LedgeResponse>;
  /** Its log, newest first. */
  deliveries(query?: string): Promise<WebhookDelivery[]>;
}

let endpoints = 0;

/** Makes an endpoint at a path of its own; all types of events unless told otherwise. */
export async function openEndpoint(
  ledge: Ledge,
  receiver: Receiver,
  terms: object = {},
  path = `/hook-${(endpoints += 1)}`,
): Promise<OwnedEndpoint> {
  const made = await ledge.request("POST", "/v1/webhook-endpoints", { body: { url: receiver.at(path), events: [], ...terms } });
  if (made.status !== 201) throw new Error(`creating an endpoint answered ${made.status}: ${made.text}`);
  const { id, secret } = made.json as { id: string; secret: string };
  const own = `/v1/webhook-endpoints/${id}`;
  const received = () => receiver.received(path);
  const pings = () => received().filter(({ json }) => json.type === "ping").length;
  return {
    id,
    secret,
    path: own,
    received,
    async caughtUp() {
      const before = pings();
      expect((await ledge.request("POST", `${own}/ping`)).status).toBe(201);
      await expect.poll(pings).toBe(before + 1);
    },
    types: () =>
      received()
        .map(({ json }) => json.type as string)
        .filter((type) => type !== "ping"),
    async change(body) {
      const etag = (await ledge.request("GET", own)).headers.get("ETag") as string;
      return await ledge.request("PATCH", own, { body, headers: { "If-Match": etag } });
    },
    deliveries: async (query = "") => (await ledge.request("GET", `${own}/deliveries${query}`)).json.data,
  };
}
