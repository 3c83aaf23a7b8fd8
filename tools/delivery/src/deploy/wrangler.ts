// Wrangler's own CLI, for what only it does: making an upload of a config and a module. It gets the account's token and the
// Worker's secrets, and nothing else of our environment.
import { closeSync, mkdtempSync, openSync, rmSync, unlinkSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript, type ScriptResult } from "@ledge/command/run-script";
import { installedFile } from "@ledge/repository/root";
import { PRIVATE_FILE } from "@ledge/dev/start/state-file";
import { CODE_UPDATE_S } from "./cloudflare.ts";
import type { RenderedWorker } from "./render.ts";

/** What bin/wrangler.js starts; that starter would keep the file of the secrets to itself. */
const WRANGLER = installedFile("wrangler/wrangler-dist/cli.js");
/** An upload takes seconds; Wrangler waits for a busy API by itself. */
const DEADLINE_MS = 300_000;
/** The file descriptor of the secrets in the child. */
const SECRETS_FD = 3;
/** Wrangler writes debug logs to the home folder: here they go with the rendered config. */
const LOGS = "logs";
/** Of our environment, what a child process needs to run at all. */
const PASSED_ON = [
  ...["PATH", "HOME", "USERPROFILE", "SystemRoot", "TMPDIR", "TEMP"],
  ...["NODE_COMPILE_CACHE", "NODE_EXTRA_CA_CERTS", "HTTPS_PROXY", "NO_PROXY"],
];

export interface Account {
  readonly apiUrl: string;
  readonly accountId: string;
  readonly token: string;
}

export interface Upload {
  readonly worker: RenderedWorker;
  readonly modulePath: string;
  /** Where the files are that it serves, if it serves any. */
  readonly filesPath: string;
  readonly tag: string;
  readonly message: string;
  /** By name: all that the Worker requires. One that is left out would be taken from whatever was uploaded last, whether it ever served or not. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Uploads a version that serves nobody yet. */
export const uploadVersion = async (account: Account, upload: Upload): Promise<void> =>
  await withConfig(upload, async (config) => {
    await run(account, ["versions", "upload", ...uploadArgs(config, upload)], config, upload.secrets);
  });

/** Uploads a version that serves everybody at once, with its triggers: a Worker's first, or one with other Durable Objects. */
export const deployWhole = async (account: Account, upload: Upload): Promise<void> =>
  await withConfig(upload, async (config) => {
    const args = ["deploy", ...uploadArgs(config, upload), "--durable-objects-code-update-mode", `deferred ${CODE_UPDATE_S}s`];
    await run(account, args, config, upload.secrets);
  });

/** Makes queue consumers and crons those of the config. */
export const deployTriggers = async (account: Account, upload: Upload): Promise<void> =>
  await withConfig(upload, async (config) => await run(account, ["triggers", "deploy", "-c", config], config, {}));

const uploadArgs = (config: string, { tag, message }: Upload): string[] => [
  "-c",
  config,
  "--no-bundle",
  "--tag",
  tag,
  "--message",
  message,
];

async function withConfig({ worker, modulePath, filesPath }: Upload, use: (configPath: string) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "ledge-deploy-"));
  try {
    const path = join(dir, "wrangler.json");
    const { assets, ...config } = worker.config;
    const served = assets === undefined ? {} : { assets: { ...assets, directory: filesPath } };
    writeFileSync(path, JSON.stringify({ ...config, ...served, main: modulePath, no_bundle: true, send_metrics: false }));
    await use(path);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @throws with what Wrangler printed, without the secrets. */
async function run(account: Account, args: readonly string[], config: string, secrets: Readonly<Record<string, string>>): Promise<void> {
  const hasSecrets = Object.keys(secrets).length > 0;
  const fd = hasSecrets ? unlinkedFile(JSON.stringify(secrets)) : null;
  try {
    const { code, output } = await runWrangler(
      account,
      [...args, ...(fd === null ? [] : ["--secrets-file", `/dev/fd/${SECRETS_FD}`])],
      join(config, "..", LOGS),
      fd,
    );
    if (code === 0) return;
    const safe = Object.values(secrets).reduce((text, secret) => text.replaceAll(secret, "[secret]"), output);
    throw new Error(`wrangler ${args.slice(0, 2).join(" ")} failed:\n${safe.trim()}`);
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

/** A file that is unlinked before anything is written to it: however this process ends, nothing stays on the disk. */
function unlinkedFile(content: string): number {
  const dir = mkdtempSync(join(tmpdir(), "ledge-secrets-"));
  const path = join(dir, "secrets.json");
  const fd = openSync(path, "wx+", PRIVATE_FILE);
  unlinkSync(path);
  rmSync(dir, { recursive: true });
  writeSync(fd, content, 0);
  return fd;
}

/** Runs Wrangler with the account's access and nothing else of this process's environment. */
async function runWrangler(account: Account, args: readonly string[], logs: string, secrets: number | null): Promise<ScriptResult> {
  return await runScript(WRANGLER, args, {
    cwd: tmpdir(),
    nodeFlags: ["--no-warnings"],
    timeoutMs: DEADLINE_MS,
    ...(secrets === null ? {} : { extraFile: secrets }),
    env: {
      ...Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
      CLOUDFLARE_API_BASE_URL: account.apiUrl,
      CLOUDFLARE_ACCOUNT_ID: account.accountId,
      CLOUDFLARE_API_TOKEN: account.token,
      WRANGLER_LOG_PATH: logs,
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_HIDE_BANNER: "true",
      CI: "true",
      NO_COLOR: "1",
      FORCE_COLOR: "0",
    },
  });
}
