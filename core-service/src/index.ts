// The regional data core: one entrypoint per domain, the lanes they run on, and the relay of what they did. Nothing else enters here, and no HTTP.
export { Accounts } from "./accounts/entrypoint.ts";
export { Customers } from "./customers/entrypoint.ts";
export { Identity } from "./identity/entrypoint.ts";
export { Ledger } from "./ledger/entrypoint.ts";
export { Lane } from "./lane/lane.ts";
export { Payments } from "./payments/entrypoint.ts";
export { Relay } from "./outbox/relay.ts";
export { Webhooks } from "./webhooks/entrypoint.ts";

/** The runtime asks every Worker for a default handler; this one handles nothing, so that an HTTP request to the core fails. */
export default {};
