// The exports: a valid request of each, and their refusals.
import { connect } from "../database.ts";
import { get, type Prepare, send, type Scenario, type Scenarios } from "./scenario.ts";

const RANGE = "from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z";
const pathsById = {
  exportAccounts: "/v1/exports/accounts",
  exportCustomers: "/v1/exports/customers",
  exportEntries: "/v1/exports/entries",
  exportEvents: "/v1/exports/events",
  exportTransactions: "/v1/exports/transactions",
  exportTransfers: "/v1/exports/transfers",
} as const;

const byId = <Value>(make: (path: string) => Value): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(pathsById).map(([operationId, path]) => [operationId, make(path)]));

/** A valid request of each. */
export const exports: Readonly<Record<string, Prepare>> = byId((path) => () => get(`${path}?${RANGE}`));

/** A range in which something is being recorded: for as long as the request takes. */
const inFlight = (path: string): Scenario => ({
  what: "a range in which something is being recorded",
  prepare: () => get(path),
  async send({ ledge }, sent) {
    const recording = await connect(ledge.database.runtimeUrl);
    try {
      await recording.query("BEGIN");
      await recording.query("SELECT ledger.take_time()");
      const to = new Date(Date.now()).toISOString();
      return await send(ledge, { ...sent, path: `${path}?from=2020-01-01T00:00:00Z&to=${to}` });
    } finally {
      await recording.end();
    }
  },
});

const wrong = (path: string): readonly Scenario[] => [
  { what: "a range that ends before it begins", prepare: () => get(`${path}?from=2021-01-01T00:00:00Z&to=2020-01-01T00:00:00Z`) },
  { what: "a range in the future", prepare: () => get(`${path}?from=2020-01-01T00:00:00Z&to=2199-01-01T00:00:00Z`) },
  { what: "a range without an end", prepare: () => get(`${path}?from=2020-01-01T00:00:00Z`) },
  { what: "a range without a beginning", prepare: () => get(`${path}?to=2020-01-01T00:00:00Z`) },
  { what: "a range before all time", prepare: () => get(`${path}?from=1899-12-31T00:00:00Z&to=2020-01-01T00:00:00Z`) },
  { what: "a position of another kind", prepare: () => get(`${path}?${RANGE}&after=1-key_01jd2m8xk7e9vbt3q5w6y8z0ac`) },
];

export const exportRefusals: Scenarios = byId((path) => ({ not_final_yet: [inFlight(path)], validation_failed: wrong(path) }));
