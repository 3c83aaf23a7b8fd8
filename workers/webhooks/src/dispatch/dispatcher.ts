// Sends one endpoint's deliveries, one after the other, in the order of the feed. It stores nothing but its endpoint's id: core-service knows
// which deliveries are due and when, so that after a crash the alarm continues the work.
import { DurableObject } from "cloudflare:workers";
import type { SigningEndpoint } from "@ledge/shared/contracts/webhooks";
import { logFailure } from "@ledge/shared/log";
import { attempt } from "../delivery/attempt.ts";
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
      const waitMs = await dispatch(this.#ports(endpointId));
      if (waitMs !== null) await this.ctx.storage.setAlarm(Date.now() + waitMs);
    } catch (error) {
      logFailure({ service: "webhooks", operation: "dispatch", subject: endpointId }, error);
      await this.ctx.storage.setAlarm(Date.now() + RETRY_MS);
    } finally {
      this.#running = false;
      if (this.#again) await this.ctx.storage.setAlarm(Date.now());
      this.#again = false;
    }
  }

  #ports(endpointId: string): DispatchPorts {
    return {
      due: (limit) => core(this.env).dueDeliveries(endpointId, limit),
      report: (reports) => core(this.env).reportAttempts(endpointId, reports),
      attempt: (endpoint, delivery) => this.#attempt(endpoint, delivery),
      random: Math.random,
      nowMs: () => Date.now(),
    };
  }

  async #attempt(endpoint: SigningEndpoint, delivery: SendableDelivery) {
    const timestampSeconds = Math.floor(Date.now() / 1000);
    const { eventId, payload } = delivery;
    const headers = await signatureHeaders(this.env.WEBHOOK_MASTER_KEY, endpoint, eventId, timestampSeconds, payload);
    return await attempt({ url: endpoint.url, headers, body: payload, policy: egressOf(this.env) });
  }
}
