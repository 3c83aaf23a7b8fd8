// Secrets and variables of GitHub's environments of this repository, through `gh`: it knows whose repository this is, and encrypts secrets. A value goes to it by
// stdin, where no list of processes shows it. The environments themselves are ../github/environments.ts's.
import { spawn } from "node:child_process";

/** What gh prints of an HTTP answer 404. */
const NOT_FOUND = /HTTP 404/;

/** Names of an environment's secrets. @throws when there is no such environment. */
export async function secretNames(environment: string): Promise<readonly string[]> {
  try {
    const found = JSON.parse(await gh(["secret", "list", "--env", environment, "--json", "name"])) as readonly { name: string }[];
    return found.map(({ name }) => name);
  } catch (error) {
    if (NOT_FOUND.test((error as Error).message)) {
      throw new Error(`GitHub has no environment ${environment}: npm run github:environments makes those of .github/environments.json.`);
    }
    throw error;
  }
}

export async function setSecret(environment: string, name: string, value: string): Promise<void> {
  await gh(["secret", "set", name, "--env", environment], value);
}

export async function setVariable(environment: string, name: string, value: string): Promise<void> {
  await gh(["variable", "set", name, "--env", environment], value);
}

/** Runs gh. @throws with what it printed, which holds no value that it was given. */
function gh(args: readonly string[], input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("gh", args, { stdio: ["pipe", "pipe", "pipe"] });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.once("error", ({ message }) => reject(new Error(`gh does not run here (${message}): https://cli.github.com`)));
    child.once("close", (code) =>
      code === 0 ? resolve(out) : reject(new Error(`gh ${args.slice(0, 3).join(" ")} failed: ${err.trim()}`)),
    );
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
