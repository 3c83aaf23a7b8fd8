// GitHub's command `gh` for one repository, as far as the product's tools and pages call it: secrets and variables of environments, which are those of rest.ts, and
// the artifacts of main's commits, each attested by the workflow that made it. Its state is a file, because each call is a process. A value comes by stdin. Any
// other call is refused.
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "./rest.ts";

export interface GitHubEnvironment {
  /** Of GitHub itself, nobody can read them. */
  readonly secrets: Record<string, string>;
  readonly variables: Record<string, string>;
}

export type GitHubState = Record<string, GitHubEnvironment>;

const file = process.env["GITHUB_STAND_IN"] as string;
const state = JSON.parse(readFileSync(file, "utf8")) as GitHubState;
const NOT_FOUND = 404;
const [command = "", ...args] = process.argv.slice(2);

/** As gh ends when an API call is refused. */
function refuse(status: number, message: string): never {
  console.error(`gh: ${message} (HTTP ${status})`);
  process.exit(1);
}

/** Secrets and variables of an environment need the environment: https://docs.github.com/en/rest/actions/secrets (404 otherwise). */
async function environmentOf(name = ""): Promise<GitHubEnvironment> {
  const url = `${process.env["GITHUB_API_URL"]}/repos/${REPOSITORY}/environments/${name}`;
  const { status } = await fetch(url, { headers: { Authorization: `Bearer ${process.env["GH_TOKEN_OF_A_TEST"]}` } });
  return status === NOT_FOUND ? refuse(NOT_FOUND, "Not Found") : (state[name] ??= { secrets: {}, variables: {} });
}

/** What verifies an artifact of the workflow `deploy` on main, and nothing less. */
const attested = (file: string, commit: string): string =>
  `attestation verify ${file} --repo ${REPOSITORY} --signer-workflow ${REPOSITORY}/.github/workflows/deploy.yml --source-ref refs/heads/main --source-digest ${commit} --deny-self-hosted-runners`;

const artifactOf = (commit: string): string => join(process.env["GITHUB_STAND_IN_ARTIFACTS"] as string, commit);

function verifyAttestation(said: string): string {
  const [, file = "", commit = ""] = /^attestation verify (\S+) .*--source-digest ([0-9a-f]{40}) /.exec(said) ?? [];
  if (said !== attested(file, commit)) return refuse(NOT_FOUND, `The stand-in does not know ${said}`);
  const manifest = join(artifactOf(commit), "manifest.json");
  const isAttested = existsSync(manifest) && readFileSync(manifest).equals(readFileSync(file));
  return isAttested ? "" : refuse(NOT_FOUND, `no attestation of ${file} by ${commit}`);
}

function download(commit: string, folder: string): string {
  if (!existsSync(artifactOf(commit))) return refuse(NOT_FOUND, `no valid artifacts found: artifact-${commit}`);
  cpSync(artifactOf(commit), folder, { recursive: true });
  return "";
}

async function run(): Promise<string> {
  const [action, name = ""] = args;
  const environment = args[args.indexOf("--env") + 1];
  const said = [command, ...args].join(" ");
  if (said === "auth token") return process.env["GH_TOKEN_OF_A_TEST"] as string;
  if (said === "repo view --json nameWithOwner --jq .nameWithOwner") return REPOSITORY;
  if (command === "attestation") return verifyAttestation(said);
  const [, wanted, folder = ""] = /^run download --name artifact-([0-9a-f]{40}) --dir (\S+)$/.exec(said) ?? [];
  if (wanted !== undefined) return download(wanted, folder);
  if (command === "secret" && action === "list")
    return JSON.stringify(Object.keys((await environmentOf(environment)).secrets).map((one) => ({ name: one })));
  if (action !== "set" || (command !== "secret" && command !== "variable")) return refuse(NOT_FOUND, `The stand-in does not know ${said}`);
  const value = readFileSync(0, "utf8");
  if (name === process.env["GITHUB_STAND_IN_FAILS"]) return refuse(502, "Server Error");
  if (value === "") return refuse(422, `${name} is empty`);
  // `gh` takes one line break off the end of what it is given.
  (await environmentOf(environment))[command === "secret" ? "secrets" : "variables"][name] = value.replace(/\n$/, "");
  writeFileSync(file, JSON.stringify(state));
  return "";
}

const answer = await run();
if (answer !== "") console.log(answer);
