// `npm run previews:reap`: removes the previews of closed pull requests and those whose database has expired. Exits 1 when something is left.
import { join } from "node:path";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { z } from "zod";
import { ApiError, callApi, type Cloud } from "./api.ts";
import { Cloudflare, PERMISSIONS as CLOUDFLARE_PERMISSIONS } from "./cloudflare.ts";
import { HOST_OF_PREVIEWS, readEnvironment } from "./environment.ts";
import { Neon, PERMISSIONS as NEON_PERMISSIONS } from "./neon.ts";
import { reap } from "./reap.ts";
import { CLOUDFLARE_API, NEON_API } from "./settings.ts";

const DEFAULT_OUTPUTS = `.build/outputs/${HOST_OF_PREVIEWS}.json`;
const NOT_FOUND = 404;
const USAGE = `npm run previews:reap -- [--outputs FILE]

Removes every preview whose pull request is closed or whose database has expired, and nothing else.
  --outputs  what terraform output -json printed for the environment \`${HOST_OF_PREVIEWS}\`; default ${DEFAULT_OUTPUTS}

From the environment: CLOUDFLARE_API_TOKEN and NEON_API_KEY of that environment; GITHUB_TOKEN, which may read pull requests; GITHUB_REPOSITORY.`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { outputs: { type: "string", default: join(ROOT, DEFAULT_OUTPUTS) } });
  const given = (name: string): string => {
    const value = process.env[name];
    if (value === undefined || value === "") throw new BadArguments(`${name} is not set.`);
    return value;
  };
  const { accountId, neon } = readEnvironment(HOST_OF_PREVIEWS, values.outputs);
  const cloud = (name: string, baseUrl: string, token: string, permissions: string): Cloud => ({
    name,
    baseUrl,
    token: given(token),
    permissions,
  });
  const github = cloud("GitHub", process.env["GITHUB_API_URL"] ?? "https://api.github.com", "GITHUB_TOKEN", "Pull requests: read");
  await requireReadable(github, given("GITHUB_REPOSITORY"));
  await reap({
    cloudflare: new Cloudflare(
      cloud("Cloudflare", process.env["CLOUDFLARE_API_BASE_URL"] ?? CLOUDFLARE_API, "CLOUDFLARE_API_TOKEN", CLOUDFLARE_PERMISSIONS),
      accountId,
    ),
    neon: new Neon(cloud("Neon", process.env["NEON_API_URL"] ?? NEON_API, "NEON_API_KEY", NEON_PERMISSIONS), neon.projectId),
    outputsFile: values.outputs,
    isOpen: async (number) => await isOpen(github, given("GITHUB_REPOSITORY"), number),
    say: console.log,
  });
  return 0;
});

/** GitHub answers 404 for a repository that the token may not read, too: then every pull request would seem closed. @throws */
async function requireReadable(github: Cloud, repository: string): Promise<void> {
  try {
    await callApi(github, "GET", `/repos/${repository}`);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== NOT_FOUND) throw error;
    throw new Error(`GitHub shows no ${repository} to GITHUB_TOKEN, so that nothing is known to be closed: nothing was removed.`);
  }
}

/** A number that is no pull request's is not open. */
async function isOpen(github: Cloud, repository: string, number: number): Promise<boolean> {
  try {
    return (
      z.object({ state: z.enum(["open", "closed"]) }).parse(await callApi(github, "GET", `/repos/${repository}/pulls/${number}`)).state ===
      "open"
    );
  } catch (error) {
    if (error instanceof ApiError && error.status === NOT_FOUND) return false;
    throw error;
  }
}
