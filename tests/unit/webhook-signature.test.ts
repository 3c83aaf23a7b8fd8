// Signatures as receivers see them: verified by the official library of Standard Webhooks (`v1`) and by Node's Ed25519 (`v1a`), never by the code
// that made them.
import { createPublicKey, hkdfSync, verify } from "node:crypto";
import type { EndpointSecret } from "@ledge/shared/contracts/webhooks";
import { BadKeyList, KeyNotListed, keysIn } from "@ledge/shared/key-list";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { deriveSecret, type Scheme, shownSecret, signatureHeaders } from "../../workers/webhooks/src/delivery/signature.ts";

const MASTER_KEY = "a-master-key-of-the-tests-and-of-nothing-else";
const OTHER_KEY = "another-master-key-of-the-tests";
const idOf = (key: string): string => keysIn("WEBHOOK_MASTER_KEY", key)[0].id;
/** A secret of an endpoint, by its number. */
const secret = (version: number, key = MASTER_KEY): EndpointSecret => ({ version, key: idOf(key) });
const NOW_SECONDS = 1_800_000_000;
const TOLERANCE_SECONDS = 5 * 60;
const MESSAGE = { webhookId: "whm_2KWPBgLlAfxdpx2AI54pPJ85f4W", timestampSeconds: NOW_SECONDS, payload: '{"name":"Zoë 😀"}' };
type Message = typeof MESSAGE;
/** Signs for the endpoint `whe_01`. */
const send = (scheme: Scheme, secrets: EndpointSecret[], change: Partial<Message> = {}, masterKeys = MASTER_KEY) => {
  const { webhookId, timestampSeconds, payload } = { ...MESSAGE, ...change };
  return signatureHeaders(masterKeys, { id: "whe_01", signature: scheme, secrets }, webhookId, timestampSeconds, payload);
};

// The library reads the system clock.
beforeEach(() => void vi.useFakeTimers({ now: NOW_SECONDS * 1_000, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

type Headers = Record<string, string>;
/** Whether the holder of `secret` accepts the delivery. */
type Receiver = (shown: string, payload: string, headers: Headers) => boolean;

const libraryTakes: Receiver = (shown, payload, headers) => {
  try {
    new Webhook(shown).verify(payload, headers);
    return true;
  } catch {
    return false;
  }
};

/** The library supports `v1` alone. This is the equivalent for `v1a`, by the specification. */
const ed25519Takes: Receiver = (shown, payload, headers) => {
  if (Math.abs(Number(headers["webhook-timestamp"]) - NOW_SECONDS) > TOLERANCE_SECONDS) return false;
  const x = Buffer.from(shown.slice("whpk_".length), "base64").toString("base64url");
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const content = Buffer.from(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${payload}`);
  const parts = (headers["webhook-signature"] as string).split(" ").map((part) => part.split(","));
  return parts.some(([scheme, signature]) => scheme === "v1a" && verify(null, content, key, Buffer.from(signature as string, "base64")));
};

const receivers: readonly (readonly [Scheme, RegExp, Receiver])[] = [
  ["v1", /^whsec_[A-Za-z0-9+/]{43}=$/, libraryTakes],
  ["v1a", /^whpk_[A-Za-z0-9+/]{43}=$/, ed25519Takes],
];

/** Changes of a delivery on its way, none of which may be accepted. */
const forgeries: readonly (readonly [string, (headers: Headers, payload: string) => readonly [Headers, string]])[] = [
  ["another payload", (headers, payload) => [headers, payload.replace("Zoë", "Eve")]],
  ["a space more", (headers, payload) => [headers, `${payload} `]],
  ["another id", (headers, payload) => [{ ...headers, "webhook-id": `${headers["webhook-id"]}x` }, payload]],
  ["a later time", (headers, payload) => [{ ...headers, "webhook-timestamp": String(NOW_SECONDS + 1) }, payload]],
  ["a time past the tolerance", (headers, payload) => [{ ...headers, "webhook-timestamp": String(NOW_SECONDS - 301) }, payload]],
  [
    "a truncated signature",
    (headers, payload) => [{ ...headers, "webhook-signature": headers["webhook-signature"]!.slice(0, -8) }, payload],
  ],
  ["a signature without its bytes", (headers, payload) => [{ ...headers, "webhook-signature": "v1, v1a," }, payload]],
  [
    "a signature by another scheme's name",
    (headers, payload) => [{ ...headers, "webhook-signature": headers["webhook-signature"]!.replace(/v1a?,/, "v2,") }, payload],
  ],
  [
    "a part of the id moved into the time",
    (headers, payload) => [
      { ...headers, "webhook-id": "whm_2KWPBgLlAfxdpx2AI54pPJ85f4", "webhook-timestamp": `W.${NOW_SECONDS}` },
      payload,
    ],
  ],
];

/** The names of the forgeries that a receiver accepts. */
const taken = (receive: Receiver, shown: string, headers: Headers): string[] =>
  forgeries
    .filter(([, forge]) => {
      const [forgedHeaders, forgedPayload] = forge(headers, MESSAGE.payload);
      return receive(shown, forgedPayload, forgedHeaders);
    })
    .map(([name]) => name);

describe.each(receivers)("signatures by %s", (scheme, form, receive) => {
  const shown = (version: number) => shownSecret(MASTER_KEY, scheme, "whe_01", secret(version));
  const sent = (...versions: number[]) =>
    send(
      scheme,
      versions.map((version) => secret(version)),
    );

  test("the holder of the shown secret accepts the delivery, and no holder accepts a changed one", async () => {
    expect(await shown(1)).toMatch(form);
    const headers = await sent(1);
    expect(receive(await shown(1), MESSAGE.payload, headers)).toBe(true);
    expect(taken(receive, await shown(1), headers)).toEqual([]);
  });

  test("the law of forgeries detects a receiver that checks the form of the headers alone", async () => {
    const formOnly: Receiver = (_shown, _payload, headers) => /^v1a?,.{86,}$|^v1,.{44}$/.test(headers["webhook-signature"] as string);
    expect(taken(formOnly, "", await sent(1))).toContain("another payload");
  });

  test("while a secret is rotated both the old one and the new one verify, and one that is not in use does not", async () => {
    const headers = await sent(2, 1);
    expect(headers["webhook-signature"]).toMatch(new RegExp(`^${scheme},[^ ,]+ ${scheme},[^ ,]+$`));
    const verdicts = [1, 2, 3].map(async (version) => receive(await shown(version), MESSAGE.payload, headers));
    expect(await Promise.all(verdicts)).toEqual([true, true, false]);
  });

  test("another endpoint, another version, another scheme and another master key each have another secret", async () => {
    const other: Scheme = scheme === "v1" ? "v1a" : "v1";
    const secrets = await Promise.all([
      deriveSecret(MASTER_KEY, scheme, "whe_01", secret(1)),
      deriveSecret(MASTER_KEY, scheme, "whe_01", secret(2)),
      deriveSecret(MASTER_KEY, scheme, "whe_02", secret(1)),
      deriveSecret(MASTER_KEY, other, "whe_01", secret(1)),
      deriveSecret(OTHER_KEY, scheme, "whe_01", secret(1, OTHER_KEY)),
    ]);
    expect(new Set(secrets.map((one) => Buffer.from(one).toString("hex"))).size).toBe(5);
  });

  test("every payload is signed to the byte", async () => {
    const shownOnce = await shown(1);
    const characters = fc.array(fc.integer({ min: 0, max: 0x10ffff }));
    const payloads = characters.map((codes) => JSON.stringify({ value: String.fromCodePoint(...codes) }));
    await fc.assert(
      fc.asyncProperty(payloads, async (payload) => {
        const headers = await send(scheme, [secret(1)], { payload });
        expect(receive(shownOnce, payload, headers)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe("secrets", () => {
  test("a secret is HKDF-SHA-256 of the master key, as Node computes it", async () => {
    const info = "ledge webhook secret v1 v1a whe_01 7";
    const derived = await deriveSecret(MASTER_KEY, "v1a", "whe_01", secret(7));
    expect(Buffer.from(derived)).toEqual(Buffer.from(hkdfSync("sha256", MASTER_KEY, "", info, 32)));
  });

  test("the shown part of an Ed25519 key is not its seed", async () => {
    const seed = Buffer.from(await deriveSecret(MASTER_KEY, "v1a", "whe_01", secret(1))).toString("base64");
    expect(await shownSecret(MASTER_KEY, "v1a", "whe_01", secret(1))).not.toContain(seed);
  });

  test.each(["", "changeme", "x".repeat(15), `${MASTER_KEY} ${MASTER_KEY}`])("the list %j signs nothing", async (masterKeys) => {
    await expect(send("v1", [secret(1)], {}, masterKeys)).rejects.toThrow(BadKeyList);
    await expect(shownSecret(masterKeys, "v1", "whe_01", secret(1))).rejects.toThrow(BadKeyList);
  });

  test("of a master key outlive its rotation: what is signed after it verifies with what was shown before, and not without the key", async () => {
    const shown = await shownSecret(MASTER_KEY, "v1", "whe_01", secret(1));
    const [rotated, kept, dropped] = [`${OTHER_KEY} fresh-key-that-is-to-be-next ${MASTER_KEY}`, [secret(1)], OTHER_KEY];
    const headers = await send("v1", kept, {}, rotated);
    expect([libraryTakes(shown, MESSAGE.payload, headers), await shownSecret(rotated, "v1", "whe_01", secret(1))]).toEqual([true, shown]);
    const both = await send("v1", [secret(2, OTHER_KEY), secret(1)], {}, rotated);
    const successor = await shownSecret(rotated, "v1", "whe_01", secret(2, OTHER_KEY));
    expect([shown, successor].map((one) => libraryTakes(one, MESSAGE.payload, both))).toEqual([true, true]);
    await expect(send("v1", kept, {}, dropped)).rejects.toThrow(KeyNotListed);
    await expect(send("v1", [secret(2, OTHER_KEY), secret(1)], {}, dropped)).rejects.toThrow(
      expect.objectContaining({ name: `KeyNotListed:WEBHOOK_MASTER_KEY:${idOf(MASTER_KEY)}` }),
    );
  });

  test.each<[string, Partial<Message>]>([
    ["an id with a full stop", { webhookId: "a.1" }],
    ["an empty id", { webhookId: "" }],
    ["an id with a line break", { webhookId: "a\nb" }],
    ["a time with a fraction", { timestampSeconds: 1.5 }],
    ["no time", { timestampSeconds: Number.NaN }],
    ["a time before 1970", { timestampSeconds: -1 }],
  ])("%s is not signed", async (_what, change) => {
    await expect(send("v1", [secret(1)], change)).rejects.toThrow(RangeError);
  });

  test("nothing is signed for an endpoint without a secret", async () => {
    await expect(send("v1", [])).rejects.toThrow(RangeError);
  });
});
