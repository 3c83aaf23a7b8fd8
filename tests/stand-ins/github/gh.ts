// GitHub's command `gh` for one repository, as far as the product's tools call it: environments, their secrets and variables. Its state is a file, because each
// call is a process. A value comes by stdin. Any other call is refused.
import { readFileSync, writeFileSync } from "node:fs";

export interface GitHubEnvironment {
  readonly reviewers: readonly { readonly type: string; readonly id: number }[];
  readonly branches: string[];
  /** Of GitHub itself, nobody can read them. */
  readonly secrets: Record<string, string>;
  readonly variables: Record<string, string>;
}

export type GitHubState = Record<string, GitHubEnvironment>;

const file = process.env["GITHUB_STAND_IN"] as string;
const state = JSON.parse(readFileSync(file, "utf8")) as GitHubState;
const [command = "", ...args] = process.argv.slice(2);

/** As gh ends when an API call is refused. */
function refuse(status: number, message: string): never {
  console.error(`gh: ${message} (HTTP ${status})`);
  process.exit(1);
}

/** Secrets and variables of an environment need the environment: https://docs.github.com/en/rest/actions/secrets (404 otherwise). */
const environmentOf = (name: string | undefined): GitHubEnvironment => state[name ?? ""] ?? refuse(404, "Not Found");
const input = (): string => readFileSync(0, "utf8");

function api(): unknown {
  const method = args[0] === "--method" ? args[1] : "GET";
  const path = args.find((one) => one.startsWith("repos/") || one.startsWith("users/")) ?? "";
  const [, name = "", rest = ""] = /^repos\/\{owner\}\/\{repo\}\/environments\/([^/]+)(.*)$/.exec(path) ?? [];
  if (method === "GET" && path.startsWith("users/")) return { login: path.slice("users/".length), id: path.length };
  if (method === "GET" && rest === "") {
    environmentOf(name);
    return { name, deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } };
  }
  if (method === "GET" && rest === "/deployment-branch-policies")
    return { branch_policies: environmentOf(name).branches.map((branch) => ({ name: branch })) };
  if (method === "PUT" && name !== "" && rest === "") {
    const { reviewers } = JSON.parse(input()) as Pick<GitHubEnvironment, "reviewers">;
    state[name] = { branches: [], secrets: {}, variables: {}, ...state[name], reviewers };
    return { name };
  }
  if (method === "POST" && rest === "/deployment-branch-policies") {
    const branch = (JSON.parse(input()) as { name: string }).name;
    environmentOf(name).branches.push(branch);
    return { name: branch };
  }
  return refuse(404, `The stand-in does not know ${method} ${path}`);
}

function run(): string {
  const [action, name = ""] = args;
  const environment = args[args.indexOf("--env") + 1];
  if (command === "api") return JSON.stringify(api());
  if (command === "secret" && action === "list")
    return JSON.stringify(Object.keys(environmentOf(environment).secrets).map((one) => ({ name: one })));
  if (action !== "set" || (command !== "secret" && command !== "variable"))
    return refuse(404, `The stand-in does not know ${command} ${args.join(" ")}`);
  const value = input();
  if (name === process.env["GITHUB_STAND_IN_FAILS"]) return refuse(502, "Server Error");
  if (value === "") return refuse(422, `${name} is empty`);
  // `gh` takes one line break off the end of what it is given.
  environmentOf(environment)[command === "secret" ? "secrets" : "variables"][name] = value.replace(/\n$/, "");
  return "";
}

const answer = run();
writeFileSync(file, JSON.stringify(state));
if (answer !== "") console.log(answer);
