// Which versions answered: what a release asks of /readyz to know whom its smoke test has reached.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { requestHost } from "../support/request-host.ts";

const SERVICES = [
  "accounts",
  "audit",
  "core",
  "customers",
  "docs",
  "gateway",
  "identity",
  "lane",
  "ledger",
  "payments",
  "search",
  "telemetry",
  "webhooks",
];
let ledge: Ledge;

beforeAll(async () => {
  ledge = await startLedge();
});
afterAll(() => ledge.close());

test("an operator reads from /readyz which version of each Worker answered, and of the lane behind the core", async () => {
  for (const headers of [{}, { "Cloudflare-Workers-Version-Overrides": 'ledge-accounts="1"' }]) {
    const { json } = await ledge.request("GET", "/readyz", { headers });
    expect(json.versions.map(({ service }: { service: string }) => service)).toEqual(SERVICES);
    for (const { version, service } of json.versions) expect(version, service).toMatch(/^[0-9a-f-]{36}$/);
    const of = (name: string): string => json.versions.find(({ service }: { service: string }) => service === name).version;
    expect(of("lane")).toBe(of("core"));
    expect(of("core")).not.toBe(of("gateway"));
  }
  expect((await ledge.request("GET", "/readyz", { token: null })).json).toEqual({ status: "ready" });
});

test("nobody reads it from the docs", async () => {
  expect((await requestHost(ledge.url, "docs.localhost", "GET", "/internal/ready")).status).toBe(404);
});
