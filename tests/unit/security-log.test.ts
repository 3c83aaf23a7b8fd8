// The security log: what is noted, whom a line names, and that nobody can flood it.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SecurityLog, sourceTag, SUBJECTS_PER_WINDOW } from "../../workers/gateway/src/security-log.ts";

const START = 1_000_000;
let lines: { operation: string; subject: string; level: string; counts?: object }[];

beforeEach(() => {
  lines = [];
  for (const level of ["log", "warn"] as const)
    vi.spyOn(console, level).mockImplementation((line: string) => void lines.push(JSON.parse(line)));
});
afterEach(() => void vi.restoreAllMocks());

describe("the security log", () => {
  test.each([
    [401, "getAccount", "security.authentication_failed"],
    [403, "getAccount", "security.authorization_failed"],
    [429, "createTransfer", "security.rate_limited"],
    [201, "createApiKey", "security.api_key_created"],
    [201, "rotateApiKey", "security.api_key_rotated"],
    [200, "revokeApiKey", "security.api_key_revoked"],
    [200, "rotateWebhookSecret", "security.webhook_secret_rotated"],
  ] as const)("has a line for %i to %s", (status, operationId, operation) => {
    new SecurityLog().note(status, operationId, "who", null, "req", START);
    expect(lines).toEqual([expect.objectContaining({ "service.name": "gateway", operation, subject: "who", request_id: "req" })]);
  });

  test.each([
    [200, "getAccount"],
    [404, "getAccount"],
    [422, "createTransfer"],
    [409, "revokeApiKey"],
    [503, "createTransfer"],
  ] as const)("has none for %i to %s", (status, operationId) => {
    new SecurityLog().note(status, operationId, "who", null, "req", START);
    expect(lines).toEqual([]);
  });

  test("names each subject once in a window, some of them at the most, and says then how many lines it left out", () => {
    const security = new SecurityLog();
    for (let at = 0; at < 200; at += 1) security.note(401, "getAccount", `203.0.113.${at % 100}`, "secret", "req", START + at);
    expect(lines).toHaveLength(SUBJECTS_PER_WINDOW);
    security.note(401, "getAccount", "203.0.113.0", "secret", "req", START + 10_000);
    expect(lines.at(-1)).toMatchObject({
      subject: sourceTag("secret", "203.0.113.0"),
      counts: { left_out_before: 200 - SUBJECTS_PER_WINDOW },
    });
    security.note(403, "getAccount", "203.0.113.0", "secret", "req", START + 10_000);
    expect(lines).toHaveLength(SUBJECTS_PER_WINDOW + 2);
  });

  test("names every change of a key", () => {
    const security = new SecurityLog();
    for (let at = 0; at < 200; at += 1) security.note(200, "revokeApiKey", "who", null, "req", START);
    expect(lines).toHaveLength(200);
  });

  test("stands for an address by a tag that only the holder of the secret can compute", () => {
    const tag = sourceTag("secret", "203.0.113.7");
    expect(tag).toMatch(/^source:[0-9a-f]{16}$/);
    expect(tag).toBe(sourceTag("secret", "203.0.113.7"));
    expect([sourceTag("other", "203.0.113.7"), sourceTag("secret", "203.0.113.8")]).not.toContain(tag);
  });
});
