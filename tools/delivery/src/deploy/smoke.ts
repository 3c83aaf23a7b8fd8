// The smoke pack, run as an operator runs it, on the versions that a header picks.
import { join } from "node:path";
import { runScript } from "@ledge/command/run-script";
import { ROOT } from "@ledge/repository/root";
import type { Smoke } from "./release-steps.ts";

/** By which a request picks versions of Workers that are part of the deployment, at 0 % too. */
export const OVERRIDES = "Cloudflare-Workers-Version-Overrides";
/** The pack takes some ten seconds. */
const DEADLINE_MS = 180_000;
const REASON_LINES = 12;
/** A Worker's name in the account, of a preview too; what it calls itself in /readyz is in the middle. */
const SERVICE = /^ledge-([a-z]+)(?:-pr-\d+)?$/;

/** @param key an operator's key; it goes by the environment, where no list of processes shows it. */
export const smokeByPack =
  (url: string, origins: readonly string[], key: string): Smoke =>
  async ({ commit, overrides, versions }) => {
    const serving = [...versions].flatMap(([worker, version]) => ["--serving", `${SERVICE.exec(worker)?.[1] ?? worker}=${version}`]);
    const args = [url, "--commit", commit, ...origins.flatMap((origin) => ["--origin", origin]), ...serving];
    const header = overrides === null ? [] : ["--header", `${OVERRIDES}: ${overrides}`];
    const env = { ...process.env, LEDGE_KEY: key };
    const options = { cwd: ROOT, env, timeoutMs: DEADLINE_MS };
    const { code, output } = await runScript(join(ROOT, "tools/cli/src/smoke/main.ts"), [...args, ...header], options);
    const failures = output.split("\n").filter((line) => line.includes("✗"));
    const lines = failures.length > 0 ? failures : output.trim().split("\n");
    return { passed: code === 0, reason: lines.slice(0, REASON_LINES).join("\n") };
  };
