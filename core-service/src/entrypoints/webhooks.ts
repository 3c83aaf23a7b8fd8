// The webhooks Worker's door into the core: who may call, and where each call runs. No rule of the domain lives here.
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Call, WriteCall } from "@ledge/shared/context";
import type { WebhookEndpoint } from "@ledge/shared/contracts/webhook-endpoints";
import type {
  AttemptReport,
  CreateWebhookEndpoint,
  DeliveryStatus,
  DueDeliveries,
  EventCounters,
  EventsPage,
  EventsWanted,
  UpdateWebhookEndpoint,
  VersionedEndpoint,
  WebhookDelivery,
  WebhooksCore,
} from "@ledge/shared/contracts/webhooks";
import type { EventMessage } from "@ledge/shared/events";
import type { Outcome, Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { type CallerProps, requireCaller } from "./caller.ts";
import { runFor, runOperation } from "../lane/routing.ts";

export class Webhooks extends WorkerEntrypoint<Env, CallerProps> implements WebhooksCore {
  constructor(context: ExecutionContext<CallerProps>, env: Env) {
    super(context, env);
    requireCaller(context, "webhooks");
  }

  readEvents(call: Call, wanted: EventsWanted): Promise<EventsPage | null> {
    return runFor(this.env, call, "readEvents", wanted);
  }

  newestEvent(call: Call): Promise<string | null> {
    return runFor(this.env, call, "newestEvent");
  }

  createWebhookEndpoint(call: WriteCall, input: CreateWebhookEndpoint): Promise<Outcome<VersionedEndpoint>> {
    return runFor(this.env, call, "createWebhookEndpoint", input);
  }

  updateWebhookEndpoint(call: WriteCall, endpointId: string, input: UpdateWebhookEndpoint): Promise<Outcome<WebhookEndpoint>> {
    return runFor(this.env, call, "updateWebhookEndpoint", endpointId, input);
  }

  deleteWebhookEndpoint(call: WriteCall, endpointId: string): Promise<Outcome<WebhookEndpoint>> {
    return runFor(this.env, call, "deleteWebhookEndpoint", endpointId);
  }

  rotateWebhookSecret(call: WriteCall, endpointId: string): Promise<Outcome<VersionedEndpoint>> {
    return runFor(this.env, call, "rotateWebhookSecret", endpointId);
  }

  pingWebhookEndpoint(call: WriteCall, endpointId: string): Promise<Outcome<WebhookEndpoint>> {
    return runFor(this.env, call, "pingWebhookEndpoint", endpointId);
  }

  getWebhookEndpoint(call: Call, endpointId: string): Promise<Result<WebhookEndpoint>> {
    return runFor(this.env, call, "getWebhookEndpoint", endpointId);
  }

  listWebhookEndpoints(call: Call, page: PageRequest): Promise<Page<WebhookEndpoint>> {
    return runFor(this.env, call, "listWebhookEndpoints", page);
  }

  listWebhookDeliveries(
    call: Call,
    endpointId: string,
    status: DeliveryStatus | undefined,
    page: PageRequest,
  ): Promise<Result<Page<WebhookDelivery>>> {
    return runFor(this.env, call, "listWebhookDeliveries", endpointId, status, page);
  }

  redeliverWebhook(call: WriteCall, deliveryId: string): Promise<Outcome<WebhookDelivery>> {
    return runFor(this.env, call, "redeliverWebhook", deliveryId);
  }

  acceptMessages(messages: readonly Pick<EventMessage, "position">[], retries: number): Promise<readonly string[]> {
    return runOperation(this.env, "webhooks", "acceptMessages", messages, retries);
  }

  dueDeliveries(endpointId: string, limit: number): Promise<DueDeliveries> {
    return runOperation(this.env, endpointId, "dueDeliveries", endpointId, limit);
  }

  reportAttempts(endpointId: string, reports: readonly AttemptReport[]): Promise<void> {
    return runOperation(this.env, endpointId, "reportAttempts", endpointId, reports);
  }

  keepDeadLetters(positions: readonly number[], reason: string): Promise<void> {
    return runOperation(this.env, "webhooks", "keepDeadLetters", positions, reason);
  }

  redriveEvents(call: WriteCall): Promise<Outcome<{ readonly redriven: number }>> {
    return runFor(this.env, call, "redriveEvents");
  }

  countEvents(): Promise<EventCounters> {
    return runOperation(this.env, "webhooks", "countEvents");
  }

  ready(): Promise<void> {
    return runOperation(this.env, "webhooks", "ready");
  }
}
