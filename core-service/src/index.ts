// The regional data core: one entrypoint per domain, the lanes they run on, and the relay of what they did. Nothing else enters here, and no HTTP.
export { Accounts } from "./entrypoints/accounts.ts";
export { Customers } from "./entrypoints/customers.ts";
export { Identity } from "./entrypoints/identity.ts";
export { Ledger } from "./entrypoints/ledger.ts";
export { Lane } from "./lane/lane.ts";
export { Payments } from "./entrypoints/payments.ts";
export { Relay } from "./feed/relay.ts";
export { Webhooks } from "./entrypoints/webhooks.ts";

/** The runtime asks every Worker for a default handler; this one handles nothing, so that an HTTP request to the core fails. */
export default {};
