// Authentication at the edge: a malformed key is refused without a look-up, a principal is cached for the promised time and no longer, and an outage
// of identity neither admits nor refuses a key for good.
import { formatApiKey } from "@ledge/shared/api-key";
import type { Principal } from "@ledge/shared/context";
import { describe, expect, test, vi } from "vitest";
import { authenticate, PRINCIPAL_CACHE_MS } from "../../workers/gateway/src/authenticate.ts";

const START = 1_000_000;
const principal: Principal = {
  id: "0192a3b4-0000-7000-8000-000000000001",
  keyId: "0192a3b4-0000-7000-8000-000000000002",
  scopes: ["operator"],
  customerId: null,
};

/** The cache is shared by the module, so each test uses its own key. */
let made = 0;
const newToken = (): string => {
  made += 1;
  return formatApiKey(new Uint8Array(32).fill(made));
};
const answering = (answer: Principal | null) => vi.fn(async (_token: string): Promise<Principal | null> => answer);

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

  test("an unknown key is looked up each time, so that it fills no memory and a new key works at once", async () => {
    const header = `Bearer ${newToken()}`;
    const unknown = answering(null);
    await authenticate(header, START, unknown);
    await authenticate(header, START, unknown);
    expect(unknown).toHaveBeenCalledTimes(2);
    expect(await authenticate(header, START, answering(principal))).toEqual(principal);
  });

  test("a failed look-up is reported, is not cached, and does not affect a valid key", async () => {
    const header = `Bearer ${newToken()}`;
    const failing = vi.fn(async (): Promise<Principal | null> => Promise.reject(new Error("identity is gone")));
    await expect(authenticate(header, START, failing)).rejects.toThrow("identity is gone");
    expect(await authenticate(header, START, answering(principal))).toEqual(principal);
    expect(await authenticate(header, START + 1, failing)).toEqual(principal);
    await expect(authenticate(header, START + PRINCIPAL_CACHE_MS, failing)).rejects.toThrow("identity is gone");
  });

  test("one key's principal is never another's", async () => {
    const [one, other] = [`Bearer ${newToken()}`, `Bearer ${newToken()}`];
    await authenticate(one, START, answering(principal));
    expect(await authenticate(other, START, answering(null))).toBeNull();
  });
});
