// The commands of a workflow's job, with the values of the GitHub environment that it names, and no others.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COLLECTOR_SECRET } from "@ledge/delivery/deploy/render";
import { LAST_SECRET } from "@ledge/delivery/environment/values";
import { parse } from "yaml";
import type { GitHubState } from "../../stand-ins/github/gh.ts";
import { REPOSITORY } from "../../terraform/support/terraform.ts";

interface Job {
  readonly environment: string | { readonly name: string };
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly name?: string; readonly env?: Readonly<Record<string, string>>; readonly run?: string }[];
}

export interface JobStep {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

const textOf = (workflow: string): string => readFileSync(new URL(`.github/workflows/${workflow}.yml`, REPOSITORY), "utf8");
const jobsOf = (workflow: string): Readonly<Record<string, Job>> => (parse(textOf(workflow)) as { jobs: Record<string, Job> }).jobs;

const nameOf = (environment: Job["environment"]): string => (typeof environment === "string" ? environment : environment.name);

/** What a job knows of its run: `github.token`, and so on. */
type Run = Readonly<Partial<Record<"token" | "repository" | "sha", string>>>;

/** The named steps of a job that run a command. @throws when the job reads what its GitHub environment, or its run, does not hold. */
export function stepsOf(workflow: string, job: string, environment: string, state: GitHubState, run: Run = {}): JobStep[] {
  const { environment: named, env = {}, steps } = jobsOf(workflow)[job] as Job;
  const template = nameOf(named);
  const store = state[template.replace("${{ matrix.environment }}", environment)];
  const resolved = (text: string): string =>
    text
      .replaceAll("${{ matrix.environment }}", environment)
      .replace(/\$\{\{ (secrets|vars|github)\.(\w+) \}\}/g, (_, kind: string, name: string) => {
        const held: Readonly<Record<string, string | undefined>> = {
          ...(kind === "github" ? run : kind === "secrets" ? store?.secrets : store?.variables),
        };
        // As of every secret that GitHub does not have; this one alone may be missing.
        const value = held[name] ?? (name === COLLECTOR_SECRET ? "" : undefined);
        if (value === undefined) throw new Error(`${workflow}: ${job} reads ${kind}.${name}, which ${template} does not hold`);
        return value;
      });
  return steps.flatMap(({ name, env: own = {}, run: command }) =>
    name === undefined || command === undefined
      ? []
      : [{ command, env: Object.fromEntries(Object.entries({ ...env, ...own }).map(([key, value]) => [key, resolved(value)])) }],
  );
}

/** Every secret and variable that a workflow reads, by the GitHub environment that it reads them from: `drift-NAME`. */
export const readBy = (workflow: string): { readonly environment: string; readonly secrets: string[]; readonly variables: string[] }[] =>
  Object.values(jobsOf(workflow)).flatMap((job) => {
    if (job.environment === undefined) return [];
    const text = JSON.stringify(job);
    const names = (kind: string): string[] =>
      [...new Set([...text.matchAll(new RegExp(`\\b${kind}\\.([A-Z_0-9]+)`, "g"))].map(([, name = ""]) => name))].sort();
    return [
      {
        environment: nameOf(job.environment).replace(/\$\{\{ matrix\.environment \}\}|^(?:dev|prod)$/, "NAME"),
        secrets: names("secrets"),
        variables: names("vars"),
      },
    ];
  });

/** The file that an operator deploys from: the values of the GitHub environment, as the workflow names them. @param checkout its folder. */
export function writeSecrets(checkout: string, name: string, state: GitHubState, run: Run): void {
  const deploy = stepsOf("deploy", name, name, state, run).find(({ env }) => LAST_SECRET in env);
  const lines = Object.entries(deploy?.env ?? {}).map(([variable, value]) => `${variable}='${value}'\n`);
  mkdirSync(join(checkout, ".ledge"), { recursive: true });
  writeFileSync(join(checkout, ".ledge", `${name}.env`), lines.join(""), { mode: 0o600 });
}
