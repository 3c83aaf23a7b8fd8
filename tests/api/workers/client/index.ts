// Runs the client in workerd, as the request asks: POST { url, apiKey, throughBinding, secret, webhook }.
import { createLedge, LedgeError } from "@ledge/client";
import { toDecimal, toMinorUnits } from "@ledge/client/money";
import { verifyWebhook, type WebhookRequest } from "@ledge/client/webhooks";

export interface ClientTask {
  readonly url: string;
  readonly apiKey: string;
  readonly throughBinding: boolean;
  readonly secret: string;
  readonly webhook: WebhookRequest;
  readonly nowMs: number;
}

interface Env {
  readonly LEDGE: { fetch(url: string, init: RequestInit): Promise<Response> };
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { url, apiKey, throughBinding, secret, webhook, nowMs } = (await request.json()) as ClientTask;
    const runtime = throughBinding ? { fetch: (to: string, init: RequestInit) => env.LEDGE.fetch(to, init) } : {};
    const ledge = createLedge({ url, apiKey, runtime });
    const code = `client.${crypto.randomUUID()}`;
    const till = { kind: "house", code, currency: "KWD", normal_side: "debit", allow_negative: true } as const;
    const source = (await ledge.post("/v1/accounts", { body: till })).data.id;
    const destination = (await ledge.post("/v1/accounts", { body: { ...till, code: `${code}.2`, normal_side: "credit" } })).data.id;
    const amount = String(toMinorUnits("1.25", "KWD"));
    const body = { source_account: source, destination_account: destination, amount, currency: "KWD" };
    const first = await ledge.post("/v1/transfers", { body });
    const again = await ledge.post("/v1/transfers", { body, idempotencyKey: first.idempotencyKey ?? "" });
    const refusal: unknown = await ledge.post("/v1/transfers", { body: { ...body, currency: "EUR" } }).catch((error: unknown) => error);
    const codes: (string | null)[] = [];
    for await (const account of ledge.list("/v1/accounts", { params: { query: { currency: "KWD", limit: 1 } } })) codes.push(account.code);
    return Response.json({
      replayed: [first.replayed, again.replayed, first.data.id === again.data.id],
      amount: toDecimal(first.data.amount, "KWD"),
      refused: refusal instanceof LedgeError ? [refusal.code, refusal.status, refusal.requestId !== null] : String(refusal),
      listed: codes.filter((one) => one?.startsWith(code)).length,
      event: (await verifyWebhook(webhook, { secrets: secret, nowMs })).event,
    });
  },
};
