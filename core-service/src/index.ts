// The regional data core: one RPC entrypoint per domain, the lanes that run the operations, and the relay of their events. It serves no HTTP.
export { Accounts } from "./entrypoints/accounts.ts";
export { Audit } from "./entrypoints/audit.ts";
export { Customers } from "./entrypoints/customers.ts";
export { Identity } from "./entrypoints/identity.ts";
export { Ledger } from "./entrypoints/ledger.ts";
export { Lane } from "./lane/lane.ts";
export { Payments } from "./entrypoints/payments.ts";
export { Relay } from "./feed/relay.ts";
export { Search } from "./entrypoints/search.ts";
export { Webhooks } from "./entrypoints/webhooks.ts";

/** The runtime requires a default handler of every Worker; this one handles nothing, so that an HTTP request to the core fails. */
export default {};
