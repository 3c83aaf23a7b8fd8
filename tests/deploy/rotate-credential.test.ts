// `npm run rotate:credential`, of tokens and keys in the clouds: whenever it is killed, what GitHub holds works; run again, GitHub holds the only one that is left.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { runScript } from "@ledge/command/run-script";
import { ROOT } from "@ledge/repository/root";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CloudflareStandIn, startCloudflare } from "../stand-ins/cloudflare/stand-in.ts";
import type { OwnedToken } from "../stand-ins/cloudflare/worker.ts";
import { type GitHubStandIn, installGitHub } from "../stand-ins/github/stand-in.ts";
import { type NeonStandIn, startNeon } from "../stand-ins/neon/stand-in.ts";
import type { TestDatabase } from "../support/database.ts";
import { openOwnDatabase } from "./support/open-database.ts";
import { openReplacing, type Replacing } from "./support/replacing.ts";

/** Of the command, until it gives up. */
const MOST_PROOFS = 10;
const ADMIN = "cloudflare-token-of-an-administrator";
const NEON_ADMIN = "neon-key-of-an-administrator";
let database: TestDatabase;
let cloud: CloudflareStandIn;
let neon: NeonStandIn;
let github: GitHubStandIn;
let replacing: Replacing;

beforeAll(async () => {
  database = await openOwnDatabase();
  cloud = await startCloudflare("cloudflare-token-of-releases", null, null, ADMIN);
  neon = await startNeon(NEON_ADMIN, database.adminUrl, "ledge");
  replacing = openReplacing({ cloudflare: cloud.url, neon: neon.url }, neon.rootBranch);
  github = await installGitHub(join(replacing.folder, "github"), process.env["PATH"] ?? "");
});
afterAll(async () => {
  await Promise.all([cloud?.stop(), neon?.stop(), github?.rest.stop()]);
  await database?.drop();
  replacing?.remove();
});
beforeEach(() => replacing.begin());

const owned = (name: string, more: Partial<OwnedToken> = {}): OwnedToken => ({
  ...{ id: createHash("md5").update(name).digest("hex"), name, status: "active", issued_on: "2026-09-01T00:00:00Z" },
  ...{
    policies: [
      {
        effect: "allow",
        permission_groups: [{ id: "1f", name: "Workers Scripts Write" }],
        resources: { "com.cloudflare.api.account.0": "*" },
      },
    ],
  },
  ...{ condition: { request_ip: { in: ["192.0.2.0/24"] } }, value: `value-of-${name}` },
  ...more,
});

describe("a token of the Cloudflare account", () => {
  const begin = (): void =>
    void cloud.account.tokens.splice(
      0,
      Infinity,
      ...["release", "drift", "rotation", "state"].map((word) => owned(`ledge dev ${word}`)),
      owned("somebody's"),
    );
  beforeEach(() => {
    replacing.shell = { CLOUDFLARE_ADMIN_TOKEN: ADMIN };
    begin();
  });
  const named = (word: string): OwnedToken[] => cloud.account.tokens.filter(({ name }) => name === `ledge dev ${word}`);

  test.each([
    ["CLOUDFLARE_API_TOKEN", "release"],
    ["CLOUDFLARE_READ_TOKEN", "drift"],
    ["CLOUDFLARE_ROTATION_TOKEN", "rotation"],
  ])(
    "%s: what GitHub holds is never one that was deleted; in the end it is the only one, with the same rights, for 90 days",
    async (secret, word) => {
      const { policies, condition } = owned("");
      const rights = policies.map(({ permission_groups: [group], ...rest }) => ({ ...rest, permission_groups: [{ id: group?.id }] }));
      const killed = await replacing.killAfterEach(secret, {
        begin() {
          begin();
          replacing.hold({ [secret]: `value-of-ledge dev ${word}` });
        },
        judge(when) {
          for (const value of replacing.heldAs(secret))
            expect(
              cloud.account.tokens.map((one) => one.value),
              when,
            ).toContain(value);
        },
        end() {
          expect(named(word)).toEqual([expect.objectContaining({ expires_on: "2027-03-01T10:20:30Z", policies: rights, condition })]);
          expect(replacing.heldAs(secret)).toEqual([named(word)[0]?.value]);
          expect(named(word)[0]?.value).not.toBe(`value-of-ledge dev ${word}`);
          expect(cloud.account.tokens).toHaveLength(5);
        },
      });
      expect(killed).toBe(5);
    },
  );

  test("R2's keys are its id and the digest of its value, in both environments", async () => {
    const killed = await replacing.killAfterEach("STATE_SECRET_ACCESS_KEY", {
      begin() {
        begin();
        replacing.hold({ STATE_ACCESS_KEY_ID: owned("ledge dev state").id, STATE_SECRET_ACCESS_KEY: "digest" });
      },
      judge(when) {
        for (const id of replacing.heldAs("STATE_ACCESS_KEY_ID"))
          expect(
            cloud.account.tokens.map((one) => one.id),
            when,
          ).toContain(id);
      },
      end() {
        const [made, ...others] = named("state");
        const digest = createHash("sha256")
          .update(made?.value ?? "")
          .digest("hex");
        expect([others, replacing.heldAs("STATE_ACCESS_KEY_ID")]).toEqual([[], [made?.id, made?.id]]);
        expect(replacing.heldAs("STATE_SECRET_ACCESS_KEY")).toEqual([digest, digest]);
      },
    });
    expect(killed).toBe(8);
  });

  test("one that the account does not take is published nowhere, and the one before stays", async () => {
    replacing.hold({ CLOUDFLARE_API_TOKEN: "value-of-ledge dev release" });
    for (let times = 0; times < MOST_PROOFS; times += 1) {
      cloud.fail({
        matches: ({ path }) => path.endsWith("/tokens/verify"),
        answer: { status: 401, body: { errors: [{ code: 1000, message: "Invalid API Token" }] } },
      });
    }
    await expect(replacing.run("CLOUDFLARE_API_TOKEN")).rejects.toThrow("Invalid API Token");
    expect(replacing.heldAs("CLOUDFLARE_API_TOKEN")).toEqual(["value-of-ledge dev release"]);
    expect(named("release").map(({ value }) => value)).toContain("value-of-ledge dev release");
  });

  test("without a token of its name, or without the secret in GitHub, nothing is made", async () => {
    replacing.hold({ CLOUDFLARE_API_TOKEN: "one" });
    cloud.account.tokens.splice(0, 1);
    const before = [...cloud.account.tokens];
    await expect(replacing.run("CLOUDFLARE_API_TOKEN")).rejects.toThrow("no token called ledge dev release");
    replacing.begin();
    replacing.shell = { CLOUDFLARE_ADMIN_TOKEN: ADMIN };
    await expect(replacing.run("CLOUDFLARE_READ_TOKEN")).rejects.toThrow(
      "GitHub's environment drift-dev has no CLOUDFLARE_READ_TOKEN: nothing was made.",
    );
    expect(cloud.account.tokens).toEqual(before);
  });
});

test("the key of Neon's organisation: what GitHub holds is never one that was revoked; in the end it is the only one of its name, of the same project", async () => {
  replacing.shell = { NEON_ADMIN_KEY: NEON_ADMIN };
  const at = "2026-09-01T00:00:00Z";
  const killed = await replacing.killAfterEach("NEON_API_KEY", {
    begin() {
      const before = { id: 1, name: "ledge dev", created_at: at, project_id: "quiet-river-12345678", key: "napi_before" };
      neon.keys.splice(0, Infinity, before, { id: 2, name: "somebody's", created_at: at, key: "napi_another" });
      replacing.hold({ NEON_API_KEY: "napi_before" });
    },
    judge(when) {
      for (const value of replacing.heldAs("NEON_API_KEY"))
        expect(
          neon.keys.map(({ key }) => key),
          when,
        ).toContain(value);
    },
    end() {
      const [made, ...others] = neon.keys.filter(({ name }) => name === "ledge dev");
      expect([others, made?.project_id, neon.keys.length]).toEqual([[], "quiet-river-12345678", 2]);
      expect(replacing.heldAs("NEON_API_KEY")).toEqual([made?.key]);
      expect(made?.key).not.toBe("napi_before");
    },
  });
  expect(killed).toBe(5);
});

describe("the command", () => {
  const command = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    await runScript(
      join(ROOT, "tools/delivery/src/rotate-credential/main.ts"),
      ["--outputs", join(replacing.folder, "outputs.json"), "--file", replacing.file, ...args],
      {
        cwd: ROOT,
        env: { PATH: process.env["PATH"], CLOUDFLARE_API_BASE_URL: cloud.url, ...env },
      },
    );

  test.each([
    [["--env", "dev"], "Say which environment and one secret"],
    [["CLOUDFLARE_API_TOKEN"], "Say which environment and one secret"],
    [["--env", "dev", "A", "B"], "Say which environment and one secret"],
    [["--env", "dev", "GITHUB_TOKEN"], "GITHUB_TOKEN is none that this command rotates: one of ROTATOR_DATABASE_URL"],
    [["--env", "dev", "CURSOR_KEY"], "CURSOR_KEY is none that this command rotates: npm run rotate:key rotates it"],
    [["--env", "dev", "CLOUDFLARE_API_TOKEN"], "CLOUDFLARE_API_TOKEN needs CLOUDFLARE_ADMIN_TOKEN in the environment."],
    [["--env", "dev", "ROTATOR_DATABASE_URL"], "ROTATOR_DATABASE_URL needs OWNER_DATABASE_URL or ROTATOR_DATABASE_URL in the environment."],
    [["--env", "prod", "LEDGE_KEY"], "--env is prod, and --outputs is of dev."],
  ])("%j is refused with its usage, and does nothing", async (args, words) => {
    const before = cloud.calls.length;
    const { code, output } = await command(args);
    expect([code, cloud.calls.length - before]).toEqual([2, 0]);
    expect(output).toContain(words);
    expect(output).toContain("npm run rotate:credential -- --env NAME SECRET");
  });

  test("puts the successor into GitHub by gh, and prints what was done and no value", async () => {
    cloud.account.tokens.splice(0, Infinity, owned("ledge dev rotation"));
    github.rest.nameInWorkflow("rotation-dev");
    const secret = "CLOUDFLARE_ROTATION_TOKEN";
    const env = { ...github.env, CLOUDFLARE_ADMIN_TOKEN: ADMIN };
    expect(await command(["--env", "dev", secret], env)).toMatchObject({
      code: 1,
      output: expect.stringContaining(`rotation-dev has no ${secret}`) as string,
    });
    github.setSecret("rotation-dev", secret, "before");
    const { code, output } = await command(["--env", "dev", secret], env);
    expect(output).toContain(`✓ GitHub's environment rotation-dev has it as ${secret}`);
    const [made] = cloud.account.tokens;
    expect([code, github.state()["rotation-dev"]?.secrets[secret]]).toEqual([0, made?.value]);
    expect(output).not.toContain(made?.value);
    expect(output).not.toContain(ADMIN);
  });
});
