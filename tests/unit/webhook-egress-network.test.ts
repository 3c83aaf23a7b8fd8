// The runtime's network on raw workerd with `allow = ["public"]` as in production: no spelling of an internal address, no name that resolves to one
// and no redirect gets through, even if the policy allowed it.
import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MAX_ANSWER_BYTES } from "../../workers/webhooks/src/delivery/exchange.ts";
import { signatureHeaders } from "../../workers/webhooks/src/delivery/signature.ts";
import { SIGNED } from "../support/egress-worker.ts";
import { type RawWorkerd, startRawWorkerd } from "../support/raw-workerd.ts";

const START_TIMEOUT_MS = 180_000;
/** Paths that end only by the time-out, and a short time-out. */
const WAITING = new Set(["/hang", "/trickle"]);
const SOON_MS = 1_000;
const METADATA = "http://169.254.169.254/latest/meta-data/";
const hasIpv6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === "::1"));
/** A name that DNS or the hosts file resolves to this machine. */
const ownName = hostname();
const ownAddress = await lookup(ownName).then(
  ({ address }) => address,
  () => "unknown",
);
const isOwnNameLoopback = ownAddress.startsWith("127.") || ownAddress === "::1";

/** All spellings of loopback, and the address in the runtime's refusal. */
const LOOPBACK: readonly (readonly [host: string, refused: string])[] = [
  ["127.0.0.1", "127.0.0.1"],
  ["127.1", "127.0.0.1"],
  ["2130706433", "127.0.0.1"],
  ["0177.0.0.1", "127.0.0.1"],
  ["0x7f000001", "127.0.0.1"],
  ["①②⑦.⓪.⓪.①", "127.0.0.1"],
  ["localhost", "localhost"],
  ["LOCALHOST", "localhost"],
  ...(hasIpv6
    ? ([
        ["[::1]", "::1"],
        ["[::ffff:127.0.0.1]", "::ffff:7f00:1"],
      ] as const)
    : []),
  // Omitted where this machine has no name that resolves to loopback, because the positive control could not reach it.
  ...(isOwnNameLoopback ? ([[ownName, ownName.toLowerCase()]] as const) : []),
];

/** Nothing listens there: the runtime's message proves that it did not try. */
const INNER: readonly (readonly [host: string, refused: string])[] = [
  ["169.254.169.254", "169.254.169.254:80"],
  ["2852039166", "169.254.169.254:80"],
  ["10.0.0.1", "10.0.0.1:80"],
  ["172.16.0.1", "172.16.0.1:80"],
  ["192.168.0.1", "192.168.0.1:80"],
  ["100.64.0.1", "100.64.0.1:80"],
  ["0.0.0.0", "0.0.0.0:80"],
  ["255.255.255.255", "255.255.255.255:80"],
  ["[::]", ":::80"],
  ["[fe80::1]", "fe80::1:80"],
  ["[fd00:ec2::254]", "fd00:ec2::254:80"],
  ["[::ffff:10.0.0.1]", "::ffff:a00:1:80"],
];

let workerd: RawWorkerd<"public" | "loopback">;
let canary: Server;
let port: number;
let hits: string[] = [];

beforeAll(async () => {
  canary = createServer((request, response) => {
    hits.push(request.url as string);
    if (request.url === "/redirect") return void response.writeHead(307, { Location: METADATA }).end();
    if (request.url === "/redirect-here") return void response.writeHead(307, { Location: "/target" }).end();
    if (request.url === "/hang") return;
    if (request.url === "/trickle") return void response.writeHead(500).write("half");
    if (request.url !== "/endless") return void response.end("canary");
    const pour = (): void => {
      while (!response.destroyed && response.write("x".repeat(16_384)));
    };
    response.on("drain", pour);
    pour();
  }).listen(0, hasIpv6 ? "::" : "0.0.0.0");
  await once(canary, "listening");
  port = (canary.address() as AddressInfo).port;
  workerd = await startRawWorkerd({ public: ["public"], loopback: ["127.0.0.0/8", "::1/128"] });
}, START_TIMEOUT_MS);

afterAll(async () => {
  canary?.closeAllConnections();
  canary?.close();
  expect(await workerd?.stop()).toEqual([]);
});
beforeEach(() => void (hits = []));

describe("the runtime's network", () => {
  test.each(LOOPBACK)("loopback as %s is refused, and is reached by a Worker that is allowed to", async (host, refused) => {
    const url = `http://${host}:${port}/`;
    expect(await workerd.ask("public", { how: "network", url })).toMatchObject({ kind: "failed", status: null, failure: "unreachable" });
    expect(await workerd.refusal()).toBe(`${refused}:${port}`);
    expect(hits).toEqual([]);
    expect(await workerd.ask("loopback", { how: "network", url })).toMatchObject({ kind: "delivered", status: 200, firstBytes: "canary" });
    expect(hits).toEqual(["/"]);
  });

  test.each(INNER)("%s is refused without an attempt", async (host, refused) => {
    const outcome = await workerd.ask("public", { how: "network", url: `http://${host}/` });
    expect(outcome).toMatchObject({ kind: "failed", status: null, failure: "unreachable" });
    expect(await workerd.refusal()).toBe(refused);
  });

  test("a redirect to the metadata service is not followed, and the network would stop a Worker that followed it", async () => {
    const url = `http://127.0.0.1:${port}/redirect`;
    expect(await workerd.ask("loopback", { how: "network", url })).toMatchObject({ kind: "failed", status: 307, failure: "redirected" });
    expect(hits).toEqual(["/redirect"]);
    // This Worker may reach loopback alone, never all of `private`, which includes the real metadata service of a CI machine.
    expect(await workerd.ask("loopback", { how: "follow", url })).toMatchObject({ kind: "failed", status: null, failure: "unreachable" });
    expect(await workerd.refusal()).toBe("169.254.169.254:80");
  });

  test("a redirect to an allowed address is not followed either", async () => {
    const url = `http://127.0.0.1:${port}/redirect-here`;
    expect(await workerd.ask("loopback", { how: "network", url })).toMatchObject({ status: 307, failure: "redirected" });
    expect(hits).toEqual(["/redirect-here"]);
    expect(await workerd.ask("loopback", { how: "follow", url })).toMatchObject({ kind: "delivered" });
    expect(hits).toEqual(["/redirect-here", "/redirect-here", "/target"]);
  });
});

describe("an attempt on the runtime", () => {
  test("the policy refuses before the network is involved, whatever the network allows", async () => {
    const spelled = LOOPBACK.flatMap(([host]) => [`http://${host}:${port}/`, `https://${host}/`]);
    // Addresses that the network considers public though they can stand for IPv4 addresses: NAT64, 6to4, IPv4-compatible.
    const embedded = ["[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[::127.0.0.1]"].map((host) => `https://${host}/`);
    for (const url of [...spelled, ...embedded, METADATA, ...INNER.map(([host]) => `https://${host}/`)]) {
      for (const network of ["public", "loopback"] as const) {
        expect(await workerd.ask(network, { how: "policy", url }), url).toMatchObject({ failure: "refused_by_policy", durationMs: 0 });
      }
    }
    expect(hits).toEqual([]);
  });

  test.each([
    ["/", { kind: "delivered", status: 200, firstBytes: "canary" }],
    ["/hang", { kind: "failed", status: null, failure: "timeout" }],
    ["/trickle", { kind: "failed", status: 500, failure: "status", firstBytes: "half" }],
    ["/endless", { kind: "delivered", status: 200, firstBytes: "x".repeat(MAX_ANSWER_BYTES) }],
  ])("%s ends as on Node", async (path, outcome) => {
    const timeoutMs = WAITING.has(path) ? SOON_MS : undefined;
    const url = `http://127.0.0.1:${port}${path}`;
    expect(await workerd.ask("loopback", { how: "network", url, ...(timeoutMs === undefined ? {} : { timeoutMs }) })).toMatchObject(
      outcome,
    );
  });

  test("a delivery is signed as on Node", async () => {
    const here = await signatureHeaders(SIGNED.masterKey, SIGNED.endpoint, "whm_1", 1_800_000_000, "{}");
    expect(await workerd.ask("public", { how: "sign", url: "" })).toEqual(here);
  });
});
