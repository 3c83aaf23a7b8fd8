// Sends one endpoint's deliveries, one after the other, in the order of the feed. It stores nothing but its endpoint's id: core-service knows
// which deliveries are due and when, so that after a crash the alarm continues the work.
import { DurableObject } from "cloudflare:workers";
import type { EventMessage } from "@ledge/shared/contracts/events";
import type { AttemptReport, SigningEndpoint } from "@ledge/shared/contracts/webhooks";
import { background } from "@ledge/shared/telemetry/background";
import type { Hop } from "@ledge/shared/telemetry/hops";
import { spanInto } from "@ledge/shared/telemetry/span";
import { linksTo, traceparentOf } from "@ledge/shared/telemetry/span-context";
import { attempt } from "../delivery/attempt.ts";
import type { AttemptOutcome } from "../delivery/exchange.ts";
import { signatureHeaders } from "../delivery/signature.ts";
import { core } from "../operation.ts";
import { egressOf } from "../egress.ts";
import { dispatch, type DispatchPorts, type SendableDelivery } from "./dispatch.ts";

const ENDPOINT = "endpoint";
/** The pause after core-service did not answer. */
const RETRY_MS = 5_000;

export class Dispatcher extends DurableObject<Env> {
  #running = false;
  #again = false;

  /** Makes the dispatcher run now; if it is running already, it runs once more afterwards. */
  async wake(endpointId: string): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    await this.ctx.storage.put(ENDPOINT, endpointId);
    await this.ctx.storage.setAlarm(Date.now());
  }

  /** Never rejects: the runtime gives up on an alarm that fails too often. */
  override async alarm(): Promise<void> {
    const endpointId = await this.ctx.storage.get<string>(ENDPOINT);
    if (endpointId === undefined) return;
    this.#running = true;
    try {
      const who = { service: "webhooks", operation: "dispatch", version: this.env.VERSION.id };
      const waitMs = await background(who, (notes) => {
        notes.subject = endpointId;
        return dispatch(this.#ports(endpointId));
      });
      if (waitMs !== null) await this.ctx.storage.setAlarm(Date.now() + waitMs);
    } catch {
      await this.ctx.storage.setAlarm(Date.now() + RETRY_MS);
    } finally {
      this.#running = false;
      if (this.#again) await this.ctx.storage.setAlarm(Date.now());
      this.#again = false;
    }
  }

  #ports(endpointId: string): DispatchPorts {
    const attempts: Hop[] = [];
    return {
      due: (limit) => core(this.env).dueDeliveries(endpointId, limit),
      report: (reports) => this.#report(endpointId, reports, attempts.splice(0)),
      attempt: (endpoint, delivery) => this.#attempt(endpoint, delivery, attempts),
      random: Math.random,
      nowMs: () => Date.now(),
    };
  }

  /** Each report has a line of its own, with what was sent: a run may send thousands. */
  async #report(endpointId: string, reports: readonly AttemptReport[], attempts: readonly Hop[]): Promise<void> {
    await background({ service: "webhooks", operation: "reportAttempts", version: this.env.VERSION.id }, async (notes) => {
      notes.subject = endpointId;
      notes.hops = attempts;
      await core(this.env).reportAttempts(endpointId, reports);
    });
  }

  async #attempt(endpoint: SigningEndpoint, { eventId, payload }: SendableDelivery, attempts: Hop[]): Promise<AttemptOutcome> {
    const event = JSON.parse(payload) as Pick<EventMessage, "occurred_at" | "request_id" | "trace_id">;
    const causedMs = Date.parse(event.occurred_at);
    const links = linksTo([event]);
    // Of the request that caused it: the same at each attempt, as all of the delivery but its time and signature.
    const trace = Object.fromEntries(links.map((link) => ["traceparent", traceparentOf(link)]));
    const who = {
      ...{ service: "webhooks", version: this.env.VERSION.id, links },
      ...(Number.isFinite(causedMs) && { causedMs }),
    };
    const send = async (): Promise<AttemptOutcome> => {
      const timestampSeconds = Math.floor(Date.now() / 1000);
      const signature = await signatureHeaders(this.env.WEBHOOK_MASTER_KEY, endpoint, eventId, timestampSeconds, payload);
      return await attempt({ url: endpoint.url, headers: { ...trace, ...signature }, body: payload, policy: egressOf(this.env) });
    };
    return await spanInto(attempts, "deliver", who, send, ({ kind, failure }) => (kind === "delivered" ? "ok" : (failure ?? kind)));
  }
}
