// What chaos's judge of the metrics says: what clients saw of a runtime that lived on is counted, and nothing twice.
import { AnswersSeen, COUNTED_MS } from "@ledge/verification/chaos/answers-seen";
import { countedIn, judgeMetrics } from "@ledge/verification/chaos/judge-metrics";
import { operationFinder } from "@ledge/verification/chaos/operations";
import { beforeEach, describe, expect, test } from "vitest";

const MAIN = "http://127.0.0.1:1";
let nowMs = 0;
let seen: AnswersSeen;
beforeEach(() => {
  nowMs = 0;
  seen = new AnswersSeen(MAIN, operationFinder(), () => nowMs);
});

const answerOf = (status: number, isOurs = true): Response =>
  new Response(null, { status, headers: isOurs ? { "Request-Id": "req_1" } : {} });
/** Sends this many payments, each with its answer; null: none came. */
function pay(count: number, answer: Response | null = answerOf(201), url = MAIN): void {
  for (let n = 0; n < count; n += 1) seen.sent(new URL("/v1/transfers", url), "POST")(answer);
}
const counted = (count: number, failed = 0): ReadonlyMap<string, number> =>
  new Map([
    ["createTransfer answered", count],
    ["createTransfer failed", failed],
  ]);
const violations = (of: ReadonlyMap<string, number>): readonly string[] => judgeMetrics(seen, of).violations.map(({ what }) => what);

test("the figures of the gateway alone are what was answered, those that failed apart", () => {
  const line = (service: string, version: string, status: string, count: number): string =>
    `ledge_operations_total{service="${service}",operation="createTransfer",version="${version}",status_class="${status}"} ${count}`;
  const lines = [
    line("gateway", "a", "2xx", 3),
    line("gateway", "b", "4xx", 2),
    line("gateway", "b", "5xx", 1),
    line("core", "a", "2xx", 9),
  ];
  expect(countedIn(lines.join("\n"))).toEqual(counted(5, 1));
});

describe("without a kill", () => {
  test("each answer must be counted, and a failure as a failure", () => {
    pay(5);
    pay(2, answerOf(503));
    expect(violations(counted(5, 2))).toEqual([]);
    expect(violations(counted(4, 2))).toContain("createTransfer answered: 4 counted of at least 5");
    expect(violations(counted(7, 0))).toContain("createTransfer failed: 0 counted of at least 2");
  });

  test("none may be counted twice, but a request that nobody answered may be counted", () => {
    pay(5);
    expect(violations(counted(6))).toEqual(["createTransfer answered: 6 counted of 5, and 0 without an answer"]);
    pay(1, null);
    expect(violations(counted(6))).toEqual([]);
  });

  test("what another runtime answered, or the runtime itself, is not asked for", () => {
    pay(5, answerOf(201), "http://127.0.0.1:2");
    pay(5, answerOf(500, false));
    expect(violations(counted(0))).toEqual([]);
  });
});

describe("of a runtime that was killed", () => {
  test("what it answered long before must be counted", () => {
    pay(5);
    nowMs = COUNTED_MS;
    seen.killed();
    expect(violations(counted(4))).toContain("createTransfer answered: 4 counted of at least 5");
  });

  test("what it answered just before may be lost, and no more than that", () => {
    pay(5);
    nowMs = COUNTED_MS - 1;
    pay(3);
    seen.killed();
    expect(violations(counted(5))).toEqual([]);
    expect(violations(counted(4))).toEqual(["4 answers are not counted, and 3 may have been lost"]);
  });

  test("what was under way may be lost", () => {
    const ended = seen.sent(new URL("/v1/transfers", MAIN), "POST");
    seen.killed();
    nowMs = 1;
    ended(answerOf(201));
    expect(judgeMetrics(seen, counted(0)).of).toBe("1 answers; 1 not counted over 1 kills, where 1 were under way or in a report");
  });
});
