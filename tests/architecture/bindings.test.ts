// Fence 1: a Worker cannot reach anything that it has no binding for. The graph of bindings is a committed file, so that each new line is reviewed;
// and whatever the file says, every binding points inward.
import { readFileSync } from "node:fs";
import { type Call, type Graph, readGraph, type Worker } from "@ledge/dev/system/read-bindings";
import { CONFIGS, CONFIGS_BESIDE, WORKERS } from "@ledge/repository/workers";
import { describe, expect, test } from "vitest";
import { upstreamNames } from "../../workers/gateway/src/upstreams.ts";
import { outwardBindings } from "./support/bindings.ts";
import { repositoryFiles } from "./support/sources.ts";

const graph = readGraph(CONFIGS);
const golden = JSON.parse(readFileSync(new URL("./golden/bindings.json", import.meta.url), "utf8")) as Graph;

/** The graph with one Worker changed. */
const withChange = (name: string, change: Partial<Worker>): Graph => ({ ...graph, [name]: { ...(graph[name] as Worker), ...change } });
const call = (service: string, entrypoint: string | null, caller: string | null): Call => ({ binding: "X", service, entrypoint, caller });

describe("bindings", () => {
  test("the graph of bindings is the committed one", () => {
    // An intended change is committed by writing this object into golden/bindings.json.
    expect(graph).toEqual(golden);
  });

  test("the graph contains every Worker but those beside the platform", () => {
    const configs = repositoryFiles().filter((path) => path.endsWith("wrangler.toml") && !/^(?:tests|tools)\//.test(path));
    expect([...CONFIGS, ...CONFIGS_BESIDE].sort()).toEqual(configs.sort());
  });

  test("a Worker beside the platform binds nothing of it, and nothing of it binds such a Worker", () => {
    const beside = readGraph(CONFIGS_BESIDE);
    for (const worker of Object.values(beside)) {
      expect([worker.calls, worker.produces, worker.consumes, worker.others]).toEqual([[], [], [], []]);
      expect(worker.durableObjects.filter((object) => object.includes(" of "))).toEqual([]);
    }
    const secrets = new Set(Object.values(graph).flatMap((worker) => worker.secrets));
    expect(Object.values(beside).flatMap((worker) => worker.secrets.filter((secret) => secrets.has(secret)))).toEqual([]);
    const bound = Object.values(graph).flatMap((worker) => [...worker.calls.map(({ service }) => service), ...worker.durableObjects]);
    expect(Object.keys(beside).filter((name) => bound.some((one) => one.endsWith(name)))).toEqual([]);
  });

  test("the gateway forwards to every Worker that describes a part of the contract, and to no other", () => {
    const described = WORKERS.filter(({ app }) => app !== null).map(({ name }) => name);
    expect(["gateway", ...upstreamNames].sort()).toEqual(described.sort());
  });

  test("every binding points inward, under the Worker's own name, and no Worker has its own public address", () => {
    expect(outwardBindings(graph)).toEqual([]);
  });

  test("core-service alone has the database, and no binding leads out of it", () => {
    const holders = Object.entries(graph).filter(([, worker]) => worker.storedSecrets.includes("RUNTIME_DATABASE"));
    expect(holders.map(([name]) => name)).toEqual(["ledge-core"]);
    expect(graph["ledge-core"]?.calls).toEqual([]);
  });

  test.each<[string, string, Partial<Worker>, RegExp]>([
    [
      "a domain Worker reaches a sibling",
      "ledge-accounts",
      { calls: [call("ledge-payments", null, "accounts")] },
      /sideways, to ledge-payments/,
    ],
    ["a domain Worker reaches the gateway", "ledge-accounts", { calls: [call("ledge-gateway", null, "accounts")] }, /outward/],
    [
      "a domain Worker reaches another's entrypoint",
      "ledge-accounts",
      { calls: [call("ledge-core", "Payments", "accounts")] },
      /not its own/,
    ],
    [
      "a domain Worker reaches the core without an entrypoint",
      "ledge-accounts",
      { calls: [call("ledge-core", null, "accounts")] },
      /not its own/,
    ],
    ["a Worker calls under another's name", "ledge-accounts", { calls: [call("ledge-core", "Accounts", "payments")] }, /as payments/],
    ["a Worker calls without a name", "ledge-accounts", { calls: [call("ledge-core", "Accounts", null)] }, /as nobody/],
    ["the gateway skips the domain layer", "ledge-gateway", { calls: [call("ledge-core", null, "gateway")] }, /skips/],
    ["the gateway reaches files without naming its caller", "ledge-gateway", { calls: [call("ledge-docs", null, "gateway")] }, /not Docs/],
    ["core-service calls a domain Worker", "ledge-core", { calls: [call("ledge-accounts", null, "core")] }, /outward/],
    [
      "a Worker uses another's Durable Object",
      "ledge-payments",
      { durableObjects: ["LANES: Lane of ledge-core"] },
      /another's Durable Object/,
    ],
    ["a domain Worker has the database", "ledge-payments", { storedSecrets: ["RUNTIME_DATABASE"] }, /holds RUNTIME_DATABASE/],
    ["a domain Worker has Hyperdrive", "ledge-payments", { others: ["hyperdrive"] }, /way to data/],
    ["a domain Worker has an address on workers.dev", "ledge-payments", { doors: ["workers_dev"] }, /open door: workers_dev/],
    ["a Worker hands its lines to another than who counts them", "ledge-audit", { tails: ["ledge-docs"] }, /hands its lines to ledge-docs/],
    ["a Worker on each request's way is tailed", "ledge-payments", { tails: ["ledge-telemetry"] }, /is tailed/],
    ["core-service is tailed", "ledge-core", { tails: ["ledge-telemetry"] }, /is tailed/],
    [
      "the gateway reads who counts without naming its caller",
      "ledge-gateway",
      { calls: [call("ledge-telemetry", "Metrics", null)] },
      /as nobody/,
    ],
    ["core-service has a route", "ledge-core", { doors: ["routes"] }, /open door: routes/],
  ])("it is refused that %s", (_what, name, change, fault) => {
    expect(outwardBindings(withChange(name, change))).toEqual([expect.stringMatching(fault)]);
  });

  test("a config without settings for public addresses counts as having them, and every kind of binding is seen", () => {
    const planted = readGraph(["tests/architecture/support/planted-wrangler.toml"])["ledge-planted"];
    expect(planted?.doors).toEqual(["route", "workers_dev", "preview_urls"]);
    expect(planted?.others).toEqual(["kv_namespaces", "hyperdrive", "unsafe"]);
    expect(planted?.produces).toEqual(["planted"]);
    expect(planted?.consumes).toEqual([{ queue: "planted", deadLetters: null }]);
    expect(planted?.durableObjects).toEqual(["LANES: Lane of ledge-core"]);
  });
});
