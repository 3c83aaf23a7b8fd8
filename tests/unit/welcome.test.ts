// The welcome tour against an in-memory platform that keeps the API's guarantees: idempotency keys belong to the API key that sent them, and the code
// of a house account to the database.
import { join } from "node:path";
import type { Ledge } from "@ledge/client";
import { moveFirstMoney, shownPath, welcomeText } from "@ledge/dev/start/welcome";
import { describe, expect, test } from "vitest";
import { type Asked, json, ledgeOver, refusal } from "../support/ledge-over.ts";

class FakePlatform {
  readonly houseAccounts: { id: string; code: string }[] = [];
  readonly transfers: { id: string; source_account: string }[] = [];
  readonly #answers = new Map<string, Response>();
  refused: string | null = null;

  /** The platform as the holder of one API key sees it. */
  as(principal: string): Ledge {
    return ledgeOver((asked) => {
      if (asked.method === "GET") return this.#list(asked.path);
      const key = `${principal}/${asked.key}`;
      const answer = this.#answers.get(key) ?? this.#create(asked);
      this.#answers.set(key, answer);
      return answer.clone();
    });
  }

  /** One account per page, so that a search must read several pages. */
  #list(path: string): Response {
    const cursor = Number(new URL(path, "http://ledge.test").searchParams.get("cursor") ?? "0");
    const next = cursor + 1 < this.houseAccounts.length ? String(cursor + 1) : null;
    return json(200, { data: this.houseAccounts.slice(cursor, cursor + 1), has_more: next !== null, next_cursor: next });
  }

  #create({ path, body }: Asked): Response {
    if (path === this.refused) return refusal(409, "account_frozen");
    const id = `${path}/${this.#answers.size}`;
    if (body.kind === "house") {
      if (this.houseAccounts.some(({ code }) => code === body.code)) return refusal(409, "house_account_exists");
      this.houseAccounts.unshift({ id, code: body.code });
    }
    if (path === "/v1/transfers") this.transfers.push({ id, source_account: body.source_account });
    return json(201, { id });
  }
}

describe("the welcome tour", () => {
  test("of every later start finds what the first start created", async () => {
    const platform = new FakePlatform();
    const first = await moveFirstMoney(platform.as("operator"));
    expect(await moveFirstMoney(platform.as("operator"))).toEqual(first);
    expect(platform.transfers).toHaveLength(1);
  });

  test("with another operator key continues with the existing house account, on this start and the next", async () => {
    const platform = new FakePlatform();
    const first = await moveFirstMoney(platform.as("operator"));
    platform.houseAccounts.unshift({ id: "other", code: "cash" });
    const second = await moveFirstMoney(platform.as("another operator"));
    expect(second.houseAccount).toBe(first.houseAccount);
    expect(platform.transfers).toEqual([
      { id: first.transfer, source_account: first.houseAccount },
      { id: second.transfer, source_account: first.houseAccount },
    ]);
    expect(await moveFirstMoney(platform.as("another operator"))).toEqual(second);
  });

  test.each(["/v1/accounts", "/v1/customers", "/v1/transfers"])(
    "ends with the refusal of POST %s, because nothing is ready then",
    async (path) => {
      const platform = new FakePlatform();
      platform.refused = path;
      await expect(moveFirstMoney(platform.as("operator"))).rejects.toThrow("account_frozen (409)");
    },
  );

  test("prints where the keys are, relative to the current folder when they are inside it, and how finance reads the books", () => {
    const [home, inside, outside] = [
      join("/", "home", "ledge"),
      join("/", "home", "ledge", "..state", "dev.json"),
      join("/", "home", "dev.json"),
    ];
    expect([shownPath(inside, home), shownPath(outside, home)]).toEqual([join("..state", "dev.json"), outside]);
    const text = welcomeText(
      {
        api: "http://127.0.0.1:1",
        docs: "http://docs.localhost:1",
        log: "http://log.localhost:1",
        analyst: "postgres://ledge_analyst:x@127.0.0.1:2/ledge",
      },
      "key",
      outside,
      { houseAccount: "a", customerAccount: "b", transfer: "c" },
      "1.0",
    );
    expect(text).toContain(`Keys        ${outside}\n`);
    expect(text).toContain('Finance     psql "postgres://ledge_analyst:x@127.0.0.1:2/ledge"\n');
  });
});
