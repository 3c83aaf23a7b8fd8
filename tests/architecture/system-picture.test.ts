// The picture of the system is generated from the bindings of the Workers' configs alone, so that it always agrees with them.
import { drawSystem, PICTURE } from "@ledge/dev/system/draw";
import { layOut } from "@ledge/dev/system/layout";
import { type Graph, readGraph, type Worker } from "@ledge/dev/system/read-bindings";
import { CONFIGS } from "@ledge/repository/workers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyRepository, type RepositoryCopy } from "./support/repository-copy.ts";
import { readRepositoryFile } from "./support/sources.ts";

const TOOL = "tools/dev/src/system/main.ts";
const CONFIG = "workers/accounts/wrangler.toml";
const graph = readGraph(CONFIGS);

/** The graph with one Worker changed. */
const withChange = (name: string, change: Partial<Worker>): Graph => ({ ...graph, [name]: { ...(graph[name] as Worker), ...change } });
const accounts = graph["ledge-accounts"] as Worker;

describe("the picture of the system", () => {
  test("shows, as committed, the bindings of the configs", () => {
    expect(readRepositoryFile(PICTURE)).toBe(drawSystem(graph));
  });

  test("shows every call as a solid arrow that names its entrypoint, and every path of events as a dashed one", () => {
    const { arrows } = layOut(graph);
    const calls = Object.values(graph).flatMap((worker) => worker.calls);
    const solid = arrows.filter(({ kind }) => kind === "call").map(({ label }) => label);
    expect(solid.sort()).toEqual(["https", "RUNTIME_DATABASE", ...calls.map(({ entrypoint }) => entrypoint ?? "fetch")].sort());
    const sentOrTaken = Object.values(graph).flatMap(({ produces, consumes }) => [...produces, ...consumes]);
    const givenUp = Object.values(graph).flatMap(({ consumes }) => consumes.filter(({ deadLetters }) => deadLetters !== null));
    expect(arrows.filter(({ kind }) => kind === "event")).toHaveLength(sentOrTaken.length + givenUp.length);
    const dashed = drawSystem(graph).match(/<path class="way event"/g);
    expect(dashed).toHaveLength(sentOrTaken.length + givenUp.length + 1); // one is the legend's
  });

  test("contains the name of every Worker, queue and Durable Object", () => {
    const text = drawSystem(graph);
    const names = Object.entries(graph).flatMap(([name, { durableObjects, produces, consumes }]) => [
      name.replace("ledge-", ""),
      ...durableObjects.map((object) => object.replace(/^.*: /, "")),
      ...produces,
      ...consumes.map(({ queue }) => queue),
    ]);
    for (const name of names) expect(text).toContain(`${name}</text>`);
  });

  test("has no overlapping boxes, and every arrow begins and ends at the edge of one", () => {
    const { boxes, arrows } = layOut(graph);
    for (const a of boxes) {
      for (const b of boxes.filter((box) => box !== a)) {
        const apart = a.left + a.width <= b.left || b.left + b.width <= a.left || a.top + a.height <= b.top || b.top + b.height <= a.top;
        expect(apart, `${a.title} and ${b.title}`).toBe(true);
      }
    }
    for (const { points, label } of arrows) {
      for (const [x, y] of [points[0], points.at(-1)] as [number, number][]) {
        const touches = boxes.some((box) => x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height);
        expect(touches, `${label} at ${x}, ${y}`).toBe(true);
      }
    }
  });

  test.each<[string, string, Partial<Worker>]>([
    [
      "a call to a sibling",
      "ledge-accounts",
      { calls: [...accounts.calls, { binding: "X", service: "ledge-payments", entrypoint: null, caller: "accounts" }] },
    ],
    ["a call up", "ledge-core", { calls: [{ binding: "X", service: "ledge-accounts", entrypoint: null, caller: "core" }] }],
    ["another entrypoint", "ledge-accounts", { calls: accounts.calls.map((call) => ({ ...call, entrypoint: "Payments" })) }],
    ["a call less", "ledge-accounts", { calls: [] }],
    ["a Durable Object", "ledge-accounts", { durableObjects: ["X: Planted"] }],
    ["a queue that is sent to", "ledge-accounts", { produces: ["planted"] }],
    ["a queue that is consumed", "ledge-accounts", { consumes: [{ queue: "planted", deadLetters: null }] }],
    ["a store", "ledge-accounts", { others: ["kv_namespaces"] }],
    ["the database", "ledge-accounts", { storedSecrets: ["RUNTIME_DATABASE"] }],
  ])("changes with a planted difference: %s", (_what, name, change) => {
    expect(drawSystem(withChange(name, change))).not.toBe(drawSystem(graph));
  });

  describe("the command", () => {
    let copy: RepositoryCopy;
    beforeAll(() => {
      copy = copyRepository();
      copy.plant(PICTURE, readRepositoryFile(PICTURE));
    });
    afterAll(() => copy?.remove());

    test("passes its check as committed, and fails it with a binding that is planted in a config", async () => {
      expect(await copy.runTool(TOOL, ["--check"])).toMatchObject({ passed: true });
      const planted = `${readRepositoryFile(CONFIG)}\n[[queues.producers]]\nbinding = "PLANTED"\nqueue = "planted"\n`;
      copy.plant(CONFIG, planted);
      const refused = await copy.runTool(TOOL, ["--check"]);
      expect(refused.passed).toBe(false);
      expect(refused.output).toContain("npm run picture:system");
    });
  });
});
