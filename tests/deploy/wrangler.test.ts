// What Wrangler is given and what is said of its failure: the account's access, the Worker's secrets by a file, and nothing else of this process.
import type { ScriptResult } from "@ledge/command/run-script";
import { uploadVersion } from "@ledge/delivery/deploy/wrangler";
import type { RenderedWorker } from "@ledge/delivery/deploy/render";
import { afterEach, expect, test, vi } from "vitest";

const runScript = vi.hoisted(() => vi.fn<(...args: readonly unknown[]) => Promise<ScriptResult>>());
vi.mock("@ledge/command/run-script", () => ({ runScript }));
afterEach(() => vi.unstubAllEnvs());

const SECRETS = { CORE_URL: "postgres://ledge:hunter2@database.example.com/ledge" };
const ACCOUNT = { apiUrl: "http://127.0.0.1:9", accountId: "account", token: "token-of-a-test" };
const upload = () =>
  uploadVersion(ACCOUNT, {
    ...{ worker: { config: { name: "core" } } as unknown as RenderedWorker, modulePath: "index.js", filesPath: "files" },
    ...{ tag: "tag", message: "message", secrets: SECRETS },
  });

test("a secret that Wrangler prints is in no error", async () => {
  runScript.mockResolvedValueOnce({ code: 1, output: `cannot connect to ${SECRETS.CORE_URL}` } as ScriptResult);
  await expect(upload()).rejects.toThrow(/^wrangler versions upload failed:\ncannot connect to \[secret\]$/);
});

test("Wrangler gets the account's token, and neither secrets nor anything else of the environment", async () => {
  vi.stubEnv("LEDGE_SECRET_CORE_URL", SECRETS.CORE_URL);
  vi.stubEnv("MIGRATOR_DATABASE_URL", "postgres://migrator:hunter3@database.example.com/ledge");
  vi.stubEnv("CLOUDFLARE_API_TOKEN", "another token");
  runScript.mockResolvedValueOnce({ code: 0, output: "" } as ScriptResult);
  await upload();
  const [, args, { env }] = runScript.mock.lastCall as unknown as [string, string[], { env: Record<string, string> }];
  expect(env).toMatchObject({ CLOUDFLARE_API_TOKEN: ACCOUNT.token, CLOUDFLARE_ACCOUNT_ID: ACCOUNT.accountId });
  expect(Object.keys(env).filter((name) => /^(?:LEDGE|MIGRATOR|NEON|GITHUB|AWS|VITEST)/.test(name))).toEqual([]);
  expect(JSON.stringify([args, env])).not.toMatch(/hunter|another token/);
});
