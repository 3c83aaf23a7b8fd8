// A release that is killed between any two of its steps: the next run continues, and in the end every step was done once.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SamplePlatform, openSamplePlatform, scripts } from "./support/sample-platform.ts";

/** More steps than any release in this test has. */
const MOST_STEPS = 40;
let platform: SamplePlatform;

beforeAll(async () => {
  platform = await openSamplePlatform();
});
afterAll(() => platform.stop());

/** The uploads and traffic splits since a call, each of which must be made once. */
const effects = (since: number): string[] =>
  platform.cloudflare.calls
    .slice(since)
    .filter(({ method, path }) => method !== "GET" && /scripts\/[^/]+(\/versions|\/deployments)?$/.test(path))
    .map(({ method, path, body }) => {
      const name = path.replace(/.*\/scripts\//, "");
      const split = path.endsWith("/deployments")
        ? (JSON.parse(body.toString()) as { versions: { percentage: number }[] }).versions.map(({ percentage }) => percentage).join("/")
        : "";
      return `${method} ${name} ${split}`.trim();
    });

describe("a release that is killed at every boundary between steps", () => {
  test("to a fresh environment ends as if it had not been killed, each Worker deployed once", async () => {
    const commit = platform.commit({});
    // The last runs end at steps that leave no trace and are repeated: triggers and the smoke test. They are allowed to finish.
    let kills = 0;
    for (const wanted of ["expand the schema", "deploy core", "deploy middle", "deploy front"]) {
      const { signal, out } = await platform.deploy([], { killAfter: 1 });
      expect(signal).toBe("SIGKILL");
      expect(out).toContain(`✓ ${wanted}`);
      kills += 1;
    }
    expect(await platform.deploy([])).toMatchObject({ code: 0, err: "" });
    expect(kills).toBe(4);
    expect(effects(0)).toEqual(["PUT core", "PUT middle", "PUT front"]);
    expect(platform.serving()).toEqual(["front", "middle", "core"].map((name) => `${name}: ${commit.slice(0, 8)} 100`));
  });

  test("by versions ends in the same way: each version is uploaded once, each split made once, in the same order", async () => {
    const commit = platform.commit({
      ...scripts("second"),
      "migrations/0002_second.sql": "-- More.\nCREATE TABLE sample.parts (id integer);\n",
    });
    const before = platform.cloudflare.calls.length;
    const kills: string[] = [];
    // A smoke test leaves no trace, so a run that is killed directly after it repeats it. Such a run is allowed one step more.
    for (let killAfter = 1; kills.length < MOST_STEPS;) {
      const { signal, code, err, out } = await platform.deploy([], { killAfter });
      if (signal !== "SIGKILL") {
        expect({ code, err }).toEqual({ code: 0, err: "" });
        break;
      }
      const done = out.split("\n").filter((line) => line.startsWith("✓"));
      kills.push(done.at(-1) ?? "");
      killAfter = /smoke|triggers/.test(done.at(-1) ?? "") ? done.length + 1 : 1;
    }
    const each = (words: (name: string) => string): string[] => ["core", "middle", "front"].map(words);
    expect(kills).toEqual([
      "✓ expand the schema",
      ...each((name) => `✓ upload ${name}`),
      ...[0, 10, 100].flatMap((stage) => [
        ...each((name) => `✓ ${name} to ${stage} %`),
        `✓ smoke at ${stage} %${stage === 0 ? ", which cannot reach core" : ""}`,
      ]),
      "✓ triggers of core",
    ]);
    expect(effects(before)).toEqual([
      ...each((name) => `POST ${name}/versions`),
      ...["0/100", "10/90", "100"].flatMap((split) => each((name) => `POST ${name}/deployments ${split}`)),
    ]);
    expect(platform.serving()).toEqual(["front", "middle", "core"].map((name) => `${name}: ${commit.slice(0, 8)} 100`));
  });

  test("during a rollback continues to roll back, not forward", async () => {
    const before = platform.serving();
    platform.commit(scripts("broken:100"));
    // Up to 100 % all steps succeed: 3 uploads, 3 stages of 3 splits, 2 smoke tests. Then one Worker is rolled back.
    const killed = await platform.deploy([], { killAfter: 3 + 9 + 2 + 1 });
    expect(killed.signal).toBe("SIGKILL");
    expect(killed.out).toContain("✓ front back");
    expect(platform.serving()).not.toEqual(before);
    expect((await platform.deploy([], { killAfter: 1 })).out).toContain("✓ middle back");
    const { code, err } = await platform.deploy([]);
    expect(code).toBe(1);
    expect(err).toMatch(/^This commit was being rolled back\.\nRolled back/);
    expect(platform.serving()).toEqual(before);
  });
});
