// Authentication at the edge: a malformed key is refused without a look-up, a principal is cached for the promised time and no longer, and an outage
// of identity neither admits nor refuses a key for good.
import { formatApiKey } from "@ledge/shared/api-key";
import type { KnownKey } from "@ledge/shared/contracts/identity";
import { describe, expect, test, vi } from "vitest";
import {
  authenticate as authenticateUnder,
  PRINCIPAL_CACHE_MS,
  SHARED_MS,
  UNCONFIRMED_MS,
} from "../../workers/gateway/src/authenticate.ts";

const START = 1_000_000;
const MACS = "a-secret-of-macs";
const authenticate = (header: string | null, nowMs: number, lookUp: (token: string) => Promise<KnownKey | null>) =>
  authenticateUnder(header, nowMs, MACS, lookUp);
const principal: KnownKey = {
  principal: {
    id: "0192a3b4-0000-7000-8000-000000000001",
    keyId: "0192a3b4-0000-7000-8000-000000000002",
    scopes: ["operator"],
    customerId: null,
  },
  rate: null,
};

/** The cache is shared by the module, so each test uses its own key. */
let made = 0;
const newToken = (): string => {
  made += 1;
  return formatApiKey(new Uint8Array(32).fill(made), MACS);
};
const answering = (answer: KnownKey | null) => vi.fn(async (_token: string): Promise<KnownKey | null> => answer);

const failing = async (): Promise<KnownKey | null> => Promise.reject(new Error("identity is gone"));

describe("authentication", () => {
  const token = newToken();
  test.each([
    ["nothing", null],
    ["an empty header", ""],
    ["a scheme alone", "Bearer"],
    ["a scheme and a blank", "Bearer "],
    ["a bare token", token],
    ["another scheme", `Basic ${token}`],
    ["a scheme of a longer name", `XBearer ${token}`],
    ["no blank", `Bearer${token}`],
    ["a tab", `Bearer\t${token}`],
    ["two tokens", `Bearer ${token} ${token}`],
    ["two headers that were joined", `Bearer ${token}, Bearer ${token}`],
    ["a wrong checksum", `Bearer ${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`],
    ["another alphabet's case", `Bearer ${token.toUpperCase()}`],
    ["a JWT", "Bearer eyJhbGciOiJub25lIn0.e30."],
    ["a blank before", ` Bearer ${token}`],
    ["a very long one", `Bearer ${"x".repeat(100_000)}`],
  ])("%s is refused without a look-up", async (_name, header) => {
    const lookUp = answering(principal);
    expect(await authenticate(header, START, lookUp)).toBeNull();
    expect(lookUp).not.toHaveBeenCalled();
  });

  test.each(["Bearer", "bearer", "BEARER"])("the scheme %s is accepted in any case, and the token as it is", async (scheme) => {
    const own = newToken();
    const lookUp = answering(principal);
    expect(await authenticate(`${scheme}  ${own}`, START, lookUp)).toEqual(principal);
    expect(lookUp).toHaveBeenCalledExactlyOnceWith(own);
  });

  test("a principal is cached for the promised time, and a revoked key is refused after it", async () => {
    const header = `Bearer ${newToken()}`;
    const live = answering(principal);
    const revoked = answering(null);
    await authenticate(header, START, live);
    expect(await authenticate(header, START + 1, revoked)).toEqual(principal);
    expect(await authenticate(header, START + PRINCIPAL_CACHE_MS - 1, revoked)).toEqual(principal);
    expect(revoked).not.toHaveBeenCalled();
    expect(await authenticate(header, START + PRINCIPAL_CACHE_MS, revoked)).toBeNull();
    expect(revoked).toHaveBeenCalledTimes(1);
    expect(PRINCIPAL_CACHE_MS).toBeLessThanOrEqual(5_000);
  });

  test("use does not extend the time, which counts from the beginning of the look-up", async () => {
    const header = `Bearer ${newToken()}`;
    const lookUp = answering(principal);
    for (let ms = 0; ms <= PRINCIPAL_CACHE_MS; ms += 100) await authenticate(header, START + ms, lookUp);
    expect(lookUp).toHaveBeenCalledTimes(2);
  });

  test("a key that was issued and is not valid is looked up once in the time that a valid one is", async () => {
    const header = `Bearer ${newToken()}`;
    const unknown = answering(null);
    await authenticate(header, START, unknown);
    expect(await authenticate(header, START + PRINCIPAL_CACHE_MS - 1, unknown)).toBeNull();
    expect(unknown).toHaveBeenCalledTimes(1);
    expect(await authenticate(header, START + PRINCIPAL_CACHE_MS, answering(principal))).toEqual(principal);
  });

  test("a key under a secret of MACs that is not ours costs no look-up, and one under a former secret is looked up", async () => {
    const forged = formatApiKey(new Uint8Array(32).fill(200), "another-secret");
    const lookUp = answering(principal);
    expect(await authenticateUnder(`Bearer ${forged}`, START, MACS, lookUp)).toBeNull();
    expect(lookUp).not.toHaveBeenCalled();
    expect(await authenticateUnder(`Bearer ${forged}`, START, `${MACS} another-secret`, lookUp)).toEqual(principal);
  });

  test("requests with one key share a look-up, and one that never ends holds up no request after its time", async () => {
    const header = `Bearer ${newToken()}`;
    const never = vi.fn(() => new Promise<KnownKey | null>(() => undefined));
    const live = answering(principal);
    void authenticate(header, START, never);
    void authenticate(header, START + SHARED_MS - 1, live);
    expect(live).not.toHaveBeenCalled();
    expect(await authenticate(header, START + SHARED_MS, live)).toEqual(principal);
  });

  test("a failed look-up is reported where nothing is known of the key, and is not remembered", async () => {
    const header = `Bearer ${newToken()}`;
    await expect(authenticate(header, START, failing)).rejects.toThrow("identity is gone");
    expect(await authenticate(header, START, answering(principal))).toEqual(principal);
  });

  test("while identity does not answer, the last principal is accepted for a bounded time that use does not extend, and each use is logged", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const header = `Bearer ${newToken()}`;
    await authenticate(header, START, answering(principal));
    for (let ms = PRINCIPAL_CACHE_MS; ms < UNCONFIRMED_MS; ms += 1_000)
      expect(await authenticate(header, START + ms, failing)).toEqual(principal);
    expect(warn).toHaveBeenCalledTimes(25);
    expect(warn.mock.calls[0]?.[0]).toContain("authenticate.unconfirmed");
    await expect(authenticate(header, START + UNCONFIRMED_MS, failing)).rejects.toThrow("identity is gone");
    expect(UNCONFIRMED_MS).toBeLessThanOrEqual(30_000);
    warn.mockRestore();
  });

  test("a look-up that does not end holds up a known principal for as long as it is shared", async () => {
    vi.useFakeTimers();
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const header = `Bearer ${newToken()}`;
    await authenticate(header, START, answering(principal));
    const answer = authenticate(header, START + PRINCIPAL_CACHE_MS, () => new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(SHARED_MS);
    expect(await answer).toEqual(principal);
    warn.mockRestore();
    vi.useRealTimers();
  });

  test("a key whose revocation was seen is not accepted while identity does not answer", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const header = `Bearer ${newToken()}`;
    await authenticate(header, START, answering(principal));
    await authenticate(header, START + PRINCIPAL_CACHE_MS, answering(null));
    expect(await authenticate(header, START + 2 * PRINCIPAL_CACHE_MS, failing)).toBeNull();
    warn.mockRestore();
  });

  test("one key's principal is never another's", async () => {
    const [one, other] = [`Bearer ${newToken()}`, `Bearer ${newToken()}`];
    await authenticate(one, START, answering(principal));
    expect(await authenticate(other, START, answering(null))).toBeNull();
  });
});
