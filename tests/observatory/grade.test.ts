// The security headers of each origin, graded by the rules of the MDN HTTP Observatory: A+, and each header contributes to the grade.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { requestHost } from "../support/request-host.ts";
import { gradeOf } from "./grade.ts";

/** The graded answers, by name: a host, and the path of a public answer. */
const GRADED = [
  ["the API", "api.ledge.test", "/healthz"],
  ["the API without a key", "api.ledge.test", "/v1/accounts"],
  ["the docs", "docs.ledge.test", "/"],
  ["the docs' errors", "docs.ledge.test", "/errors"],
  ["the reference, the page with a script", "docs.ledge.test", "/reference"],
] as const;
let ledge: Ledge;

beforeAll(async () => void (ledge = await startLedge()));
afterAll(async () => await ledge.close());

/** Ledge's answer to a request for a host from outside. */
const answer = (method: string, host: string, path: string): Promise<Response> =>
  requestHost(ledge.url, host, method, path, { Origin: "https://elsewhere.test", "Access-Control-Request-Method": "GET" });

const without = async (response: Response, name: string): Promise<Response> => {
  const headers = new Headers(response.headers);
  headers.delete(name);
  return new Response(await response.text(), { status: response.status, headers });
};

describe("the Observatory's grade", () => {
  test.each(GRADED)("of %s (%s%s) is A+", async (_what, host, path) => {
    const graded = await gradeOf(host, await answer("GET", host, path), await answer("OPTIONS", host, path));
    console.log(`${host}${path}: ${graded.grade}, ${graded.score} (${graded.found.join(", ")})`);
    expect(graded.grade).toBe("A+");
  });

  test.each(["Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options"])(
    "has fewer points without %s",
    async (name) => {
      const [host, path] = ["docs.ledge.test", "/"];
      const preflight = await answer("OPTIONS", host, path);
      const whole = await gradeOf(host, await answer("GET", host, path), preflight.clone());
      const graded = await gradeOf(host, await without(await answer("GET", host, path), name), preflight);
      expect(graded.score).toBeLessThan(whole.score);
    },
  );

  test("falls when the reference allows inline scripts", async () => {
    const [host, path] = ["docs.ledge.test", "/reference"];
    const page = await answer("GET", host, path);
    const headers = new Headers(page.headers);
    headers.set(
      "Content-Security-Policy",
      (headers.get("Content-Security-Policy") as string).replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
    );
    const loose = new Response(await page.text(), { status: page.status, headers });
    expect((await gradeOf(host, loose, await answer("OPTIONS", host, path))).grade).not.toBe("A+");
  });
});
