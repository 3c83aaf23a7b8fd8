// The URLs of webhooks, on a platform as it is deployed: public hosts by name, over TLS, and never the platform itself or its network.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ledge, startLedge } from "../support/ledge.ts";

let ledge: Ledge;

beforeAll(async () => {
  ledge = await startLedge({ vars: { "workers/webhooks/wrangler.toml": { WEBHOOK_OWN_HOSTS: "ledge-own.net, other-own.net" } } });
});
afterAll(async () => await ledge.close());

/** An event type that never occurs in this test, so that nothing is sent to these names. */
const events = ["webhook_endpoint.disabled"];
const create = (url: string) => ledge.request("POST", "/v1/webhook-endpoints", { body: { url, events } });

const allowed = [
  "https://hooks.ledge-test.net/",
  "https://hooks.ledge-test.net:443/with/path?and=query",
  "HTTPS://Hooks.Ledge-Test.Net/",
  "https://bücher.ledge-test.net/",
  // A name that only resembles the platform's.
  "https://not-ledge-own.net/",
  "https://ledge-own.net.ledge-test.net/",
];

const refused = [
  ["no URL", "hooks"],
  ["a path", "/hooks"],
  ["another scheme", "ftp://hooks.ledge-test.net/"],
  ["a script URL", "javascript:alert(1)"],
  ["a file", "file:///etc/passwd"],
  ["plain http", "http://hooks.ledge-test.net/"],
  ["another port", "https://hooks.ledge-test.net:8443/"],
  ["the port of HTTP", "https://hooks.ledge-test.net:80/"],
  ["a user", "https://user@hooks.ledge-test.net/"],
  ["a user and a password", "https://user:secret@hooks.ledge-test.net/"],
  ["a password alone", "https://:secret@hooks.ledge-test.net/"],
  ["a fragment", "https://hooks.ledge-test.net/#here"],
  ["a public address", "https://192.0.2.1/"],
  ["loopback", "https://127.0.0.1/"],
  ["loopback, which only development allows", "http://127.0.0.1:8787/"],
  ["loopback in one number", "https://2130706433/"],
  ["loopback in hexadecimal", "https://0x7f000001/"],
  ["loopback in octal", "https://0177.0.0.1/"],
  ["loopback, short", "https://127.1/"],
  ["loopback in full width", "https://１２７.0.0.1/"],
  ["loopback with a dot", "https://127.0.0.1./"],
  ["loopback behind an encoded dot", "https://127%2e0.0.1/"],
  ["a private network", "https://10.0.0.1/"],
  ["the metadata service of a cloud", "https://169.254.169.254/latest/meta-data/"],
  ["IPv6 loopback", "https://[::1]/"],
  ["IPv4 in IPv6", "https://[::ffff:127.0.0.1]/"],
  ["IPv6", "https://[2001:db8::1]/"],
  ["localhost", "https://localhost/"],
  ["localhost with a dot", "https://localhost./"],
  ["below localhost", "https://hooks.localhost/"],
  ["one label", "https://intranet/"],
  ["a name of the platform's network", "https://db.internal/"],
  ["a name of mDNS", "https://printer.local/"],
  ["the platform", "https://ledge-own.net/"],
  ["a subdomain of the platform", "https://api.ledge-own.net/v1/transfers"],
  ["the platform in other letters", "https://API.Ledge-Own.Net/"],
  ["the platform with a dot", "https://ledge-own.net./"],
  ["the platform's other name", "https://other-own.net/"],
] as const;

describe("an endpoint's URL", () => {
  test.each(allowed)("may be %s", async (url) => {
    const answer = await create(url);
    expect([answer.status, answer.json.url], answer.text).toEqual([201, url]);
  });

  test.each(refused)("is not %s", async (_what, url) => {
    const answer = await create(url);
    expect([answer.status, answer.json.code, answer.json.errors[0]?.pointer], answer.text).toEqual([
      400,
      "webhook_url_not_allowed",
      "/url",
    ]);
    // The answer repeats no part of the refused URL, which may contain a password.
    expect(answer.text).not.toContain("secret");
  });

  test("is at most 2048 characters", async () => {
    const long = (length: number) => "https://hooks.ledge-test.net/".padEnd(length, "x");
    expect([(await create(long(2_048))).status, (await create(long(2_049))).json.code]).toEqual([201, "validation_failed"]);
  });

  test("is checked again when it is changed", async () => {
    const made = await create("https://hooks.ledge-test.net/");
    const path = `/v1/webhook-endpoints/${made.json.id}`;
    const change = (url: string) =>
      ledge.request("PATCH", path, { body: { url }, headers: { "If-Match": made.headers.get("ETag") as string } });
    for (const [, url] of refused) expect((await change(url)).json.code, url).toBe("webhook_url_not_allowed");
    expect((await ledge.request("GET", path)).json.url).toBe("https://hooks.ledge-test.net/");
    expect((await change("https://hooks.ledge-test.net/else")).json.url).toBe("https://hooks.ledge-test.net/else");
  });
});
