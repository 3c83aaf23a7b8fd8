// Every refusal in the source of the posting functions is reached by a call, exactly and without an effect, or has a stated reason why no call
// reaches it.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { digestsOf } from "../support/refusals/books-digest.ts";
import { codesByFunction, codesOf } from "../support/refusals/function-codes.ts";
import type { FunctionScenario, Logins } from "../support/refusals/function-movements.ts";
import { functionRows } from "../support/refusals/function-scenarios.ts";
import { withMutant } from "../support/mutant.ts";

let database: TestDatabase;
let logins: Logins;

async function logIn({ adminUrl, runtimeUrl }: TestDatabase): Promise<Logins> {
  return { admin: await connect(adminUrl), runtime: await connect(runtimeUrl) };
}
async function logOut({ admin, runtime }: Logins): Promise<void> {
  await runtime.end();
  await admin.end();
}

beforeAll(async () => {
  database = await createTestDatabase();
  logins = await logIn(database);
});
afterAll(async () => {
  await logOut(logins);
  await database.drop();
});

/** The answer of the call, and whether it left the books unchanged. */
async function judge(scenario: FunctionScenario, { admin, runtime }: Logins) {
  const call = await scenario({ admin, runtime });
  const digest = await digestsOf(admin);
  const before = await digest();
  const answer = await call();
  const after = await digest();
  return { answer, effect: Object.keys(after.books).filter((table) => after.books[table] !== before.books[table]) };
}

const scenarioOf = (name: string, code: string): FunctionScenario => {
  const scenario = Object.entries(functionRows[name]?.scenarios ?? {}).find(([other]) => other === code)?.[1];
  if (scenario === undefined) throw new Error(`${name} has no scenario for ${code}`);
  return scenario;
};

describe("the functions that refuse", () => {
  const cells = Object.entries(functionRows).flatMap(([name, { scenarios }]) =>
    Object.entries(scenarios).map(([code, scenario]) => [name, code, scenario] as const),
  );
  test.each(cells)("%s gives %s, with no effect", async (_name, code, scenario) => {
    expect(await judge(scenario, logins)).toEqual({ answer: code, effect: [] });
  });

  test("are those of the table, and each code in their source has a scenario or a reason for having none", async () => {
    const known = Object.entries(functionRows).map(([name, { scenarios, unreachable }]) => {
      return [name, [...Object.keys(scenarios), ...Object.keys(unreachable)].sort()] as const;
    });
    expect(Object.fromEntries(await codesByFunction(logins.admin))).toEqual(Object.fromEntries(known));
  });

  test("are read together with all functions that they call, and without their comments", () => {
    const sources = new Map([
      ["a.outer", "BEGIN -- never 'forbidden'\n RETURN coalesce(a.inner(x), 'not_found', 'no code'); END"],
      ["a.inner", "SELECT CASE WHEN a.outer(x) IS NULL THEN 'same_account' END"],
      ["a.other", "SELECT 'account_closed'"],
    ]);
    expect(codesOf("a.outer", sources)).toEqual(["not_found", "same_account"]);
  });
});

describe("a broken function is detected", () => {
  const mutants = [
    {
      what: "two codes swapped",
      name: "ledger.post",
      bug: { "debit-frozen": "statuses[d] = 'frozen' THEN 'account_closed' WHEN" },
      cell: ["payments.post_transfers", "account_frozen"],
      found: { answer: "account_closed", effect: [] },
    },
    {
      what: "a missing check",
      name: "ledger.set_overdraft_limit",
      bug: { "account-closed": "false AND" },
      cell: ["ledger.set_overdraft_limit", "account_closed"],
      found: { answer: null, effect: ["ledger.accounts", "ledger.overdraft_changes"] },
    },
    {
      what: "a refused batch that is not undone",
      name: "payments.post_batch",
      bug: { "batch-undo": "RETURN first;" },
      cell: ["payments.post_batch", "insufficient_funds"],
      found: { answer: "insufficient_funds", effect: ["ledger.accounts", "ledger.entries", "ledger.transfers", "outbox.pending"] },
    },
  ] as const;

  test.each(mutants)("$what", async ({ name, bug, cell: [row, code], found }) => {
    await withMutant(name, bug, async (mutated) => {
      const mutatedLogins = await logIn(mutated);
      try {
        expect(await judge(scenarioOf(row, code), mutatedLogins)).toEqual(found);
      } finally {
        await logOut(mutatedLogins);
      }
    });
  });
});
