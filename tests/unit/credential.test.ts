// The login that a session is opened with, while the secrets store is slow, silent, behind or damaged and the server refuses logins.
import { credentialText, readCredential, type RuntimeCredential } from "@ledge/shared/runtime-credential";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Credential } from "../../core-service/src/database/credential.ts";
import { Outage } from "../../core-service/src/database/failure.ts";

const urlOf = (login: string): string => `postgres://${login}:secret@db.test/ledge`;
const value = (generation: number, ...logins: string[]): RuntimeCredential => ({ generation, urls: logins.map(urlOf) });

/** A store that answers with each text in turn, the last one again and again; null is silence, an error is thrown. */
function credentialOf(...answers: (RuntimeCredential | string | Error | null)[]) {
  let reads = 0;
  const credential = new Credential({
    get() {
      const answer = answers[Math.min(reads, answers.length - 1)];
      reads += 1;
      if (answer === null || answer === undefined) return new Promise<string>(() => undefined);
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve(typeof answer === "string" ? answer : credentialText(answer));
    },
  });
  return { credential, reads: () => reads };
}

/** Opens a session on a server that takes these logins alone; what was tried, in order. */
async function opened(credential: Credential, ...taken: string[]): Promise<{ login: string; tried: string[] }> {
  const tried: string[] = [];
  const login = await credential.open(async (url) => {
    const { username } = new URL(url);
    tried.push(username);
    if (!taken.includes(username)) throw Object.assign(new Error("password authentication failed"), { code: "28P01" });
    return username;
  });
  return { login, tried };
}

let logged: string[];
beforeEach(() => {
  logged = [];
  vi.spyOn(console, "error").mockImplementation((line: string) => void logged.push(line));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a session", () => {
  test("is opened with the first login, and the secret is read each time", async () => {
    const { credential, reads } = credentialOf(value(1, "a"), value(2, "b", "a"));
    expect(await opened(credential, "a", "b")).toEqual({ login: "a", tried: ["a"] });
    expect(await opened(credential, "a", "b")).toEqual({ login: "b", tried: ["b"] });
    expect([reads(), logged]).toEqual([2, []]);
  });

  test("whose login is refused is opened with what the secret says by then", async () => {
    const { credential } = credentialOf(value(1, "a"), value(2, "b"));
    expect(await opened(credential, "b")).toEqual({ login: "b", tried: ["a", "b"] });
  });

  test("whose new login is not taken yet is opened with the one before", async () => {
    const { credential, reads } = credentialOf(value(2, "b", "a"));
    expect(await opened(credential, "a")).toEqual({ login: "a", tried: ["b", "a"] });
    expect([reads(), logged.length]).toEqual([2, 1]);
    expect(logged[0]).toContain('"subject":"b","error.type":"Error","db.response.status_code":"28P01"');
  });

  test("is not opened when every login is refused, and says so by the server's error", async () => {
    const { credential } = credentialOf(value(2, "b", "a"));
    await expect(opened(credential)).rejects.toThrow("password authentication failed");
  });

  test("is opened as the last one was when a secret that is well formed names no login that the server takes", async () => {
    const { credential } = credentialOf(value(1, "a"), value(2, "wrong"));
    await opened(credential, "a");
    expect(await opened(credential, "a")).toEqual({ login: "a", tried: ["wrong", "a"] });
    await expect(opened(credential, "b")).rejects.toThrow("password authentication failed");
  });

  test("is not tried with another login when the server does not answer", async () => {
    const { credential } = credentialOf(value(2, "b", "a"));
    const tried: string[] = [];
    const failing = credential.open((url) => (tried.push(url), Promise.reject(new Error("ECONNREFUSED"))));
    await expect(failing).rejects.toThrow("ECONNREFUSED");
    expect(tried).toEqual([urlOf("b")]);
  });
});

describe("what was read last and was good", () => {
  test.each([
    ["the store fails", new Error("the store is down")],
    ["the secret is the placeholder", "placeholder-set-the-value-outside-terraform"],
    ["the secret has a URL of no host", JSON.stringify({ generation: 6, urls: ["postgres://a:secret@db.test:99999/ledge"] })],
    ["the secret is of an older generation", value(4, "old")],
  ])("serves on while %s", async (_what, answer) => {
    const { credential } = credentialOf(value(5, "a"), answer);
    await opened(credential, "a", "old");
    expect(await opened(credential, "a", "old")).toEqual({ login: "a", tried: ["a"] });
  });

  test("serves on while the store is silent, after a second", async () => {
    vi.useFakeTimers();
    const { credential } = credentialOf(value(5, "a"), null);
    await opened(credential, "a");
    const again = opened(credential, "a");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await again).toEqual({ login: "a", tried: ["a"] });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is nothing at first: then it is an outage, and no crash", async () => {
    const { credential } = credentialOf("{}", value(1, "a"));
    await expect(opened(credential, "a")).rejects.toThrow(Outage);
    expect(logged).toEqual([expect.stringContaining('"operation":"readCredential"')]);
    expect(await opened(credential, "a")).toEqual({ login: "a", tried: ["a"] });
  });
});

describe("a secret", () => {
  test("is read as it was written", () => {
    expect(readCredential(credentialText(value(7, "a", "b")))).toEqual(value(7, "a", "b"));
  });

  test.each([
    ["", "is no JSON object"],
    ["postgres://a:secret@db.test/ledge", "is no JSON object"],
    ["null", "is no JSON object"],
    ["{}", "has no generation"],
    ['{"generation": 0, "urls": []}', "has no generation"],
    ['{"generation": 1.5, "urls": []}', "has no generation"],
    ['{"generation": "1", "urls": []}', "has no generation"],
    ['{"generation": 1}', "has no list"],
    ['{"generation": 1, "urls": []}', "has no list"],
    [JSON.stringify(value(1, "a", "b", "c")), "has no list"],
    ['{"generation": 1, "urls": ["https://a:secret@db.test/ledge"]}', "has a URL"],
    ['{"generation": 1, "urls": ["postgres://db.test/ledge"]}', "has a URL"],
    ['{"generation": 1, "urls": ["postgres://a@db.test/ledge"]}', "has a URL"],
    ['{"generation": 1, "urls": [null]}', "has a URL"],
  ])("that is none is refused without a word of it: %j", (text, fault) => {
    expect(() => readCredential(text)).toThrow(fault);
    expect(() => readCredential(text)).not.toThrow("secret@");
  });
});
