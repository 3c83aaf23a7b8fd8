// The registry of the lanes' operations is assembled from the domains' own. A name that two domains share would replace one operation silently.
import { expect, test } from "vitest";
import { accounts, pastBalances } from "../../core-service/src/accounts/operations.ts";
import { customers } from "../../core-service/src/customers/operations.ts";
import { feed, following } from "../../core-service/src/feed/operations.ts";
import { identity } from "../../core-service/src/identity/operations.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { ready } from "../../core-service/src/lane/ready.ts";
import { ledger } from "../../core-service/src/ledger/operations.ts";
import { payments } from "../../core-service/src/payments/operations.ts";
import { audit } from "../../core-service/src/audit/operations.ts";
import { search } from "../../core-service/src/search/operations.ts";
import { webhooks } from "../../core-service/src/webhooks/operations.ts";

test("an operation's name belongs to one domain, and every operation of a domain is in the registry", () => {
  const names = [
    { ready },
    accounts,
    pastBalances,
    customers,
    identity,
    ledger,
    payments,
    feed,
    following,
    search,
    webhooks,
    audit,
  ].flatMap((domain) => Object.keys(domain));
  expect(names.length).toBeGreaterThan(40);
  expect(Object.keys(operations).sort()).toEqual(names.sort());
});
