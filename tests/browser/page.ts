// The script of the test's page: it uses the client as a user's page would, and leaves the results for the test.
import { createLedge, DeadlineExceededError, LedgeError } from "@ledge/client";
import { toDecimal, toMinorUnits } from "@ledge/client/money";
import { verifyWebhook, type WebhookRequest } from "@ledge/client/webhooks";

/** What the test passes to the page. */
export interface PageInput {
  readonly url: string;
  readonly apiKey: string;
  readonly source: string;
  readonly destination: string;
  readonly webhooks: readonly { readonly request: WebhookRequest; readonly secret: string }[];
  readonly nowMs: number;
  /** The page's own origin, which answers with a redirect. */
  readonly origin: string;
}

async function use({ url, apiKey, source, destination, webhooks, nowMs, origin }: PageInput): Promise<object> {
  const retries: string[] = [];
  const ledge = createLedge({ url, apiKey, deadlineMs: 5_000, onRetry: ({ reason }) => void retries.push(reason) });
  const amount = String(toMinorUnits("12.50", "EUR"));
  const body = { source_account: source, destination_account: destination, amount, currency: "EUR" };
  const first = await ledge.post("/v1/transfers", { body });
  const again = await ledge.post("/v1/transfers", { body, idempotencyKey: first.idempotencyKey ?? "" });
  const tooMuch = { ...body, source_account: destination, destination_account: source, amount: "999999" };
  const refusal: unknown = await ledge.post("/v1/transfers", { body: tooMuch }).catch((error: unknown) => error);
  const amounts: string[] = [];
  const query = { account: destination, limit: 1 };
  for await (const transfer of ledge.list("/v1/transfers", { params: { query } }))
    amounts.push(toDecimal(transfer.amount, transfer.currency));
  const account = await ledge.get("/v1/accounts/{id}", { params: { path: { id: destination } } });
  const renamed = await ledge.patch("/v1/accounts/{id}", {
    params: { path: { id: destination }, header: { "If-Match": account.headers.get("ETag") ?? "" } },
    body: { name: "Renamed by a page" },
  });
  const verified = webhooks.map(async ({ request, secret }) => (await verifyWebhook(request, { secrets: secret, nowMs })).event.type);
  const moved: unknown = await createLedge({ url: origin, apiKey })
    .get("/healthz")
    .catch((error: unknown) => error);
  return {
    replayed: [first.replayed, again.replayed, first.data.id === again.data.id],
    requestId: first.requestId,
    refused: refusal instanceof LedgeError ? [refusal.code, refusal.status] : String(refusal),
    amounts,
    renamed: renamed.data.name,
    verified: await Promise.all(verified),
    moved: moved instanceof LedgeError ? moved.code : String(moved),
    retries,
  };
}

/** The result of a transfer that a page of a refused origin requests. */
async function tryToUse({ url, apiKey, source, destination }: PageInput): Promise<object> {
  const ledge = createLedge({ url, apiKey, deadlineMs: 500 });
  const body = { source_account: source, destination_account: destination, amount: "1", currency: "EUR" };
  const error: unknown = await ledge.post("/v1/transfers", { body }).catch((thrown: unknown) => thrown);
  return { unknown: error instanceof DeadlineExceededError };
}

Object.assign(globalThis, { use, tryToUse });
