// A folder for PATH with `gh` in it, and what it holds.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GitHubState } from "./gh.ts";
import { type GithubStandIn, startGithub } from "./rest.ts";

export const GITHUB_TOKEN = "github-token-of-a-test";

export interface GitHubStandIn {
  /** Additions to the environment of whoever calls `gh`. */
  readonly env: Readonly<Record<string, string>>;
  state(): GitHubState;
  /** Changes a secret by hand. */
  setSecret(environment: string, name: string, value: string): void;
  /** What the workflow `deploy` does with what it built of a commit of main: it is attested, and kept. */
  keepArtifact(commit: string, built: string): void;
  /** The folder of the artifact of a commit. */
  artifact(commit: string): string;
  /** The API, which has the environments. */
  readonly rest: GithubStandIn;
}

const EXECUTABLE = 0o755;

/** @param folder is made, and holds everything. @param path the PATH of before. */
export async function installGitHub(folder: string, path: string): Promise<GitHubStandIn> {
  const bin = join(folder, "bin");
  const file = join(folder, "github.json");
  const artifacts = join(folder, "artifacts");
  mkdirSync(bin, { recursive: true });
  writeFileSync(file, "{}");
  const script = fileURLToPath(new URL("gh.ts", import.meta.url));
  writeFileSync(join(bin, "gh"), `#!/bin/sh\nexec "${process.execPath}" --no-warnings "${script}" "$@"\n`, { mode: EXECUTABLE });
  const rest = await startGithub(GITHUB_TOKEN);
  const state = (): GitHubState => JSON.parse(readFileSync(file, "utf8")) as GitHubState;
  return {
    env: {
      PATH: `${bin}:${path}`,
      GITHUB_STAND_IN: file,
      GITHUB_STAND_IN_ARTIFACTS: artifacts,
      GITHUB_API_URL: rest.url,
      GH_TOKEN_OF_A_TEST: GITHUB_TOKEN,
    },
    state,
    setSecret(environment, name, value) {
      const { [environment]: store, ...others } = state();
      const changed = { variables: {}, ...store, secrets: { ...store?.secrets, [name]: value } };
      writeFileSync(file, JSON.stringify({ ...others, [environment]: changed }));
    },
    keepArtifact: (commit, built) => cpSync(built, join(artifacts, commit), { recursive: true }),
    artifact: (commit) => join(artifacts, commit),
    rest,
  };
}
