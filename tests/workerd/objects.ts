// The Durable Objects that are tested from within the runtime, in one Worker.
export { Counters } from "../../workers/telemetry/src/counters.ts";
export { RequestsOfDay } from "../../workers/telemetry/src/requests-of-day.ts";
export { IdempotencyGate } from "../../workers/gateway/src/idempotency/idempotency-gate.ts";

/** The runtime requires a default handler of every Worker; nothing calls this one. */
export default {};
