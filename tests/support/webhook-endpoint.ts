// A webhook endpoint as its owner uses it: created through the API, received at a path of a receiver, verified with the secret that was shown.
import type { WebhookDelivery } from "@ledge/shared/contracts/webhook-deliveries";
import { expect } from "vitest";
import type { LedgeResponse, Ledge } from "./ledge.ts";
import type { Received, Receiver } from "@ledge/verification/webhook-receiver/receiver";

export interface OwnedEndpoint {
  readonly id: string;
  readonly secret: string;
  /** The endpoint's path in the API. */
  readonly path: string;
  received(): readonly Received[];
  /** Pings the endpoint and waits for the ping. Deliveries come in order, so all earlier deliveries have arrived by then. */
  caughtUp(): Promise<void>;
  /** The types of the received events, without pings. */
  types(): string[];
  change(body: object): Promise<LedgeResponse>;
  /** The endpoint's delivery log, newest first. */
  deliveries(query?: string): Promise<WebhookDelivery[]>;
}

let endpoints = 0;

/** Creates an endpoint at its own path. The default is all types of events. */
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
