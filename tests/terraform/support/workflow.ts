// The commands of a workflow's job, with the values of the GitHub environment that it names, and no others.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { GitHubState } from "../../stand-ins/github/gh.ts";
import { REPOSITORY } from "./terraform.ts";

interface Job {
  readonly environment: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly name?: string; readonly env?: Readonly<Record<string, string>>; readonly run?: string }[];
}

export interface JobStep {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

const textOf = (workflow: string): string => readFileSync(new URL(`.github/workflows/${workflow}.yml`, REPOSITORY), "utf8");
const jobsOf = (workflow: string): Readonly<Record<string, Job>> => (parse(textOf(workflow)) as { jobs: Record<string, Job> }).jobs;

/** The named steps of a job that run a command. @param token the job's own. @throws when the job reads what its GitHub environment does not hold. */
export function stepsOf(workflow: string, job: string, environment: string, state: GitHubState, token = ""): JobStep[] {
  const { environment: template, env = {}, steps } = jobsOf(workflow)[job] as Job;
  const store = state[template.replace("${{ matrix.environment }}", environment)];
  const resolved = (text: string): string =>
    text
      .replaceAll("${{ matrix.environment }}", environment)
      .replaceAll("${{ github.token }}", token)
      .replace(/\$\{\{ (secrets|vars)\.(\w+) \}\}/g, (_, kind: string, name: string) => {
        const value = (kind === "secrets" ? store?.secrets : store?.variables)?.[name];
        if (value === undefined) throw new Error(`${workflow}: ${job} reads ${kind}.${name}, which ${template} does not hold`);
        return value;
      });
  return steps.flatMap(({ name, env: own = {}, run }) =>
    name === undefined || run === undefined
      ? []
      : [{ command: run, env: Object.fromEntries(Object.entries({ ...env, ...own }).map(([key, value]) => [key, resolved(value)])) }],
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
        environment: job.environment.replace(/\$\{\{ matrix\.environment \}\}|^(?:dev|prod)$/, "NAME"),
        secrets: names("secrets"),
        variables: names("vars"),
      },
    ];
  });
