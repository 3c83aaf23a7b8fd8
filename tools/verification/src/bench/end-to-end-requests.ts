// Makes the requests of a load as bytes, one at a time: every write has a key of its own, and accounts that are drawn at random.
import { randomInt, randomUUID } from "node:crypto";
import { random } from "../random.ts";
import type { Load } from "./end-to-end-load.ts";

export const BATCH = 100;
/** The host name of the limits' Worker; requests to any other go to the gateway. */
export const LIMITS_HOST = "limits.test";

/** A source of one load's requests. */
export function requestSource({ kind, host, port, token, accounts }: Load): () => Buffer {
  if (kind !== "transfer" && kind !== "batch" && kind !== "balance") {
    const request = Buffer.from(`GET /${kind} HTTP/1.1\r\nHost: ${LIMITS_HOST}\r\n\r\n`);
    return () => request;
  }
  const head = `Host: ${host}:${port}\r\nAuthorization: Bearer ${token}\r\n`;
  const next = random(randomInt(2 ** 31));
  const account = (): string => accounts[next(accounts.length)] as string;
  if (kind === "balance") return () => Buffer.from(`GET /v1/accounts/${account()}/balance HTTP/1.1\r\n${head}\r\n`);
  const transfer = (): object => {
    const source = next(accounts.length);
    const destination = (source + 1 + next(accounts.length - 1)) % accounts.length;
    return {
      source_account: accounts[source],
      destination_account: accounts[destination],
      amount: String(1 + next(1_000)),
      currency: "EUR",
    };
  };
  const [path, body] =
    kind === "transfer"
      ? ["/v1/transfers", transfer]
      : ["/v1/transfer-batches", () => ({ mode: "independent", transfers: Array.from({ length: BATCH }, transfer) })];
  // A prefix per load and a count: unique, and cheaper than a UUID per request.
  const prefix = randomUUID();
  let count = 0;
  return () => {
    const text = JSON.stringify(body());
    const length = Buffer.byteLength(text);
    const own = `Idempotency-Key: ${prefix}.${(count += 1)}\r\nContent-Type: application/json\r\nContent-Length: ${length}`;
    return Buffer.from(`POST ${path} HTTP/1.1\r\n${head}${own}\r\n\r\n${text}`);
  };
}
