// The compiler's verdict on calls of the client. The calls are never made: `npm run check` compiles them, and an expected error that does not occur
// fails it.
import type { Ledge, LedgeEvent, ProblemCode, Resource } from "@ledge/client";
import { expect, expectTypeOf, test } from "vitest";

const transfer = { source_account: "acct_a", destination_account: "acct_b", amount: "1", currency: "EUR" };
const account = { path: { id: "acct_a" } };

/** Never runs its argument. */
const compiled = (_calls: (ledge: Ledge) => void): void => expect(_calls).toBeTypeOf("function");

test("an answer has the type that the contract declares", () =>
  compiled(async (ledge) => {
    const posted = await ledge.post("/v1/transfers", { body: transfer });
    expectTypeOf(posted.data).toEqualTypeOf<Resource<"createTransfer">>();
    expectTypeOf(posted.data.amount).toEqualTypeOf<string>();
    expectTypeOf((await ledge.get("/v1/accounts/{id}", { params: account })).data.kind).toEqualTypeOf<"customer" | "house">();
    expectTypeOf((await ledge.post("/v1/accounts/{id}/freeze", { params: account })).data.status).toEqualTypeOf<
      "open" | "frozen" | "closed"
    >();
    for await (const one of ledge.list("/v1/events")) expectTypeOf(one).toEqualTypeOf<LedgeEvent>();
    const period = { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
    const csv = await ledge.get("/v1/accounts/{id}/statement", { params: { ...account, query: period }, parseAs: "text" });
    expectTypeOf(csv.data).toEqualTypeOf<string>();
  }));

test("the type of an event determines the type of its data", () =>
  compiled(async (ledge) => {
    for await (const event of ledge.list("/v1/events")) {
      if (event.type === "transfer.posted") expectTypeOf(event.data).toEqualTypeOf<Resource<"getTransfer">>();
      if (event.type === "account.opened") expectTypeOf(event.data).toEqualTypeOf<Resource<"getAccount">>();
      // @ts-expect-error -- not every event has an amount
      expectTypeOf(event.data.amount);
      // @ts-expect-error -- there is no such event
      if (event.type === "loan.granted") return;
    }
  }));

test("a path, method, page or code that the contract does not have does not compile", () =>
  compiled(async (ledge) => {
    // @ts-expect-error -- there is no such path
    await ledge.get("/v1/nothing");
    // @ts-expect-error -- nor this method
    await ledge.delete("/v1/transfers");
    // @ts-expect-error -- trial balances have no pages
    ledge.list("/v1/ledger/trial-balance");
    // @ts-expect-error -- nor such a code
    expectTypeOf("not_a_code" as const).toExtend<ProblemCode>();
  }));

test("a missing, wrong or unknown member does not compile", () =>
  compiled(async (ledge) => {
    // @ts-expect-error -- no body
    await ledge.post("/v1/transfers");
    // @ts-expect-error -- money is no number
    await ledge.post("/v1/transfers", { body: { ...transfer, amount: 1 } });
    // @ts-expect-error -- a member that the platform would refuse
    await ledge.post("/v1/transfers", { body: { ...transfer, memo: "rent" } });
    // @ts-expect-error -- no id
    await ledge.get("/v1/accounts/{id}");
    // @ts-expect-error -- no If-Match
    await ledge.patch("/v1/accounts/{id}", { params: account, body: { name: "Rent" } });
    // @ts-expect-error -- a read has no key
    await ledge.get("/healthz", { idempotencyKey: "0123456789abcdef" });
  }));
