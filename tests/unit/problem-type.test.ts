// The edge makes the type of a problem an absolute address that a reader can follow (RFC 9457, section 3.1.1).
import { problem, type ProblemCode, problemResponseParts } from "@ledge/shared/problem";
import { describe, expect, test } from "vitest";
import { withAbsoluteType } from "../../workers/gateway/src/problem-type.ts";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };

const DOCS = "https://docs.ledge.test";

function refused(body: string = problemResponseParts(problem("not_found", "req_1")).body): Response {
  return new Response(body, { status: 404, headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store" } });
}

describe("the type of a problem", () => {
  test("is made absolute, and everything else is unchanged: status, headers, members and their order", async () => {
    const response = await withAbsoluteType(refused(), DOCS);
    expect([response.status, response.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
    const expected = { ...problem("not_found", "req_1"), type: `${DOCS}/errors#not_found` };
    expect(await response.text()).toBe(JSON.stringify(expected));
  });

  test("in the contract's examples is the one that the edge answers with", async () => {
    const { examples, schemas } = contract.components;
    const shown = [
      ...Object.values(examples).map(({ value }) => value),
      { code: "not_found", type: schemas.Problem.properties.type.example },
    ];
    for (const { code, type } of shown) {
      const sent = refused(problemResponseParts(problem(code as ProblemCode, "req_1")).body);
      expect(await (await withAbsoluteType(sent, "https://docs.example.com")).json(), code).toMatchObject({ code, type });
    }
    expect(shown.length).toBeGreaterThan(1);
  });

  test("is the same bytes each time, so that a replay repeats the first answer", async () => {
    const [first, again] = await Promise.all([withAbsoluteType(refused(), DOCS), withAbsoluteType(refused(), DOCS)]);
    expect(await first.text()).toBe(await again.text());
  });

  test("stays relative while the address of the docs is not configured", async () => {
    expect(await (await withAbsoluteType(refused(), "")).json()).toMatchObject({ type: "/errors#not_found" });
  });

  test.each([["{"], ["null"], ['{"code":"x"}'], ["[]"]])("of a malformed document (%s) is left unchanged", async (body) => {
    expect(await (await withAbsoluteType(refused(body), DOCS)).text()).toBe(body);
  });

  test("is rewritten in problem documents alone, and other bodies are streamed unread", async () => {
    const stream = new Response('{"type":"/x"}', { headers: { "Content-Type": "application/json" } });
    expect(await withAbsoluteType(stream, DOCS)).toBe(stream);
    const empty = new Response(null, { status: 404, headers: { "Content-Type": "application/problem+json" } });
    expect(await withAbsoluteType(empty, DOCS)).toBe(empty);
  });
});
