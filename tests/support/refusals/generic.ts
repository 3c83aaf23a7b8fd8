// The refusals that are independent of money: each is made from an operation's valid request by one change.
import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { institutionScopes } from "@ledge/shared/context";
import { type IdKind, prefixes } from "@ledge/shared/ids";
import type { ProblemCode } from "@ledge/shared/problem";
import type { Operation } from "./contract.ts";
import { admitDuplicate, forget, refuseLongAgo } from "./gates.ts";
import { allScopes, altered, nothing, type Prepare, type Scenario, type Sent, type ScenarioContext } from "./scenario.ts";
import { validRequests } from "./valid-requests.ts";

const BODY_LIMIT_BYTES = 1_048_576;
/** Operations that refuse every key that is bound to a customer before they look up the account. */
const institutionsOwn = ["closeAccount", "freezeAccount", "unfreezeAccount"];

type Change = (sent: Sent, context: ScenarioContext) => Sent | Promise<Sent>;

/** The generic scenarios of an operation. None of them changes anything, so they share one valid request. */
export function genericRefusals(operation: Operation): Partial<Record<ProblemCode, readonly Scenario[]>> {
  const valid = once(validRequests[operation.operationId] as Prepare);
  const but = (what: string, change: Change): Scenario => ({
    what,
    prepare: async (context) => await change(await valid(context), context),
  });
  const ofBody: Scenario[] = [
    but("an unknown member", (sent) => altered(sent, { body: { ...(sent.options.body as object), colour: "red" } })),
    but("a body that is not JSON", (sent) => altered(sent, { rawBody: "{" })),
  ];
  const ofNoBody = [but("a member in a body that has no members", (sent) => altered(sent, { rawBody: '{"amount":"5"}' }))];
  const malformed = [
    but("an unknown query parameter", (sent) => ({ ...sent, path: `${sent.path}?colour=red` })),
    ...(operation.hasBody ? ofBody : operation.method === "GET" ? [] : ofNoBody),
  ];
  const { scope: needed } = operation;
  if (needed === "public") return { validation_failed: malformed, ...ofReads(operation, but) };
  return {
    validation_failed: malformed,
    unauthenticated: [
      but("no credentials", (sent) => altered(sent, { token: null })),
      but("an expired key", async (sent, context) => altered(sent, { token: await context.expiredKey() })),
    ],
    forbidden: [
      ...needed.map((one) =>
        but(`a key with every scope but ${one}`, async (sent, { keyWith }) =>
          altered(sent, { token: await keyWith(allScopes.filter((scope) => scope !== one)) }),
        ),
      ),
      ...(needed.some((scope) => institutionScopes.has(scope)) ? [but("a key that is bound to a customer", asCustomer)] : []),
    ],
    rate_limited: [
      but("a key that has sent as many requests as it may", async (sent, { spentKey }) => altered(sent, { token: await spentKey() })),
    ],
    ...(operation.path.includes("{id}") ? { not_found: missing(operation, but) } : {}),
    ...(operation.method === "GET" ? ofReads(operation, but) : ofWrites(operation, valid, but)),
  };
}

function missing({ operationId, scope }: Operation, but: (what: string, change: Change) => Scenario): Scenario[] {
  return [
    but("an id that names nothing", (sent) => ({ ...sent, path: pathToNothing(sent.path) })),
    but("a malformed id", (sent) => ({ ...sent, path: sent.path.replace(ID, "$1_nope") })),
    ...((scope !== "public" && scope.some((one) => institutionScopes.has(one))) || institutionsOwn.includes(operationId)
      ? []
      : [but("another customer's resource", asCustomer)]),
  ];
}

/** Scenarios of reads that return a tag, and of reads with several media types. The contract declares which those are. */
function ofReads({ declared }: Operation, but: (what: string, change: Change) => Scenario) {
  const stale = but("a former version", (sent) => altered(sent, { headers: { "If-Match": '"of-another-time"' } }));
  const unacceptable = but("an unavailable media type", (sent) => altered(sent, { headers: { Accept: "text/html" } }));
  return {
    ...(declared.includes("precondition_failed") ? { precondition_failed: [stale] } : {}),
    ...(declared.includes("not_acceptable") ? { not_acceptable: [unacceptable] } : {}),
  };
}

function ofWrites(operation: Operation, valid: Prepare, but: (what: string, change: Change) => Scenario) {
  const running = async (context: ScenarioContext): Promise<Sent> => {
    const [sent, key] = [await valid(context), randomUUID()];
    await admitDuplicate(context, sent, key);
    return altered(sent, { key });
  };
  const reused = async (context: ScenarioContext): Promise<Sent> => {
    const sent = await (validRequests[operation.operationId] as Prepare)(context);
    const key = randomUUID();
    if (!operation.hasBody && !operation.path.includes("{id}")) {
      // This operation has only one request, so the key is reused from another operation.
      await context.must("POST", "/v1/customers", { type: "person", name: "Other" }, { key });
      return altered(sent, { key });
    }
    await context.must(sent.method, sent.path, undefined, { ...sent.options, key });
    // Another request: it differs by a blank in its body, or by its path.
    if (operation.hasBody) return altered(sent, { key, rawBody: `${JSON.stringify(sent.options.body)} ` });
    return altered({ ...sent, path: pathToNothing(sent.path) }, { key });
  };
  const reusedLater = async (context: ScenarioContext): Promise<Sent> => {
    const sent = await reused(context);
    await forget(context, sent.options.key as string);
    return sent;
  };
  const refusedLongAgo = async (context: ScenarioContext): Promise<Sent> => {
    const [sent, key] = [await valid(context), randomUUID()];
    await refuseLongAgo(context, sent, key, operation.operationId);
    return altered(sent, { key });
  };
  return {
    ...(operation.declared.includes("outcome_expired")
      ? { outcome_expired: [{ what: "a request whose refusal under its key has gone", prepare: refusedLongAgo }] }
      : {}),
    precondition_failed: [but("a former version", (sent) => altered(sent, { headers: { "If-Match": '"of-another-time"' } }))],
    unsupported_content_coding: [
      but("a body that is compressed", (sent) =>
        altered(sent, {
          rawBody: new Uint8Array(gzipSync(JSON.stringify(sent.options.body ?? {}))),
          headers: { "Content-Encoding": "gzip" },
        }),
      ),
    ],
    idempotency_key_missing: [but("no Idempotency-Key", (sent) => altered(sent, { key: null }))],
    idempotency_key_invalid: [but("an Idempotency-Key with a blank", (sent) => altered(sent, { key: "order 7" }))],
    ...(operation.declared.includes("idempotency_key_not_allowed")
      ? {
          idempotency_key_not_allowed: [
            but("a dry run with an Idempotency-Key", (sent) => ({ ...sent, path: `${sent.path}?dry_run=true` })),
            but("a dry run with a malformed one", (sent) => altered({ ...sent, path: `${sent.path}?dry_run=true` }, { key: "order 7" })),
          ],
        }
      : {}),
    idempotency_key_in_use: [{ what: "a key whose first request still runs", prepare: running }],
    idempotency_key_reused: [
      { what: "another request under a key", prepare: reused },
      { what: "another request under a key that the edge has forgotten", prepare: reusedLater },
    ],
    request_timeout: [but("a body that does not end", (sent) => altered(sent, { rawBody: endless() }))],
    payload_too_large: [but("a body over 1 MiB", (sent) => altered(sent, { rawBody: "x".repeat(BODY_LIMIT_BYTES + 1) }))],
    ...(operation.hasBody
      ? {
          unsupported_media_type: [
            but("a body whose media type is not JSON", (sent) => altered(sent, { headers: { "Content-Type": "text/plain" } })),
          ],
        }
      : {}),
  };
}

/** The beginning of a body, after which nothing comes. */
const endless = (): ReadableStream<Uint8Array> =>
  new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("{")) });

/** Sent with a key with all scopes that belongs to an unrelated customer. */
const asCustomer: Change = async (sent, { keyWith, bystander }) =>
  altered(sent, { token: await keyWith(allScopes, (await bystander()).customer) });

const ID = new RegExp(`\\b(${Object.values(prefixes).join("|")})_[0-9a-z]{26}`);

function pathToNothing(path: string): string {
  return path.replace(ID, (_id, prefix: string) => {
    const kind = (Object.keys(prefixes) as IdKind[]).find((candidate) => prefixes[candidate] === prefix);
    return nothing(kind as IdKind);
  });
}

function once(prepare: Prepare): Prepare {
  let prepared: Sent | Promise<Sent> | null = null;
  return (context) => (prepared ??= prepare(context));
}
