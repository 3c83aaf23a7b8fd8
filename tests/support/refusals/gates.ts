// The idempotency gate of one of the operator's keys: scenarios admit requests to it and make it forget them.
import { readPrecondition } from "../../../workers/kit/src/preconditions.ts";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { fingerprintOf } from "../../../workers/gateway/src/idempotency/request-key.ts";
import { beginAtGate, crowdOut } from "../gates.ts";
import type { Ledge } from "../ledge.ts";
import type { Sent, ScenarioContext } from "./scenario.ts";

/** The edge forgets a key of the operator. The database keeps it. */
export const forget = ({ ledge, operator }: ScenarioContext, key: string): Promise<void> => crowdOut(ledge, operator, key);

/** A duplicate of the operator's request has been admitted and still runs: it has a lease and no answer. */
export async function admitDuplicate({ ledge, operator }: ScenarioContext, sent: Sent, key: string): Promise<void> {
  await beginAtGate(ledge, operator, key, fingerprintOfSent(ledge, sent));
}

/** The operator's request was refused under the key a year ago, and the refusal has gone. */
export async function refuseLongAgo(
  { ledge, operator, admin }: ScenarioContext,
  sent: Sent,
  key: string,
  operationId: string,
): Promise<void> {
  await admin.query(
    `INSERT INTO idempotency.keys (principal, key, fingerprint, recorded_at, operation)
     VALUES ($1, $2, decode($3, 'hex'), now() - interval '1 year', $4)`,
    [operator, key, fingerprintOfSent(ledge, sent), operationId],
  );
}

function fingerprintOfSent(ledge: Ledge, sent: Sent): string {
  const body = sent.options.body === undefined ? "" : JSON.stringify(sent.options.body);
  const asked = readPrecondition(new Headers(sent.options.headers));
  if (!asked.ok) throw new Error("a valid request has valid conditions");
  return fingerprintOf(sent.method, new URL(sent.path, ledge.url), asked.precondition, utf8ToBytes(body) as Uint8Array<ArrayBuffer>);
}
