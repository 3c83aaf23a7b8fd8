// A release end to end: real git, Wrangler and Postgres, and a stand-in account that follows Cloudflare's rules.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resetsOf } from "../stand-ins/cloudflare/objects.ts";
import { coreConfig, type SamplePlatform, openSamplePlatform, scripts, PAGE } from "./support/sample-platform.ts";

let platform: SamplePlatform;
let first = "";
let second = "";
let fixed = "";
/** Those that have reached everybody when objects are counted. */
const RELEASES = 3;

const short = (commit: string): string => commit.slice(0, 8);
const allServe = (commit: string): string[] => ["front", "middle", "core"].map((name) => `${name}: ${short(commit)} 100`);
/** A function of the database. */
const COUNT = "migrations/functions/sample/count.sql";
const count = (parameters: string): string =>
  `CREATE OR REPLACE FUNCTION sample.count${parameters} RETURNS integer LANGUAGE sql AS 'SELECT 1';\n`;
/** The calls that change the account, in readable form. */
const changes = (since: number): string[] =>
  platform.cloudflare.calls
    .slice(since)
    .filter(({ method, path }) => method !== "GET" && /\/(scripts\/[^/]+(\/versions|\/deployments)?|consumers.*)$/.test(path))
    .map(
      ({ method, path }) => `${method} ${path.replace(/^\/accounts\/[^/]+\/workers\/scripts\//, "").replace(/.*consumers.*/, "consumers")}`,
    );

beforeAll(async () => {
  platform = await openSamplePlatform();
  first = platform.commit({});
});
afterAll(() => platform.stop());

describe("a release", () => {
  test("to a fresh environment deploys callees before callers, with their secrets, consumers and no public address", async () => {
    // Terraform created the Worker with the host names; it has no version yet.
    platform.cloudflare.account.createWorker("front");
    const dry = await platform.deploy(["--dry-run"]);
    expect(dry).toMatchObject({ code: 0, err: "" });
    expect(dry.out).toContain("callees first: core, middle, front");
    expect(platform.serving()).toEqual([]);

    const { code, err, out } = await platform.deploy([]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(changes(0)).toEqual([
      "PUT core",
      "POST consumers",
      "PUT middle",
      "POST front/versions",
      "POST front/deployments",
      "PUT consumers",
    ]);
    expect(platform.serving()).toEqual(allServe(first));
    const { workers, queues } = platform.cloudflare.account;
    expect(workers.get("core")?.versions[0]?.secrets).toEqual(
      new Map([
        ["CORE_URL", "secret-of-core"],
        ["CURSOR_KEY", "cursor-key-of-middle-and-core"],
      ]),
    );
    expect(workers.get("front")?.versions[0]?.metadata.bindings).toContainEqual({ type: "plain_text", name: "COMMIT", text: first });
    // Its files were uploaded with it: the served file is the built one.
    const [[path, hash] = ["", ""]] = Object.entries(workers.get("middle")?.versions[0]?.files ?? {});
    expect([path, platform.cloudflare.account.files.get(hash)?.toString()]).toEqual([`/${PAGE}`, "<p>first</p>"]);
    expect([...workers.values()].map(({ subdomain }) => subdomain.enabled)).toEqual([false, false, false]);
    expect(queues[0]?.consumers).toMatchObject([{ script: "core", dead_letter_queue: "happenings-dead" }]);
    expect(out + readFileSync(join(platform.root, ".ledge", "deploy", `dev-${first}.jsonl`), "utf8")).not.toMatch(
      /secret-of|operator-key|cloudflare-token/,
    );
  });

  test("again is released by versions: all are uploaded, then get 0, 10 and 100 % of the traffic, callees first, after the schema", async () => {
    second = platform.commit({
      ...scripts("second"),
      "migrations/0002_second.sql": "-- A second table.\nCREATE TABLE sample.parts (id integer PRIMARY KEY);\n",
      [COUNT]: count("()"),
    });
    const before = platform.cloudflare.calls.length;
    const { code, err, out } = await platform.deploy([]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const each = (what: string): string[] => ["core", "middle", "front"].map((name) => `POST ${name}/${what}`);
    expect(changes(before)).toEqual([
      ...each("versions"),
      ...each("deployments"),
      ...each("deployments"),
      ...each("deployments"),
      "PUT consumers",
    ]);
    expect(out.indexOf("expand the schema")).toBeLessThan(out.indexOf("upload core"));
    expect(platform.serving()).toEqual(allServe(second));
    // Completed steps are detected.
    const again = platform.cloudflare.calls.length;
    expect((await platform.deploy([])).code).toBe(0);
    expect(changes(again)).toEqual(["PUT consumers"]);
  });

  test("sets what a script writes to Cloudflare's logs, which no version brings along, before the version serves", async () => {
    const middle = "middle/wrangler.toml";
    const before = readFileSync(join(platform.root, middle), "utf8");
    expect(platform.cloudflare.account.worker("middle").settings).toMatchObject({ observability: { logs: { invocation_logs: false } } });
    // Cloudflare adds what a config does not say.
    platform.cloudflare.account.worker("middle").settings = {
      observability: { enabled: true, head_sampling_rate: 1, logs: { enabled: true } },
    };
    second = platform.commit({ [middle]: before });
    const { code, out } = await platform.deploy([]);
    expect(code).toBe(0);
    expect(platform.cloudflare.account.worker("middle").settings).toMatchObject({ observability: { logs: { invocation_logs: false } } });
    expect(out.indexOf("✓ settings of middle")).toBeLessThan(out.indexOf("✓ core to 0 %"));
  });

  test("resets each Durable Object once at the most, and gives it ten seconds for what it does", () => {
    const deployments = [...platform.cloudflare.account.worker("core").deployments].reverse();
    for (let object = 0; object < 200; object += 1) expect(resetsOf(deployments, `object ${object}`)).toBeLessThanOrEqual(RELEASES - 1);
    // Versions in the other order at one stage would move objects there and back.
    const [old, fresh] = ["a", "b"].map((version_id) => ({ version_id }));
    const stages = [
      [{ ...old, percentage: 100 }],
      [
        { ...fresh, percentage: 10 },
        { ...old, percentage: 90 },
      ],
      [{ ...fresh, percentage: 100 }],
    ];
    const turned = [stages[0], stages[1], [...(stages[1] ?? [])].reverse(), stages[2]];
    const most = (all: typeof turned): number =>
      Math.max(
        ...Array.from({ length: 200 }, (_, object) =>
          resetsOf(
            all.map((versions) => ({ versions: versions as [] })),
            `object ${object}`,
          ),
        ),
      );
    expect([most(stages), most(turned)]).toEqual([1, 3]);
    expect(deployments.map(({ codeUpdate }) => codeUpdate)).toEqual(deployments.map(() => ({ mode: "deferred", max_delay: 10 })));
  });

  test("sets whom a script hands its lines to, which no version brings along either, and takes back what no config says", async () => {
    const middle = "middle/wrangler.toml";
    const before = readFileSync(join(platform.root, middle), "utf8");
    const tailsOf = () => platform.cloudflare.account.worker("middle").settings.tail_consumers;
    platform.commit({ [middle]: before.replace('main = "index.js"\n', 'main = "index.js"\ntail_consumers = [{ service = "core" }]\n') });
    expect((await platform.deploy([])).code).toBe(0);
    expect(tailsOf()).toEqual([{ service: "core" }]);
    second = platform.commit({ [middle]: before });
    expect((await platform.deploy([])).code).toBe(0);
    expect(tailsOf()).toEqual([]);
  });

  test.each([
    ["0", "at 0 %", "middle, front", ["front", "middle", "core"]],
    ["100", "at 100 %", "core, middle, front", ["front", "middle", "core"]],
  ])("whose canary fails at %s %% is rolled back, callers first, and reports that first", async (from, where, asked, back) => {
    const broken = platform.commit(scripts(`broken:${from}`));
    const before = platform.cloudflare.calls.length;
    const { code, err } = await platform.deploy([]);
    expect(code).toBe(1);
    expect(err.split("\n")[0]).toMatch(new RegExp(`^The smoke test failed ${where}: the edge answered 500; asked of ${asked}, `));
    expect(platform.serving()).not.toContain(short(broken));
    expect(err).toContain("Rolled back: the versions before serve everybody again.");
    expect(changes(before).slice(-3)).toEqual(back.map((name) => `POST ${name}/deployments`));
    expect(platform.serving()).toEqual(allServe(second));
  });

  test("with another Durable Object deploys that Worker to all traffic, and reports that it cannot be rolled back", async () => {
    const classes = ["Lane", "Relay"];
    platform.commit({ "core/wrangler.toml": coreConfig(classes), ...scripts("broken:10", classes) });
    const before = platform.cloudflare.calls.length;
    const { code, err } = await platform.deploy([]);
    expect(code).toBe(1);
    expect(changes(before).slice(0, 2)).toEqual(["PUT core", "PUT consumers"]);
    expect(err).toContain("These stay, there is nothing to go back to: core (its Durable Objects changed). Roll forward.");
    expect(platform.serving().slice(0, 2)).toEqual(allServe(second).slice(0, 2));

    fixed = platform.commit(scripts("fixed", classes));
    expect(await platform.deploy([])).toMatchObject({ code: 0, err: "" });
    expect(platform.serving()).toEqual(allServe(fixed));
  });

  test("is rolled back by hand, and a repetition changes nothing", async () => {
    const before = fixed;
    const wrong = platform.commit(scripts("wrong all the same", ["Lane", "Relay"]));
    expect((await platform.deploy([])).code).toBe(0);
    expect((await platform.deploy(["--rollback", wrong])).code).toBe(0);
    expect(platform.serving()).toEqual(allServe(before));
    const calls = platform.cloudflare.calls.length;
    expect(await platform.deploy(["--rollback", wrong])).toMatchObject({ code: 0, out: `${wrong} serves nobody in dev.\n` });
    expect(changes(calls)).toEqual([]);
  });
});

describe("a release is refused before anything changes", () => {
  const refused = async (words: string | RegExp, args: readonly string[] = []): Promise<void> => {
    const before = platform.cloudflare.calls.length;
    const { code, err } = await platform.deploy(args);
    expect(code).toBe(1);
    expect(err).toMatch(words);
    expect(changes(before)).toEqual([]);
  };

  test("from a dirty tree, untracked files included", async () => {
    writeFileSync(join(platform.root, "stray.txt"), "");
    await refused(/^The tree is dirty.*stray\.txt/s);
    platform.commit(scripts("clean", ["Lane", "Relay"]));
  });

  test("with an artifact that was changed, belongs to another commit, or is missing", async () => {
    const module = join(platform.root, ".build", "artifact", "core", "index.js");
    writeFileSync(module, `${readFileSync(module, "utf8")}\nfetch("https://evil.example");`);
    await refused("The artifact was changed after it was built: core/index.js is not what was built.");
    const stale = join(platform.root, ".build", "stale");
    await refused("There is no artifact in", ["--artifact", stale]);
    const manifest = join(platform.root, ".build", "artifact", "manifest.json");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace(/"commit": "[0-9a-f]{8}/, '"commit": "00000000'));
    await refused(/^The artifact is of commit 00000000/);
  });

  test("with a migration or a function's text that the serving runtime may not survive, or that is older than the database's", async () => {
    platform.commit({ "migrations/0003_third.sql": "-- Careless.\nALTER TABLE sample.items RENAME TO things;\n" });
    await refused("0003_third.sql: “ALTER TABLE sample.items RENAME TO things” renames what the runtime before may use");
    const third = "-- Nobody reads it any more.\n-- phase: contract\nDROP TABLE sample.parts;\n";
    platform.commit({ "migrations/0003_third.sql": third, [COUNT]: count("(most integer)") });
    await refused("sample.count() is gone, and the runtime before may call it");
    platform.commit({ "migrations/0003_third.sql": `${third}DROP FUNCTION sample.count();\n` });
    const { code, out } = await platform.deploy([]);
    expect(code).toBe(0);
    expect(out.indexOf("smoke at 100 %")).toBeLessThan(out.indexOf("contract the schema"));
    platform.commit({ [COUNT]: count("()") });
    await refused(/^This checkout is older than the database, which has newer text of functions\/sample\/count\.sql/);
    platform.commit({ [COUNT]: count("(most integer)") });
  });

  test("by a token without permission, and the missing permission is named", async () => {
    platform.cloudflare.fail({
      matches: ({ path }) => path.endsWith("/deployments"),
      answer: { status: 403, body: { success: false, errors: [{ code: 10000, message: "Authentication error" }], result: null } },
    });
    await refused(/answered 403.*it needs Workers Scripts:Edit, Queues:Edit/);
  });
});

test("a temporary failure of the cloud is retried, and a completed upload is not repeated", async () => {
  const commit = platform.commit(scripts("patient", ["Lane", "Relay"]));
  const envelope = { success: false, errors: [{ code: 10013, message: "Try again" }], messages: [], result: null };
  const busy = { status: 429, body: envelope, headers: { "Retry-After": "7" } };
  platform.cloudflare.fail({ matches: ({ method, path }) => method === "GET" && path.endsWith("middle/deployments"), answer: busy });
  platform.cloudflare.fail({
    matches: ({ method, path }) => method === "POST" && path.endsWith("core/deployments"),
    answer: { status: 500, body: envelope },
  });
  expect(await platform.deploy([])).toMatchObject({ code: 0, err: "" });
  expect(platform.serving()).toEqual(allServe(commit));
});
