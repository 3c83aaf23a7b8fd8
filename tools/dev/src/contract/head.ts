// The contract's head: its title and description, its servers, and the tags that group its operations.

export const info = {
  title: "Ledge",
  version: "1.0.0",
  summary: "Core banking at the edge: customers, accounts, transfers.",
  description:
    "Amounts are strings of integer minor units. Every write needs an `Idempotency-Key` of its own: a retry under the same key gets the outcome of the first try, and nothing happens twice. Every refusal is a problem document with a stable `code`. Within `/v1` answers may gain members, codes and types of events; nothing that is here goes away.",
  contact: { name: "The institution that runs this platform" },
  license: { name: "Apache-2.0", identifier: "Apache-2.0" },
};

/** In reading order. */
export const tags = [
  { name: "Customers", description: "People and businesses, their contact data and verification. Never deleted." },
  { name: "Accounts", description: "Customers' and house accounts, their balances, entries and statements." },
  { name: "Transfers", description: "Money from one account to another, one by one or in batches, and back. The source is debited." },
  { name: "Holds", description: "Money kept free for a payee: captured, released or expired, exactly once." },
  { name: "Ledger", description: "For operators: transactions of many entries, the journal, the trial balance." },
  { name: "Events", description: "Everything that happened, in an order that is final." },
  {
    name: "Webhooks",
    description: "Events sent to URLs of yours, signed by Standard Webhooks and in order: what is sent is under `webhooks`.",
  },
  { name: "Audit", description: "Who did what: a log that only grows, and that others verify without access to the platform." },
  { name: "Exports", description: "The institution's data, whole: the final rows of a range of time, as lines that anybody's tools read." },
  { name: "API keys", description: "For operators: who may do what." },
  { name: "Operations", description: "Whether it runs, and this contract." },
];

/**
 * Where the API is. Generators use the first server by default, and many do not fill in variables: it is this machine, so that no key is sent to
 * a host of a third party. `.example` belongs to nobody (RFC 2606, section 2).
 */
export const servers = [
  { url: "http://127.0.0.1:8787", description: "A platform on this machine, as `npm start` runs it" },
  {
    url: "https://{host}",
    description: "A deployed platform",
    variables: { host: { default: "api.ledge.example", description: "The host of its API: `api.` and the zone of the environment" } },
  },
];
