// The probes on a stand-in account, which gives each answer in turn: every answer is found, a run that was interrupted goes on, and nothing is left.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { callApi } from "@ledge/delivery/deploy/api";
import { Cloudflare } from "@ledge/delivery/deploy/cloudflare";
import { OVERRIDES } from "@ledge/delivery/deploy/smoke";
import { PROBES } from "@ledge/delivery/probe/list";
import { Answers, cleanUp, type Probe, type ProbeContext, runProbes } from "@ledge/delivery/probe/probe";
import { QUEUE, uploadByWrangler, WORKER } from "@ledge/delivery/probe/worker";
import { ROOT } from "@ledge/repository/root";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { StandInResponse } from "../stand-ins/http.ts";
import { ACCOUNT_ID, type CloudflareStandIn, startCloudflare } from "../stand-ins/cloudflare/stand-in.ts";
import { ZONE_ID } from "../stand-ins/cloudflare/zone.ts";
import { TOKEN } from "./support/sample-platform.ts";

const PAGE = readFileSync(join(ROOT, "docs/runbooks/first-contact.md"), "utf8");
const PENDING = { id: ZONE_ID, name: "dev.example.com" };
let cloudflare: CloudflareStandIn;
let folder: string;
beforeAll(async () => {
  cloudflare = await startCloudflare(TOKEN);
  folder = mkdtempSync(join(tmpdir(), "ledge-probes-"));
});
afterAll(async () => {
  await cloudflare.stop();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  const { workers, queues, domains } = cloudflare.account;
  expect([[...workers.keys()], queues.map(({ queue_name: name }) => name), domains]).toEqual([["ledge-gateway"], ["ledge-events"], []]);
});

/** What Workers on workers.dev answer in an account with these properties. */
interface Facts {
  readonly resetsOnSecrets: boolean;
  readonly overridesReachObjects: boolean;
  readonly consumers: "both" | "one";
  readonly takesHints: boolean;
}

function visitIn(facts: Facts): ProbeContext["visit"] {
  return async (worker, path, headers = {}) => {
    const { versions, deployments } = cloudflare.account.worker(worker);
    const serving = deployments[0]?.versions ?? [];
    const picked = facts.overridesReachObjects ? /="(.+)"/.exec(headers[OVERRIDES] ?? "")?.[1] : undefined;
    const [instance] = facts.resetsOnSecrets ? versions : [...versions].reverse();
    if (path.startsWith("/place") && !facts.takesHints) return JSON.stringify({ thrown: "TypeError: no hint within a jurisdiction" });
    if (path === "/seen") return JSON.stringify(serving.slice(0, facts.consumers === "one" ? 1 : 2).map(({ version_id: id }) => id));
    if (path === "/send") return '"sent"';
    return JSON.stringify({ instance: instance?.id, version: picked ?? serving[0]?.version_id, colo: "FRA", distanceMs: 3 });
  };
}

const ONE: Facts = { resetsOnSecrets: true, overridesReachObjects: true, consumers: "both", takesHints: true };
const OTHER: Facts = { resetsOnSecrets: false, overridesReachObjects: false, consumers: "one", takesHints: false };
const refused = (status: number, code: number): StandInResponse => ({
  status,
  body: { success: false, errors: [{ code, message: "refused" }], result: null },
});
const given = (result: unknown): StandInResponse => ({ status: 200, body: { success: true, errors: [], result } });
/** By the probe: the call that the other account refuses. */
const REFUSALS: Readonly<Record<string, readonly [method: string, path: RegExp, response: StandInResponse]>> = {
  "deploy-without-version": ["PUT", /\/workers\/scripts\/ledge-probe-worker$/, refused(400, 10013)],
  "versions-upload-without-version": ["POST", /\/versions$/, refused(400, 10007)],
  "secrets-in-a-split": ["POST", /\/deployments$/, refused(400, 10220)],
  "long-tags": ["GET", /\/versions$/, given({ items: [{ id: "1", annotations: { "workers/tag": "0123" } }] })],
  "annotations-of-deployments": ["GET", /\/deployments$/, given({ deployments: [{ id: "1", versions: [] }] })],
  "pages-of-queues": ["GET", /\/queues$/, given([])],
  "domain-on-a-pending-zone": ["PUT", /\/workers\/domains$/, refused(403, 10007)],
};
const EXPECTED: Readonly<Record<string, readonly [one: string, other: string]>> = {
  "deploy-without-version": ["yes", "no"],
  "versions-upload-without-version": ["yes", "no"],
  "secrets-in-a-split": ["yes", "refused-10220"],
  "long-tags": ["yes", "no"],
  "annotations-of-deployments": ["yes", "no"],
  "pages-of-queues": ["yes", "no"],
  "domain-on-a-pending-zone": ["yes", "no"],
  "version-metadata-at-zero": ["yes", "no"],
  "secret-only-version-resets-objects": ["resets", "keeps"],
  "override-reaches-an-object": ["yes", "no"],
  "version-of-a-consumer": ["both", "one"],
  "jurisdiction-with-a-hint": ["yes", "no"],
};

/** As Wrangler uploads, without its seconds. */
const uploadDirectly: ProbeContext["upload"] = async (tag, { whole, consumes = false, bare = false, message = "probe" }) => {
  const { account } = cloudflare;
  const bindings = bare ? [] : [{ type: "durable_object_namespace", name: "MEMORY", class_name: "Memory" }];
  const metadata = {
    ...{
      main_module: "index.js",
      bindings,
      compatibility_date: "2026-11-01",
      annotations: { "workers/tag": tag, "workers/message": message },
    },
    ...(bare ? {} : { exports: { Memory: {} } }),
  };
  const { id } = whole ? account.deployWhole(WORKER, metadata, "") : account.upload(WORKER, metadata, "");
  const consumed = consumes ? account.queues.find(({ queue_name: name }) => name === QUEUE) : undefined;
  if (consumed?.consumers.length === 0) {
    consumed.consumers.push({ consumer_id: id, type: "worker", script: WORKER, environment: "production", settings: {} });
  }
  return id;
};

const wait = async (): Promise<void> => undefined;

const contextWith = (facts: Facts, more: Partial<ProbeContext> = {}): ProbeContext => {
  const cloud = { name: "Cloudflare", baseUrl: cloudflare.url, token: TOKEN, permissions: "" };
  return {
    cloudflare: new Cloudflare(cloud, ACCOUNT_ID, wait),
    upload: uploadDirectly,
    call: (method, path, body) => callApi(cloud, method, `/accounts/${ACCOUNT_ID}${path}`, body, wait),
    visit: visitIn(facts),
    wait,
    databaseHost: "database.example.com",
    say: () => undefined,
    pendingZone: PENDING,
    ...more,
  };
};

async function ask(probes: readonly Probe[], context: ProbeContext, file: string): Promise<{ lines: string[]; open: number }> {
  const lines: string[] = [];
  const open = await runProbes({
    probes,
    answers: new Answers(join(folder, file)),
    context: { ...context, say: (line) => void lines.push(line) },
    now: () => new Date(0),
  });
  return { lines, open };
}

const automatic = PROBES.filter((probe) => probe.ask !== null);

describe("a probe", () => {
  beforeAll(() => {
    // What is somebody's stays.
    cloudflare.account.createWorker("ledge-gateway");
    cloudflare.account.createQueue("ledge-events");
  });

  test.each(automatic.map((probe) => [probe.name, probe] as const))("%s finds either answer, and leaves nothing", async (name, probe) => {
    const [one, other] = EXPECTED[name] as readonly [string, string];
    // Two of them are about Wrangler itself.
    const account = { apiUrl: cloudflare.url, accountId: ACCOUNT_ID, token: TOKEN };
    const byWrangler = name.endsWith("-without-version") ? { upload: uploadByWrangler(account, contextWith(ONE).cloudflare) } : {};
    expect((await ask([probe], contextWith(ONE, byWrangler), `${name}-one.jsonl`)).lines.at(-1)).toBe(
      `✓ ${name}: ${one}. ${probe.answers[one]}`,
    );
    const refusal = REFUSALS[name];
    if (refusal !== undefined) {
      const [method, path, answer] = refusal;
      cloudflare.fail({ matches: (call) => call.method === method && path.test(call.path) && !call.query.has("page"), answer });
    }
    expect((await ask([probe], contextWith(OTHER, byWrangler), `${name}-other.jsonl`)).lines.at(-1)).toBe(
      `✓ ${name}: ${other}. ${probe.answers[other]}`,
    );
  });

  test("whose run is killed is asked again, after what it left was removed; what is answered is not asked again", async () => {
    const [first, second] = automatic as [Probe, Probe];
    expect((await ask([first], contextWith(ONE), "resumed.jsonl")).open).toBe(0);
    // Killed after an upload and a consumer: both are still there.
    cloudflare.account.createWorker(WORKER);
    const queue = cloudflare.account.createQueue("ledge-probe-queue");
    queue.consumers.push({ consumer_id: "1", type: "worker", script: WORKER, environment: "production", settings: {} });
    const calls = cloudflare.calls.length;
    expect(await ask([first, second], contextWith(ONE), "resumed.jsonl")).toMatchObject({ open: 0 });
    const made = cloudflare.calls.slice(calls).filter(({ method, path }) => method === "POST" && path.endsWith("/workers/workers"));
    expect(made).toHaveLength(1);
  });

  test("finds the account without anything that a killed run left", async () => {
    const [first] = automatic as [Probe];
    cloudflare.account.createWorker(WORKER);
    let found: string[] = [];
    const looking = {
      ...first,
      ask: async () => ((found = [...cloudflare.account.workers.keys()]), Object.keys(first.answers)[0] as string),
    };
    expect((await ask([looking], contextWith(ONE), "looking.jsonl")).open).toBe(0);
    expect(found).toEqual(["ledge-gateway"]);
  });

  test("that fails has no answer, leaves nothing, and the next one is asked all the same", async () => {
    const [first, second] = automatic as [Probe, Probe];
    const broken = {
      ...first,
      ask: async (context: ProbeContext) => (await first.ask?.(context), Promise.reject(new Error("the net is down"))),
    };
    const { lines, open } = await ask([broken, second], contextWith(ONE), "broken.jsonl");
    expect(open).toBe(1);
    expect(lines).toEqual([
      `✗ ${first.name}: the net is down`,
      `? ${first.name}: ${first.question}`,
      expect.stringMatching(`^✓ ${second.name}`),
    ]);
  });

  test("of a pending zone or of a person stays open without them, and takes only an answer that it has", async () => {
    const zone = automatic.filter(({ needsPendingZone }) => needsPendingZone === true);
    expect(await ask(zone, contextWith(ONE, { pendingZone: null }), "zone.jsonl")).toMatchObject({ open: 1 });
    const person = PROBES.find((probe) => probe.ask === null) as Probe;
    const answers = new Answers(join(folder, "person.jsonl"));
    expect(() => answers.note(person, "perhaps", new Date(0))).toThrow("has no answer perhaps");
    answers.note(person, "no", new Date(0));
    expect(await ask([person], contextWith(ONE), "person.jsonl")).toMatchObject({ open: 0 });
  });

  test("has its question and what to do on each answer in the runbook, and the runbook has no other", () => {
    expect([...PAGE.matchAll(/^### `([\w-]+)`$/gm)].map(([, name]) => name)).toEqual(PROBES.map(({ name }) => name));
    for (const { name, question, answers } of PROBES) {
      const section = PAGE.slice(PAGE.indexOf(`### \`${name}\``));
      expect(section).toContain(question);
      for (const [answer, action] of Object.entries(answers)) expect(section, name).toContain(`- **${answer}**: ${action}`);
    }
  });

  test("of secrets in a split finds that not even force passes", async () => {
    const split = automatic.filter(({ name }) => name === "secrets-in-a-split");
    for (const _ of [1, 2]) cloudflare.fail({ matches: ({ path }) => path.endsWith("/deployments"), answer: refused(400, 10220) });
    expect((await ask(split, contextWith(ONE), "forced.jsonl")).lines.at(-1)).toContain("refused-by-force");
  });

  test("of a place prints where the object is, and how far from the database", async () => {
    const place = automatic.filter(({ name }) => name === "jurisdiction-with-a-hint");
    const { lines } = await ask(place, contextWith(ONE), "place.jsonl");
    expect(lines[0]).toBe("  The object was made in FRA, 3 ms from database.example.com.");
  });

  test("removes only what has the prefix", async () => {
    cloudflare.account.createQueue("ledge-probe-queue");
    expect(await cleanUp(contextWith(ONE))).toEqual(["queue ledge-probe-queue"]);
  });
});
