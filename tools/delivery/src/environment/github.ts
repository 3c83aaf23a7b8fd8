// GitHub's environments of this repository, through `gh`: it knows whose repository this is, and encrypts secrets. A value goes to it by stdin, where no list of
// processes shows it.
import { spawn } from "node:child_process";

/** The one branch that releases. */
const BRANCH = "main";
/** What gh prints of an HTTP answer 404. */
const NOT_FOUND = /HTTP 404/;

interface FoundEnvironment {
  readonly deployment_branch_policy: { readonly custom_branch_policies: boolean } | null;
}
interface FoundPolicies {
  readonly branch_policies: readonly unknown[];
}

export class GitHub {
  readonly #reviewers: readonly string[];

  /** @param reviewers logins of people who approve a job in the environment that releases. */
  constructor(reviewers: readonly string[]) {
    this.#reviewers = reviewers;
  }

  /** Names of an environment's secrets; null when there is no such environment. */
  async secretNames(environment: string): Promise<readonly string[] | null> {
    if ((await this.#find(`environments/${environment}`)) === null) return null;
    const found = JSON.parse(await gh(["secret", "list", "--env", environment, "--json", "name"])) as readonly { name: string }[];
    return found.map(({ name }) => name);
  }

  /**
   * Makes an environment that only jobs of the main branch may use. One that is there keeps its rules: somebody may have made them stricter.
   *
   * @param isReviewed whether each of its jobs waits for an approval.
   */
  async makeEnvironment(environment: string, isReviewed: boolean): Promise<void> {
    const path = `environments/${environment}`;
    const found = (await this.#find(path)) as FoundEnvironment | null;
    if (found === null) {
      const logins = isReviewed ? this.#reviewers : [];
      const reviewers = await Promise.all(logins.map(async (login) => ({ type: "User", id: await userId(login) })));
      await api("PUT", path, { reviewers, deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } });
    }
    if (found !== null && found.deployment_branch_policy?.custom_branch_policies !== true) return;
    const { branch_policies: policies } = (await this.#find(`${path}/deployment-branch-policies`)) as FoundPolicies;
    if (policies.length === 0) await api("POST", `${path}/deployment-branch-policies`, { name: BRANCH });
  }

  async setSecret(environment: string, name: string, value: string): Promise<void> {
    await gh(["secret", "set", name, "--env", environment], value);
  }

  async setVariable(environment: string, name: string, value: string): Promise<void> {
    await gh(["variable", "set", name, "--env", environment], value);
  }

  async #find(path: string): Promise<unknown> {
    try {
      return JSON.parse(await gh(["api", `repos/{owner}/{repo}/${path}`])) as unknown;
    } catch (error) {
      if (NOT_FOUND.test((error as Error).message)) return null;
      throw error;
    }
  }
}

const userId = async (login: string): Promise<number> => (JSON.parse(await gh(["api", `users/${login}`])) as { id: number }).id;

const api = async (method: string, path: string, body: unknown): Promise<string> =>
  await gh(["api", "--method", method, `repos/{owner}/{repo}/${path}`, "--input", "-"], JSON.stringify(body));

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
