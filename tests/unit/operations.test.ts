// The registry of what lanes run is put together from the domains' own: one that took another's name would replace it in silence.
import { expect, test } from "vitest";
import { accounts } from "../../core-service/src/accounts/operations.ts";
import { customers } from "../../core-service/src/customers/operations.ts";
import { feed } from "../../core-service/src/feed/operations.ts";
import { identity } from "../../core-service/src/identity/operations.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { ready } from "../../core-service/src/lane/ready.ts";
import { ledger } from "../../core-service/src/ledger/operations.ts";
import { payments } from "../../core-service/src/payments/operations.ts";
import { webhooks } from "../../core-service/src/webhooks/operations.ts";

test("an operation's name is one domain's alone, and every operation of a domain is one that lanes run", () => {
  const names = [{ ready }, accounts, customers, identity, ledger, payments, feed, webhooks].flatMap((domain) => Object.keys(domain));
  expect(names.length).toBeGreaterThan(40);
  expect(Object.keys(operations).sort()).toEqual(names.sort());
});
