// The edge makes the type of a problem an absolute address that a reader can follow (RFC 9457, section 3.1.1).
import type { Answer } from "../../workers/kit/src/answer.ts";
import { problem, type ProblemCode, problemResponseParts } from "@ledge/shared/problem";
import { describe, expect, test } from "vitest";
import { answerOf } from "../../workers/gateway/src/answer-of.ts";
import { withAbsoluteType } from "../../workers/gateway/src/problem-type.ts";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };

const DOCS = "https://docs.ledge.test";

const HEADERS = { "Content-Type": "application/problem+json", "Cache-Control": "no-store" };
const refused = (body = problemResponseParts(problem("not_found", "req_1")).body): Answer => ({ status: 404, headers: HEADERS, body });
const documentOf = ({ body }: Answer): object => JSON.parse(body as string) as object;

describe("the type of a problem", () => {
  test("is made absolute, and everything else is unchanged: status, headers, members and their order", () => {
    const answer = withAbsoluteType(refused(), DOCS);
    expect([answer.status, answer.headers]).toEqual([404, HEADERS]);
    const expected = { ...problem("not_found", "req_1"), type: `${DOCS}/errors#not_found` };
    expect(answer.body).toBe(JSON.stringify(expected));
  });

  test("in the contract's examples is the one that the edge answers with", () => {
    const { examples, schemas } = contract.components;
    const shown = [
      ...Object.values(examples).map(({ value }) => value),
      { code: "not_found", type: schemas.Problem.properties.type.example },
    ];
    for (const { code, type } of shown) {
      const sent = refused(problemResponseParts(problem(code as ProblemCode, "req_1")).body);
      expect(documentOf(withAbsoluteType(sent, "https://docs.example.com")), code).toMatchObject({ code, type });
    }
    expect(shown.length).toBeGreaterThan(1);
  });

  test("is the same bytes each time, so that a replay repeats the first answer", () => {
    expect(withAbsoluteType(refused(), DOCS).body).toBe(withAbsoluteType(refused(), DOCS).body);
  });

  test("stays relative while the address of the docs is not configured", () => {
    expect(documentOf(withAbsoluteType(refused(), ""))).toMatchObject({ type: "/errors#not_found" });
  });

  test.each([["{"], ["null"], ['{"code":"x"}'], ["[]"]])("of a malformed document (%s) is left unchanged", (body) => {
    expect(withAbsoluteType(refused(body), DOCS).body).toBe(body);
  });

  test("is rewritten in problem documents alone, and other bodies are streamed unread", async () => {
    const json = { status: 200, headers: { "Content-Type": "application/json" }, body: '{"type":"/x"}' };
    expect(withAbsoluteType(json, DOCS)).toBe(json);
    const streamed = await answerOf(new Response('{"type":"/x"}', { headers: { "Content-Type": "application/json" } }));
    expect(streamed.body).toBeInstanceOf(ReadableStream);
    expect(withAbsoluteType(streamed, DOCS)).toBe(streamed);
    const empty = await answerOf(new Response(null, { status: 404, headers: HEADERS }));
    expect(withAbsoluteType(empty, DOCS)).toBe(empty);
  });

  test("is rewritten in a problem that came by HTTP, which is read for it", async () => {
    const answer = await answerOf(new Response(refused().body, { status: 404, headers: HEADERS }));
    expect(documentOf(withAbsoluteType(answer, DOCS))).toMatchObject({ type: `${DOCS}/errors#not_found` });
  });
});
