// `npm run rotate:key`: whenever it is killed, whatever serves at the same time knows every key that signs; and it ends with what one rotation is.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keysIn } from "@ledge/shared/key-list";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSamplePlatform, type SamplePlatform, scripts } from "./support/sample-platform.ts";

const NAME = "CURSOR_KEY";
const LINE = `LEDGE_SECRET_${NAME}`;
const [A, B] = ["the-first-cursor-key-of-tests", "the-second-cursor-key-of-tests"] as const;

let platform: SamplePlatform;
beforeAll(async () => {
  platform = await openSamplePlatform();
  mkdirSync(join(platform.root, ".ledge"));
  platform.commit(scripts("first"));
  keep(`${A} ${B}`);
  expect(await platform.deploy([], { env: { [LINE]: `${A} ${B}` } })).toMatchObject({ code: 0, err: "" });
});
afterAll(() => platform.stop());

const file = (): string => join(platform.root, ".ledge", "dev.env");
const keep = (list: string): void => writeFileSync(file(), `# of dev\nOTHER='1'\n${LINE}='${list}'\nexport LAST=2\n`, { mode: 0o600 });
const kept = (): string[] => (new RegExp(`^${LINE}='(.*)'`, "m").exec(readFileSync(file(), "utf8"))?.[1] ?? "").split(" ");
const inGitHub = (): unknown => JSON.parse(readFileSync(join(platform.root, ".ledge", "github.json"), "utf8"));
/** The lists of all versions of the Workers with the secret that have a share of the traffic, or are about to. */
const served = (): string[][] =>
  ["middle", "core"].flatMap((name) => {
    const worker = platform.cloudflare.account.workers.get(name);
    const deployed = worker?.deployments[0]?.versions.map(({ version_id: id }) => id) ?? [];
    return (worker?.versions ?? []).filter(({ id }) => deployed.includes(id)).map(({ secrets }) => (secrets.get(NAME) ?? "").split(" "));
  });

/** The lists among those that serve at the same time that lack a key by which another one signs. */
const lacking = (lists: readonly (readonly string[])[]): unknown[] =>
  lists.filter((list) => lists.some(([signs = ""]) => !list.includes(signs)));

/** A release has more steps, so that a loop which kills nothing is found. */
const MANY_STEPS = 3;

/** Runs the command to its end, killed after each step of its release once; what serves is judged after each run. */
async function rotateKilled(): Promise<void> {
  for (let steps = 1; ; steps += 1) {
    const { code, signal, err } = await platform.rotateKey([NAME], { killAfter: steps });
    expect(lacking(served()), `killed after ${steps} steps`).toEqual([]);
    if (signal === null) {
      expect([code, err]).toEqual([0, ""]);
      expect(steps).toBeGreaterThan(MANY_STEPS);
      return;
    }
  }
}

/** Runs it once. What served before and what serves behind it have served at the same time. */
async function rotateOnce(...args: readonly string[]): Promise<void> {
  const before = served();
  expect(await platform.rotateKey([NAME, ...args])).toMatchObject({ code: 0, err: "" });
  expect(lacking([...before, ...served()])).toEqual([]);
}

describe("a rotation of a key", () => {
  test("makes the next key sign, lists a new one behind it, and forgets none, however often it is killed", async () => {
    await rotateKilled();
    const [signs, next, ...older] = kept();
    expect([signs, older]).toEqual([B, [A]]);
    expect(next).toMatch(/^[0-9a-f]{64}$/);
    expect(served()).toEqual([kept(), kept()]);
    expect(inGitHub()).toEqual({ environment: "dev", name: NAME, value: kept().join(" ") });
    expect([readFileSync(file(), "utf8").replace(kept().join(" "), "…"), statSync(file()).mode & 0o777]).toEqual([
      `# of dev\nOTHER='1'\n${LINE}='…'\nexport LAST=2\n`,
      0o600,
    ]);
  });

  test("and the next one makes that new key sign", async () => {
    const [, next] = kept();
    const { code, out, err } = await platform.rotateKey([NAME]);
    expect([code, err]).toEqual([0, ""]);
    expect(kept()).toEqual([next, expect.stringMatching(/^[0-9a-f]{64}$/), B, A]);
    // People are shown ids, and no key.
    const ids = keysIn(NAME, kept().join(" ")).map(({ id }) => id);
    expect(out).toContain(`${NAME} has ${ids[0]} (signs), ${ids[1]} (next), ${ids[2]} (recognised), ${ids[3]} (recognised).`);
    for (const key of kept()) expect(out + err).not.toContain(key);
  });

  test("whose release went back is released again, and is the same rotation", async () => {
    platform.commit(scripts("broken:10"));
    const before = kept();
    expect((await platform.rotateKey([NAME])).code).toBe(1);
    const started = kept();
    expect([started[0], served()]).toEqual([before[1], [before, before]]);
    platform.commit(scripts("whole again"));
    expect(await platform.rotateKey([NAME])).toMatchObject({ code: 0, err: "" });
    expect([kept(), served()]).toEqual([started, [started, started]]);
  });

  test("of a list that not everybody is served by yet releases that one, and makes no other", async () => {
    keep("a-lonely-cursor-key-of-tests");
    expect(await platform.rotateKey([NAME])).toMatchObject({ code: 0, err: "" });
    expect([kept(), served()]).toEqual([["a-lonely-cursor-key-of-tests"], [kept(), kept()]]);
  });

  test("of a list with one key lists the next one first: nobody would know it yet", async () => {
    const [alone] = kept();
    await rotateOnce();
    const [signs, next] = kept();
    expect([signs, next]).toEqual([alone, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    await rotateOnce();
    expect(kept()).toEqual([next, expect.anything(), alone]);
  });

  test("the law detects a list whose first key is new", () => {
    expect(
      lacking([
        [`${A}`, B],
        [B, "new", A],
      ]),
    ).toEqual([]);
    expect(lacking([[A], ["new", A]])).toEqual([[A]]);
  });
});

describe("a key is left out", () => {
  const idsOf = () => keysIn(NAME, kept().join(" ")).map(({ id }) => id);

  test("by its id, when it neither signs nor is the next to", async () => {
    const [signs, next, old = ""] = idsOf();
    for (const id of [signs, next]) {
      const { code, err } = await platform.rotateKey([NAME, "--without", `${id}`]);
      expect([code, err]).toEqual([1, expect.stringContaining(`${id} cannot be left out`)]);
    }
    const unknown = await platform.rotateKey([NAME, "--without", "00000000"]);
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining(`${NAME} has no key 00000000`)]);
    const before = readFileSync(file(), "utf8");
    platform.commit(scripts("broken:0"));
    expect((await platform.rotateKey([NAME, "--without", old])).code).toBe(1);
    // It goes back, and the key is not lost.
    expect([readFileSync(`${file()}.before`, "utf8"), served().map((list) => list.length)]).toEqual([before, [3, 3]]);
    platform.commit(scripts("whole once more"));
    await rotateOnce("--without", old);
    expect(existsSync(`${file()}.before`)).toBe(false);
    expect([idsOf(), served()]).toEqual([
      [signs, next],
      [kept(), kept()],
    ]);
  });
});

test.each([
  ["another name", ["CORE_URL"], "Say which environment and one list"],
  ["no name", [], "Say which environment and one list"],
  ["a list that the file lacks", ["API_KEY_PEPPER"], "has no line LEDGE_SECRET_API_KEY_PEPPER"],
])("%s is refused before anything changes", async (_what, args, words) => {
  const before = [kept(), platform.cloudflare.calls.length];
  const { code, err } = await platform.rotateKey(args);
  expect([code, err]).toEqual([1, expect.stringContaining(words)]);
  expect([kept(), platform.cloudflare.calls.length]).toEqual(before);
});
