// Sends one request to a collector (OTLP/HTTP, https://opentelemetry.io/docs/specs/otlp/#otlphttp), within a fixed time. Its answer is not read.
import type { OtlpEndpoint } from "@ledge/shared/telemetry/otlp-endpoint";

const POST_MS = 5_000;

/** The collector did not take it. @internal Tests know it from a time-out. */
export class CollectorRefused extends Error {
  override readonly name = "CollectorRefused";
}

/** @throws CollectorRefused for any status but 2xx, and what the runtime throws when no answer comes in time. */
export async function post(
  { url, headers }: OtlpEndpoint,
  signal: "traces" | "logs" | "metrics",
  body: Uint8Array,
  fetcher: typeof fetch = fetch,
): Promise<void> {
  const response = await fetcher(`${url}/v1/${signal}`, {
    method: "POST",
    headers: { ...headers, "Content-Type": "application/json" },
    body: body as BodyInit,
    // A collector that has moved must be configured: what goes to it has credentials.
    redirect: "manual",
    signal: AbortSignal.timeout(POST_MS),
  });
  await response.body?.cancel();
  if (!response.ok) throw new CollectorRefused("the collector refused");
}
