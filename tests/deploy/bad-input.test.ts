// What the tools are given: a file that is empty, cut short or of something else is refused in words that say what it should be, and never by a stack trace.
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { BadArguments } from "@ledge/command/command-line";
import { runScript } from "@ledge/command/run-script";
import { verifyArtifact } from "@ledge/delivery/build/artifact";
import { readEnvironment } from "@ledge/delivery/deploy/environment";
import { PROBES } from "@ledge/delivery/probe/list";
import { Answers, type Probe } from "@ledge/delivery/probe/probe";
import { stateOf } from "@ledge/delivery/terraform/state-copies";
import { ROOT } from "@ledge/repository/root";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CloudflareStandIn, startCloudflare } from "../stand-ins/cloudflare/stand-in.ts";
import { GITHUB_TOKEN } from "../stand-ins/github/stand-in.ts";
import { type GithubStandIn, REPOSITORY, startGithub } from "../stand-ins/github/rest.ts";
import { outputs, TOKEN } from "./support/sample-platform.ts";

const BAD = ["", "no JSON", "[]", "{}", '{"a":'];
let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "ledge-input-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const run = (tool: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runScript(join(ROOT, "tools/delivery/src", tool), args, { cwd: ROOT, timeoutMs: 60_000, env: { ...process.env, ...env } });

describe("a file that is not what it should be", () => {
  test.each(BAD)("%j is no outputs, no state and no manifest", (text) => {
    expect(() => readEnvironment("dev", file("outputs.json", text))).toThrow(BadArguments);
    expect(() => readEnvironment("dev", file("outputs.json", text))).toThrow(/--outputs/);
    expect(() => stateOf(text)).toThrow(BadArguments);
    expect(() => stateOf(text)).toThrow("terraform state pull");
    file("artifact/manifest.json", text);
    expect(() => verifyArtifact(join(folder, "artifact"), null)).toThrow(/manifest of an artifact/);
  });

  test.each([
    ["--plan", "dev="],
    ["--state", ""],
    ["--schemas", ""],
  ])("is refused by terraform:check %s, which does not take it for one without fault", async (flag, prefix) => {
    for (const text of ["{}", '{"resources":']) {
      const { code, output } = await run("terraform/main.ts", [flag, `${prefix}${file("terraform.json", text)}`]);
      expect([code, output]).toEqual([2, expect.stringContaining("terraform.json is not what terraform")]);
      expect(output).not.toMatch(/^\s+at /m);
    }
  });
});

test("an environment with a collector is not prepared without its credentials, and nothing is made before that is said", async () => {
  const text = JSON.stringify({ ...(outputs("prod", "br-main") as object), otlp_endpoint: { value: "https://otlp.example.com" } });
  const names = ["NEON_API_KEY", "CLOUDFLARE_RELEASE_TOKEN", "CLOUDFLARE_READ_TOKEN", "CLOUDFLARE_ROTATION_TOKEN", "AWS_ENDPOINT_URL_S3"];
  const state = ["STATE_READ_ACCESS_KEY_ID", "STATE_READ_SECRET_ACCESS_KEY"];
  const given = Object.fromEntries([...names, ...state].map((name) => [name, "x"]));
  const { code, output } = await run("environment/main.ts", ["--env", "prod", "--outputs", file("collector.json", text)], given);
  expect([code, output]).toEqual([
    2,
    expect.stringContaining("prod has a collector: environment:prepare needs OTEL_EXPORTER_OTLP_HEADERS, its credentials."),
  ]);
  const wrong = await run("environment/main.ts", ["--env", "prod", "--outputs", file("collector.json", text)], {
    ...given,
    OTEL_EXPORTER_OTLP_HEADERS: "Bearer s3cret",
  });
  expect([wrong.code, wrong.output]).toEqual([2, expect.stringContaining("OTEL_EXPORTER_OTLP_HEADERS is not name=value")]);
  expect(wrong.output).not.toContain("s3cret");
});

test("the outputs of one environment are no other's", () => {
  const prod = file("prod.json", JSON.stringify(outputs("prod", "br-main")));
  expect(readEnvironment("prod", prod).name).toBe("prod");
  expect(() => readEnvironment("dev", prod)).toThrow("--env is dev, and --outputs is of prod.");
});

test("half an answer of a probe, of a run that was killed while it wrote, is asked again, and the next answer is kept", () => {
  const [probe, other] = PROBES as unknown as [Probe, Probe];
  const path = join(folder, "answers.jsonl");
  const [answer = ""] = Object.keys(probe.answers);
  new Answers(path).note(probe, answer, new Date(0));
  appendFileSync(path, readFileSync(path, "utf8").slice(0, 20));
  expect([...new Answers(path).read()]).toEqual([[probe.name, answer]]);
  const [next = ""] = Object.keys(other.answers);
  new Answers(path).note(other, next, new Date(0));
  expect([...new Answers(path).read()]).toEqual([
    [probe.name, answer],
    [other.name, next],
  ]);
});

describe("the nightly removal of previews", () => {
  let cloudflare: CloudflareStandIn;
  let github: GithubStandIn;
  beforeAll(async () => {
    cloudflare = await startCloudflare(TOKEN);
    github = await startGithub(GITHUB_TOKEN);
  });
  afterAll(async () => void (await Promise.all([cloudflare.stop(), github.stop()])));

  test("removes nothing with a token to which GitHub does not show the repository, as if every pull request were closed", async () => {
    cloudflare.account.createQueue("happenings-pr-7");
    github.pulls.set(7, "open");
    github.hide();
    const { code, output } = await run(
      "deploy/reap-main.ts",
      ["--outputs", file("preview.json", JSON.stringify(outputs("preview", "br-main")))],
      {
        ...{ CLOUDFLARE_API_TOKEN: TOKEN, CLOUDFLARE_API_BASE_URL: cloudflare.url, NEON_API_KEY: "neon-key-of-a-test" },
        ...{ GITHUB_TOKEN, GITHUB_API_URL: github.url, GITHUB_REPOSITORY: REPOSITORY, NEON_API_URL: "http://127.0.0.1:9" },
      },
    );
    expect([code, output]).toEqual([1, expect.stringContaining(`GitHub shows no ${REPOSITORY} to GITHUB_TOKEN`)]);
    expect(cloudflare.account.queues).toHaveLength(1);
    expect(cloudflare.calls).toEqual([]);
  });
});
