// The client's verification of webhooks: it accepts what the platform and the official library of Standard Webhooks sign, and nothing that was
// changed on its way.
import { generateKeyPairSync, sign } from "node:crypto";
import { verifyWebhook, type WebhookRequest, type WebhookVerificationError } from "@ledge/client/webhooks";
import { keysIn } from "@ledge/shared/key-list";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { type Scheme, shownSecret, signatureHeaders } from "../../workers/webhooks/src/delivery/signature.ts";

const MASTER_KEY = "a-master-key-of-the-tests-and-of-nothing-else";
const [{ id: key }] = keysIn("WEBHOOK_MASTER_KEY", MASTER_KEY);
const NOW_S = 1_800_000_000;
const nowMs = NOW_S * 1_000;
const ID = "evt_01jd2m8xk7e9vbt3q5w6y8z0ac";
const payload = JSON.stringify({ id: ID, type: "transfer.posted", data: { description: "Zoë 😀" } });

const shown = (scheme: Scheme, version: number) => shownSecret(MASTER_KEY, scheme, "whe_01", { version, key });
const signed = (scheme: Scheme, versions: number[]) =>
  signatureHeaders(
    MASTER_KEY,
    { id: "whe_01", signature: scheme, secrets: versions.map((version) => ({ version, key })) },
    ID,
    NOW_S,
    payload,
  );

/** The code of the refusal, or "taken" for an accepted webhook. */
const verdict = (request: WebhookRequest, secrets: string | string[], atMs = nowMs): Promise<string> =>
  verifyWebhook(request, { secrets, nowMs: atMs }).then(
    () => "taken",
    (error: WebhookVerificationError) => error.code ?? String(error),
  );

describe.each<Scheme>(["v1", "v1a"])("a webhook signed by %s", (scheme) => {
  test("is accepted with the secret that the platform showed, as text or bytes, with headers of any kind, and gives id, time and event", async () => {
    const [headers, secrets] = [await signed(scheme, [1]), await shown(scheme, 1)];
    const taken = { id: ID, sentAt: new Date(nowMs), event: JSON.parse(payload) };
    expect(await verifyWebhook({ headers, payload }, { secrets, nowMs })).toEqual(taken);
    expect(await verifyWebhook({ headers: new Headers(headers), payload: Buffer.from(payload) }, { secrets, nowMs })).toEqual(taken);
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    expect(await verifyWebhook({ headers: upper, payload }, { secrets, nowMs })).toEqual(taken);
  });

  const forgeries: readonly [what: string, code: string, change: (headers: Record<string, string>) => WebhookRequest][] = [
    ["another payload", "signature_mismatch", (headers) => ({ headers, payload: payload.replace("Zoë", "Eve") })],
    ["a space more", "signature_mismatch", (headers) => ({ headers, payload: `${payload} ` })],
    ["another id", "signature_mismatch", (headers) => ({ headers: { ...headers, "webhook-id": `${ID}x` }, payload })],
    ["an id with a full stop", "id_invalid", (headers) => ({ headers: { ...headers, "webhook-id": "a.1" }, payload })],
    ["a later time", "signature_mismatch", (headers) => ({ headers: { ...headers, "webhook-timestamp": String(NOW_S + 1) }, payload })],
    ["a malformed time", "timestamp_invalid", (headers) => ({ headers: { ...headers, "webhook-timestamp": "NaN" }, payload })],
    [
      "a shortened signature",
      "signature_mismatch",
      (headers) => ({ headers: { ...headers, "webhook-signature": headers["webhook-signature"]?.slice(0, -8) }, payload }),
    ],
    [
      "a signature that is not base64",
      "signature_mismatch",
      (headers) => ({ headers: { ...headers, "webhook-signature": `${scheme},%%%` }, payload }),
    ],
    [
      "a signature under another scheme's name",
      "signature_mismatch",
      (headers) => ({ headers: { ...headers, "webhook-signature": headers["webhook-signature"]?.replace(/v1a?,/, "v2,") }, payload }),
    ],
    ["no signature", "header_missing", (headers) => ({ headers: { ...headers, "webhook-signature": undefined }, payload })],
    ["two ids", "header_missing", (headers) => ({ headers: { ...headers, "webhook-id": [ID, ID] }, payload })],
  ];
  test.each(forgeries)("is refused with %s: %s", async (_what, code, change) => {
    expect(await verdict(change({ ...(await signed(scheme, [1])) }), await shown(scheme, 1))).toBe(code);
  });

  test("is accepted for five minutes before and after its time, and not a second longer", async () => {
    const [headers, secret] = [await signed(scheme, [1]), await shown(scheme, 1)];
    const verdicts = [-301, -300, 300, 301].map((ageS) => verdict({ headers, payload }, secret, nowMs + ageS * 1_000));
    const outside = "timestamp_out_of_tolerance";
    expect(await Promise.all(verdicts)).toEqual([outside, "taken", "taken", outside]);
    expect(await verdict({ headers, payload }, secret, Number.NaN)).toBe(outside);
  });

  test("is accepted during a rotation, whichever side changes first, and not by a secret that is no longer in use", async () => {
    const [both, secrets] = [await signed(scheme, [2, 1]), await Promise.all([1, 2, 3].map((version) => shown(scheme, version)))];
    const verdicts = secrets.map((secret) => verdict({ headers: both, payload }, secret));
    expect(await Promise.all(verdicts)).toEqual(["taken", "taken", "signature_mismatch"]);
    expect(await verdict({ headers: await signed(scheme, [2]), payload }, secrets)).toBe("taken");
    expect(await verdict({ headers: both, payload }, [])).toBe("signature_mismatch");
  });

  test("with hundreds of signatures costs no more than ten", async () => {
    const headers = await signed(scheme, [1]);
    const flood = { ...headers, "webhook-signature": `${`${scheme},AAAA `.repeat(500)}${headers["webhook-signature"]}` };
    expect(await verdict({ headers: flood, payload }, await shown(scheme, 1))).toBe("signature_mismatch");
  });
});

test("what the official library signs is accepted", async () => {
  const secret = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;
  const signature = new Webhook(secret).sign(ID, new Date(nowMs), payload);
  const headers = { "webhook-id": ID, "webhook-timestamp": String(NOW_S), "webhook-signature": signature };
  expect(await verdict({ headers, payload }, secret)).toBe("taken");
});

test("what Node's Ed25519 signs is accepted, and a secret of one scheme is no key of the other", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const secret = `whpk_${Buffer.from(publicKey.export({ format: "jwk" }).x as string, "base64url").toString("base64")}`;
  const content = Buffer.from(`${ID}.${NOW_S}.${payload}`);
  const headers = {
    "webhook-id": ID,
    "webhook-timestamp": String(NOW_S),
    "webhook-signature": `v1a,${sign(null, content, privateKey).toString("base64")}`,
  };
  expect(await verdict({ headers, payload }, secret)).toBe("taken");
  expect(await verdict({ headers, payload }, secret.replace("whpk_", "whsec_"))).toBe("signature_mismatch");
});

test("a signed payload that is not JSON is refused as such", async () => {
  const terms = { id: "whe_01", signature: "v1", secrets: [{ version: 1, key }] } as const;
  const headers = await signatureHeaders(MASTER_KEY, terms, ID, NOW_S, "<xml/>");
  expect(await verdict({ headers, payload: "<xml/>" }, await shown("v1", 1))).toBe("payload_not_json");
});

test.each(["", "whsec_", "whsec_c2hvcnQ=", "secret", "whpk_AAAA", "whsec_%%%", "ledge_abc"])(
  "%j is not a secret of the platform, and is not quoted in the error",
  async (secret) => {
    const verified = verifyWebhook({ headers: await signed("v1", [1]), payload }, { secrets: secret, nowMs });
    await expect(verified).rejects.toThrow(RangeError);
    await expect(verified).rejects.toThrow(/^a webhook secret is whsec_ or whpk_ and base64, as the platform shows it$/);
  },
);
