// A small bank for tests through the API: customers with accounts, and a house account that funds them.
import type { Ledge, RequestOptions } from "./ledge.ts";

export interface TestBank {
  /** A house account that may go negative. */
  readonly cash: string;
  /** A new customer with one account holding `amount`. */
  customerWith(amount: string, overdraftLimit?: string): Promise<{ customer: string; account: string }>;
  /** Posts a transfer and expects it to succeed. */
  pay(source: string, destination: string, amount: string, options?: RequestOptions): Promise<any>;
  balance(account: string): Promise<any>;
}

export const transferOf = (source: string, destination: string, amount: string, currency = "EUR") => ({
  source_account: source,
  destination_account: destination,
  amount,
  currency,
});

/** So early that a test may post to the bank's accounts at any time. */
const OPENED_ON = "1900-01-01";

export async function openTestBank(ledge: Ledge): Promise<TestBank> {
  const create = async (path: string, body: object): Promise<any> => {
    const answer = await ledge.request("POST", path, { body });
    if (answer.status !== 201) throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`);
    return answer.json;
  };
  const cash = (
    await create("/v1/accounts", {
      kind: "house",
      code: "cash",
      currency: "EUR",
      normal_side: "debit",
      allow_negative: true,
      opened_on: OPENED_ON,
    })
  ).id as string;
  const bank: TestBank = {
    cash,
    async customerWith(amount, overdraftLimit = "0") {
      const customer = await create("/v1/customers", { type: "person", name: "Test Person" });
      const terms = { kind: "customer", customer_id: customer.id, currency: "EUR", overdraft_limit: overdraftLimit, opened_on: OPENED_ON };
      const account = await create("/v1/accounts", terms);
      if (amount !== "0") await bank.pay(cash, account.id, amount);
      return { customer: customer.id as string, account: account.id as string };
    },
    async pay(source, destination, amount, options = {}) {
      const answer = await ledge.request("POST", "/v1/transfers", { ...options, body: transferOf(source, destination, amount) });
      if (answer.status !== 201) throw new Error(`transfer answered ${answer.status}: ${answer.text}`);
      return answer.json;
    },
    async balance(account) {
      return (await ledge.request("GET", `/v1/accounts/${account}/balance`)).json;
    },
  };
  return bank;
}
