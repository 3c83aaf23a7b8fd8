// What a client of the chaos runs takes for an answer.
import { attemptOnce } from "@ledge/verification/chaos/attempt";
import { AnswersSeen } from "@ledge/verification/chaos/answers-seen";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllGlobals());

const target = () => ({ apiKey: "key", seen: new AnswersSeen("http://localhost", () => null), urls: () => ["http://localhost"] });
const attempt = () => attemptOnce(target(), "POST", "/v1/transfers", () => 0, { key: "k", body: "{}" });

test.each([
  ["that did not come in time", new DOMException("late", "TimeoutError"), "TimeoutError"],
  [
    "whose connection was cut",
    new TypeError("fetch failed", { cause: Object.assign(new Error("cut"), { code: "ECONNRESET" }) }),
    "ECONNRESET",
  ],
])("an answer %s is none, and the client tries again", async (_what, error, reason) => {
  vi.stubGlobal("fetch", () => Promise.reject(error));
  expect(await attempt()).toBe(reason);
});
