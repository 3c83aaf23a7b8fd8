// What `npm run credentials` says of the database's logins, of tokens and keys in the clouds, and of certificates: each that is due, in words, and nothing that it
// does not know.
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { withClient } from "@ledge/database/postgres/connect";
import { AccountTokens } from "@ledge/delivery/credentials/account-tokens";
import { certificateOf, certificateOfPostgres, sightCertificate } from "@ledge/delivery/credentials/certificates";
import { sightLogins } from "@ledge/delivery/credentials/logins";
import { NeonKeys, sightNeonKeys } from "@ledge/delivery/credentials/neon-keys";
import type { Sighting } from "@ledge/delivery/credentials/sighting";
import { sightTokens } from "@ledge/delivery/credentials/tokens";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Issued, issue, startHttps, startPostgres, type TlsServer } from "../stand-ins/certificates.ts";
import { ACCOUNT_ID, type CloudflareStandIn, startCloudflare } from "../stand-ins/cloudflare/stand-in.ts";
import type { OwnedToken } from "../stand-ins/cloudflare/worker.ts";
import { type NeonStandIn, startNeon } from "../stand-ins/neon/stand-in.ts";
import type { TestDatabase } from "../support/database.ts";
import { openOwnDatabase } from "./support/open-database.ts";

const NOW = new Date();
const DAY_MS = 86_400_000;
const inDays = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);
const READ = "cloudflare-token-that-reads";
const [NEON, MINTED] = ["neon-key-of-an-administrator", "napi_of-a-test"];
let database: TestDatabase;
let cloud: CloudflareStandIn;
let neon: NeonStandIn;

beforeAll(async () => {
  database = await openOwnDatabase();
  cloud = await startCloudflare("cloudflare-token-of-releases", READ);
  neon = await startNeon(NEON, database.adminUrl, "ledge");
});
afterAll(async () => {
  await Promise.all([cloud?.stop(), neon?.stop()]);
  await database?.drop();
});

const alerts = (seen: readonly Sighting[]): string[] => seen.flatMap(({ alert }) => alert ?? []);
const asAdmin = (sql: string): Promise<unknown> => withClient(database.adminUrl, (admin) => admin.query(sql));

describe("of the database's logins", () => {
  const logins = (now = NOW): Promise<Sighting[]> => sightLogins(database.auditorUrl, "prod", now);
  const aged = (login: string, days: number) =>
    asAdmin(`UPDATE rotation.credentials SET rotated_at = '${inDays(-days).toISOString()}', is_revoked = false WHERE login = '${login}'`);
  beforeEach(async () => {
    await asAdmin("UPDATE rotation.credentials SET rotated_at = now(), is_revoked = login = 'ledge_runtime_b'");
    await asAdmin("ALTER ROLE ledge_migrator NOLOGIN VALID UNTIL '2020-01-01'; ALTER ROLE ledge_runtime_b NOLOGIN");
  });

  test("nothing is due of those that were rotated in time, one that is revoked, and the migrator that is closed", async () => {
    const seen = await logins();
    expect(seen.map(({ name, state, since }) => [name, state, since !== null])).toEqual([
      ...["ledge_analyst", "ledge_auditor"].map((name) => [name, "in force", true]),
      ["ledge_migrator", "closed", false],
      ...["ledge_retention", "ledge_rotator", "ledge_runtime_a"].map((name) => [name, "in force", true]),
      ["ledge_runtime_b", "revoked", false],
    ]);
    expect(alerts(seen)).toEqual([]);
  });

  test.each([
    ["the runtime's after 1.5 periods", "ledge_runtime_a", 10.6, "ledge_runtime_a is 10 days old, of 10.5 at the most: npm run rotate"],
    [
      "the rotator's before 90 days",
      "ledge_rotator",
      70,
      "ledge_rotator is 70 days old, of 90 at the most: npm run rotate:credential -- --env prod ROTATOR_DATABASE_URL",
    ],
    [
      "the auditor's before a year",
      "ledge_auditor",
      345,
      "ledge_auditor is 345 days old, of 365 at the most: npm run rotate:credential -- --env prod AUDITOR_DATABASE_URL",
    ],
    [
      "finance's before a year",
      "ledge_analyst",
      400,
      "ledge_analyst is 400 days old, of 365 at the most: npm run rotate:credential -- --env prod ANALYST_DATABASE_URL",
    ],
  ])("%s is due", async (_what, login, days, words) => {
    await aged(login, days);
    expect(alerts(await logins())).toEqual([words]);
  });

  test.each([
    ["ledge_runtime_a", 10.4],
    ["ledge_rotator", 68],
    ["ledge_auditor", 343],
  ])("%s is not due at %s days", async (login, days) => {
    await aged(login, days);
    expect(alerts(await logins())).toEqual([]);
  });

  test("the one that serves is due while rotations fail week after week, though each gives the idle one a new password", async () => {
    await aged("ledge_runtime_a", 21);
    await aged("ledge_runtime_b", 0);
    expect(alerts(await logins())).toEqual([expect.stringMatching(/^ledge_runtime_a is 21 days old/)]);
  });

  test("one that is revoked and may log in all the same is due at once", async () => {
    await asAdmin("ALTER ROLE ledge_runtime_b LOGIN");
    expect(alerts(await logins())).toEqual([expect.stringMatching(/^ledge_runtime_b was revoked and may log in/)]);
  });

  test("one that is revoked is not due, however old", async () => {
    await asAdmin("UPDATE rotation.credentials SET rotated_at = now() - interval '99 days' WHERE login = 'ledge_runtime_b'");
    expect(alerts(await logins())).toEqual([]);
  });

  test.each([
    ["minutes by a release", "LOGIN VALID UNTIL", 5, []],
    ["hours", "LOGIN VALID UNTIL", 120, [expect.stringMatching(/^ledge_migrator is open until 20.*: SELECT rotation\.revoke/)]],
    ["good", "LOGIN VALID UNTIL", null, [expect.stringMatching(/^ledge_migrator is open without an end/)]],
    ["hours, and may not log in", "NOLOGIN VALID UNTIL", 120, []],
  ])("the migrator that is open for %s is named as it should be", async (_what, how, minutes, words) => {
    const until = minutes === null ? "infinity" : new Date(Date.now() + minutes * 60_000).toISOString();
    await asAdmin(`ALTER ROLE ledge_migrator ${how} '${until}'`);
    expect(alerts(await logins())).toEqual(words);
  });

  test("the migrator that is opened again and again, for more than an hour, is named", async () => {
    await asAdmin(`ALTER ROLE ledge_migrator LOGIN VALID UNTIL '${new Date(Date.now() + 1_800_000).toISOString()}'`);
    await aged("ledge_migrator", 1);
    expect(alerts(await logins())).toEqual([expect.stringMatching(/^ledge_migrator is open until/)]);
  });
});

const GROUPS = [{ id: "c8fed203ed3043cba015a93ad1616f1f", name: "Workers Scripts Write" }];
const owned = (name: string, expires: Date | null, more: Partial<OwnedToken> = {}): OwnedToken => ({
  ...{ id: Buffer.from(name.padEnd(16).slice(-16)).toString("hex"), name, status: "active", issued_on: inDays(-60).toISOString() },
  ...(expires === null ? {} : { expires_on: expires.toISOString() }),
  policies: [{ effect: "allow", permission_groups: GROUPS, resources: {} }],
  value: `value-of-${name}`,
  ...more,
});
const OURS = ["release", "drift", "rotation", "state"].map((word) => `ledge prod ${word}`);

describe("of the account's tokens", () => {
  const reader = () => new AccountTokens({ name: "Cloudflare", baseUrl: cloud.url, token: READ, permissions: "" }, ACCOUNT_ID);
  const tokens = (): Promise<Sighting[]> => sightTokens(reader(), "prod", NOW);
  const have = (...more: readonly OwnedToken[]): void => {
    const replaced = new Set(more.map(({ name }) => name));
    const rest = OURS.filter((name) => !replaced.has(name)).map((name) => owned(name, inDays(22)));
    cloud.account.tokens.splice(0, Infinity, ...rest, ...more);
  };

  test("nothing is due of those that expire later than in 21 days, and their values are nowhere", async () => {
    have(owned("somebody's", inDays(1)));
    const seen = await tokens();
    expect(seen.map(({ name }) => name)).toEqual([...OURS, "somebody's"]);
    expect(alerts(seen)).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain("value-of");
  });

  test.each<[string, readonly OwnedToken[], string | RegExp]>([
    [
      "expires in 20 days",
      [owned("ledge prod release", inDays(20))],
      /^ledge prod release expires on \d{4}-\d\d-\d\d, in 20 days: npm run rotate:credential -- --env prod CLOUDFLARE_API_TOKEN$/,
    ],
    [
      "has expired",
      [owned("ledge prod state", inDays(-1))],
      /^ledge prod state expired on .*: npm run rotate:credential -- --env prod STATE_ACCESS_KEY_ID$/,
    ],
    ["never expires", [owned("ledge prod drift", null)], /^ledge prod drift, .* never expires/],
    ["is somebody's and never expires", [owned("miner", null)], /^miner, a token of the Cloudflare account, never expires/],
    ["is disabled", [owned("ledge prod rotation", inDays(60), { status: "disabled" })], /^ledge prod rotation is disabled: /],
    [
      "may make tokens",
      [
        owned("ledge prod drift", inDays(60), {
          policies: [{ effect: "allow", permission_groups: [...GROUPS, { id: "1", name: "Account API Tokens Write" }], resources: {} }],
        }),
      ],
      /^ledge prod drift may make tokens, and is held by GitHub's drift-prod/,
    ],
    [
      "is left of a rotation that was cut short",
      [owned("ledge prod release", inDays(30)), owned("ledge prod release", inDays(90), { issued_on: inDays(-1).toISOString() })],
      /^ledge prod release is there 2 times/,
    ],
  ])("one that %s is due", async (_what, more, words) => {
    have(...more);
    expect(alerts(await tokens())).toEqual([expect.stringMatching(words)]);
  });

  test("one that is not there by its name is due, and one of a later page is found", async () => {
    have(...Array.from({ length: 60 }, (_, at) => owned(`somebody's ${at}`, inDays(40))));
    cloud.account.tokens.push(...cloud.account.tokens.splice(0, 1));
    expect(alerts(await tokens())).toEqual([]);
    cloud.account.tokens.pop();
    expect(alerts(await tokens())).toEqual([expect.stringMatching(/^ledge prod release: no token of the account has this name/)]);
  });
});

describe("of Neon's keys", () => {
  const keys = (now = NOW): Promise<Sighting[]> =>
    sightNeonKeys(new NeonKeys({ name: "Neon", baseUrl: neon.url, token: MINTED, permissions: "" }, "org-of-a-test"), "prod", now);

  test("the one of the environment is due by its age, and when there is none by its name", async () => {
    neon.keys.push({ id: 1, name: "ledge dev", created_at: NOW.toISOString(), key: MINTED });
    expect(alerts(await keys())).toEqual([expect.stringMatching(/^Neon: no key of the organisation is called ledge prod/)]);
    neon.keys.push({ id: 2, name: "ledge prod", created_at: inDays(-60).toISOString(), key: "another" });
    expect(alerts(await keys())).toEqual([]);
    const due = alerts(await keys(inDays(11)));
    expect(due).toEqual(["Neon: ledge prod is 71 days old, of 90 at the most: npm run rotate:credential -- --env prod NEON_API_KEY"]);
  });
});

describe("of certificates", () => {
  let issued: Issued;
  let https: TlsServer;
  let postgres: TlsServer;
  let withoutTls: TlsServer;
  beforeAll(async () => {
    issued = issue(90);
    [https, postgres, withoutTls] = await Promise.all([startHttps(issued), startPostgres(issued), startPostgres(issued, false)]);
  });
  afterAll(async () => void (await Promise.all([https, postgres, withoutTls].map((one) => one?.stop()))));
  const seenIn = (see: () => ReturnType<typeof certificateOf>, now = NOW): Promise<Sighting> => sightCertificate("localhost", see, now);

  test("an HTTPS server's and a Postgres server's are seen: until when, by whom, and that nobody vouches for it", async () => {
    for (const see of [() => certificateOf("localhost", https.port), () => certificateOfPostgres("localhost", postgres.port)]) {
      const { expires, state, alert } = await seenIn(see);
      expect(Math.round(((expires?.getTime() ?? 0) - NOW.getTime()) / DAY_MS)).toBe(90);
      expect(state).toBe("by Stand-In, localhost");
      expect(alert).toMatch(/^localhost: the certificate is not trusted: DEPTH_ZERO_SELF_SIGNED_CERT$/);
    }
  });

  test("one that is trusted is due 21 days before it expires, and not before", async () => {
    const before = getCACertificates("default");
    setDefaultCACertificates([...before, issued.cert]);
    const see = (): ReturnType<typeof certificateOf> => certificateOf("localhost", https.port);
    expect((await seenIn(see, inDays(68))).alert).toBeNull();
    expect((await seenIn(see, inDays(70.5))).alert).toMatch(
      /^The certificate of localhost expires on .*, in 20 days: its cloud has not renewed it/,
    );
    expect((await seenIn(see, inDays(91))).alert).toMatch(/^The certificate of localhost expired on /);
    setDefaultCACertificates(before);
  });

  test("one that cannot be seen is due, too", async () => {
    expect((await seenIn(() => certificateOfPostgres("localhost", withoutTls.port))).alert).toBe(
      "The certificate of localhost was not seen: the server speaks no TLS",
    );
    await withoutTls.stop();
    expect((await seenIn(() => certificateOf("localhost", withoutTls.port))).alert).toMatch(/was not seen: /);
  });
});
