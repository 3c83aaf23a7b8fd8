// What a search takes: every character for itself, and no filter, operator or size that the contract does not have. It is a read, whatever its method.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiSearch, apiSearch } from "../support/api-search.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";

let ledge: Ledge;
let { post, search, idsOf, caughtUp } = {} as ApiSearch;

beforeAll(async () => {
  ledge = await startLedge();
  ({ post, search, idsOf, caughtUp } = apiSearch(ledge));
});
afterAll(() => ledge.close());

describe("a search", () => {
  test.each<[string, unknown, string]>([
    ["without a text", {}, "/text"],
    ["with an empty text", { text: "" }, "/text"],
    ["with a text of 10 kB", { text: "a".repeat(10_000) }, "/text"],
    ["with NUL", { text: "a\u0000" }, "/text"],
    ["with half of a surrogate pair", { text: "\ud800" }, "/text"],
    ["with an unknown member", { text: "a", where: "1=1" }, "/where"],
    ["with an operator", { text: "a", amount: { gt: "1" } }, "/amount"],
    ["of an unknown type", { text: "a", types: ["loan"] }, "/types/0"],
    ["of a type twice", { text: "a", types: ["hold", "hold"] }, "/types"],
    ["of no type", { text: "a", types: [] }, "/types"],
    ["of a page that is too large", { text: "a", limit: 101 }, "/limit"],
    ["of a page of no size", { text: "a", limit: "10" }, "/limit"],
    ["in an unknown order", { text: "a", sort: "amount" }, "/sort"],
    ["of an amount that is a number", { text: "a", amount_from: 5 }, "/amount_from"],
    ["since what is no time", { text: "a", from: "yesterday" }, "/from"],
    ["with another's cursor", { text: "a", cursor: "x" }, "/cursor"],
  ])("%s is refused", async (_what, body, pointer) => {
    const answer = await search(body as object);
    expect([answer.status, answer.json.code, answer.json.errors[0].pointer]).toEqual([400, "validation_failed", pointer]);
  });

  test("is refused by its form before it is read", async () => {
    const send = (headers: Record<string, string>, rawBody: string) => ledge.request("POST", "/v1/search", { rawBody, headers, key: null });
    expect((await send({ "Content-Type": "text/plain" }, "{}")).status).toBe(415);
    expect((await send({ "Content-Type": "application/json", "Content-Encoding": "gzip" }, "{}")).status).toBe(415);
    expect((await send({ "Content-Type": "application/json" }, `{"text":"${"a".repeat(1_100_000)}"}`)).status).toBe(413);
    expect((await ledge.request("GET", "/v1/search")).status).toBe(405);
  });

  test("takes every character for itself, in every script", async () => {
    const names = ["100%_real\\*", "Ἀριστοτέλης", "عَبْدُ الله", "東京銀行", "🎉 fête", "Straße", "क्षेत्र"];
    const made = new Map<string, string>();
    for (const name of names) made.set(name, (await post("/v1/customers", { type: "person", name })).json.id);
    await caughtUp();
    const asked: readonly (readonly [string, string])[] = [
      ["100%_r", "100%_real\\*"],
      ["ΑΡΙΣΤΟΤΕΛΗΣ", "Ἀριστοτέλης"],
      ["عبد", "عَبْدُ الله"],
      ["東京", "東京銀行"],
      ["🎉", "🎉 fête"],
      ["FETE", "🎉 fête"],
      ["STRASSE", "Straße"],
      ["क्षे", "क्षेत्र"],
    ];
    for (const [text, name] of asked) expect(await idsOf({ text }), text).toEqual([made.get(name)]);
    for (const text of ["%", "_", "\\", "*", "1%", "100_", "'", "\u0301", "a|b", "a & b", ":*"])
      expect((await search({ text })).json.data, text).toEqual([]);
  });

  test("of one letter is answered, and as_of says up to when", async () => {
    const before = Date.now();
    const { json } = await search({ text: "m" });
    expect(json.data.length).toBeGreaterThan(0);
    expect(Date.parse(json.as_of)).toBeGreaterThan(before - 20_000);
    expect(json.as_of).toMatch(/\.000Z$/);
  });

  test("leaves nothing behind, and needs no key", async () => {
    const count = async (): Promise<unknown> => (await ledge.request("GET", "/v1/audit/records?limit=1")).json.data[0].record.id;
    const last = await count();
    for (const key of [null, "one", "one"]) {
      const answer = await ledge.request("POST", "/v1/search", { body: { text: key ?? "none" }, key });
      expect([answer.status, answer.headers.get("Idempotent-Replayed")]).toEqual([200, null]);
    }
    expect(await count()).toBe(last);
  });
});
