// GitHub's environments as code: who may use one's secrets, and who approves. `.github/environments.json` says it; an environment that no rule protects
// gives its secrets to every branch that names it in a workflow. What the API cannot set is in docs/runbooks/first-contact.md.
import { z } from "zod";
import { ApiError, callApi, type Cloud } from "../deploy/api.ts";

/** What is wanted of each environment, by its name. */
export const Wanted = z.record(
  z.string(),
  z.strictObject({
    /** Patterns of refs whose workflows may use the environment: of branches, or `refs/pull/N/merge` for pull requests. */
    branches: z.array(z.string()).min(1),
    /** `team:SLUG` or `user:LOGIN`, six at most; one of them approves each job, and never who started it. */
    reviewers: z.array(z.string().regex(/^(?:team|user):[\w-]+$/)).max(6),
  }),
);
export type Wanted = z.infer<typeof Wanted>;

const Reviewer = z.object({
  type: z.enum(["User", "Team"]),
  reviewer: z.object({ login: z.string().optional(), slug: z.string().optional() }),
});
const Environment = z.object({
  protection_rules: z
    .array(z.object({ type: z.string(), prevent_self_review: z.boolean().optional(), reviewers: z.array(Reviewer).optional() }))
    .default([]),
  deployment_branch_policy: z.object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() }).nullable(),
});
const Policies = z.object({ branch_policies: z.array(z.object({ id: z.number(), name: z.string() })) });

const NOT_FOUND = 404;
const MOST_PER_PAGE = 100;
const CUSTOM = { protected_branches: false, custom_branch_policies: true };

export interface Repository {
  readonly github: Cloud;
  /** OWNER/NAME. */
  readonly name: string;
}

/** Makes the environments what is wanted. Their secrets and variables stay as they are. @returns what was changed. */
export async function applyEnvironments(repository: Repository, wanted: Wanted): Promise<string[]> {
  const lines: string[] = [];
  for (const [name, { branches, reviewers }] of Object.entries(wanted)) {
    const faults = await faultsOf(repository, name, wanted);
    if (faults.length === 0) continue;
    const ids = await Promise.all(reviewers.map((reviewer) => reviewerId(repository, reviewer)));
    await callApi(repository.github, "PUT", pathOf(repository, name), {
      prevent_self_review: reviewers.length > 0,
      reviewers: ids,
      deployment_branch_policy: CUSTOM,
    });
    const present = await policiesOf(repository, name);
    const policies = `${pathOf(repository, name)}/deployment-branch-policies`;
    for (const branch of branches.filter((one) => !present.some((policy) => policy.name === one))) {
      await callApi(repository.github, "POST", policies, { name: branch, type: "branch" });
    }
    for (const { id } of present.filter((policy) => !branches.includes(policy.name))) {
      await callApi(repository.github, "DELETE", `${policies}/${id}`);
    }
    lines.push(...faults);
  }
  return lines;
}

/** How the environments differ from what is wanted. */
export async function environmentFaults(repository: Repository, wanted: Wanted): Promise<string[]> {
  return (await Promise.all(Object.keys(wanted).map((name) => faultsOf(repository, name, wanted)))).flat();
}

async function faultsOf(repository: Repository, name: string, wanted: Wanted): Promise<string[]> {
  const { branches = [], reviewers = [] } = wanted[name] ?? {};
  const found = await read(repository, pathOf(repository, name), Environment);
  if (found === null) return [`${name} is missing`];
  const review = found.protection_rules.find(({ type }) => type === "required_reviewers");
  const approving = (review?.reviewers ?? []).map(({ type, reviewer: { login, slug } }) =>
    type === "Team" ? `team:${slug}` : `user:${login}`,
  );
  const isRestricted = found.deployment_branch_policy?.custom_branch_policies === true;
  const admitted = isRestricted ? (await policiesOf(repository, name)).map((policy) => policy.name) : ["every branch"];
  return [
    ...(same(admitted, branches) ? [] : [`${name} admits ${admitted.join(", ") || "no branch"} instead of ${branches.join(", ")}`]),
    ...(same(approving, reviewers)
      ? []
      : [`${name} is approved by ${approving.join(", ") || "nobody"} instead of ${reviewers.join(", ") || "nobody"}`]),
    ...(reviewers.length > 0 && review?.prevent_self_review !== true ? [`${name} may be approved by who started the job`] : []),
  ];
}

const same = (one: readonly string[], other: readonly string[]): boolean => [...one].sort().join() === [...other].sort().join();

const pathOf = (repository: Repository, environment: string): string =>
  `/repos/${repository.name}/environments/${encodeURIComponent(environment)}`;

async function policiesOf(repository: Repository, name: string): Promise<z.infer<typeof Policies>["branch_policies"]> {
  const path = `${pathOf(repository, name)}/deployment-branch-policies?per_page=${MOST_PER_PAGE}`;
  return (await read(repository, path, Policies))?.branch_policies ?? [];
}

async function reviewerId(repository: Repository, reviewer: string): Promise<{ type: "User" | "Team"; id: number }> {
  const [kind, name = ""] = reviewer.split(":");
  const path = kind === "team" ? `/orgs/${repository.name.split("/")[0]}/teams/${name}` : `/users/${name}`;
  const found = await read(repository, path, z.object({ id: z.number() }));
  if (found === null) throw new Error(`There is no ${reviewer}: .github/environments.json names who approves.`);
  return { type: kind === "team" ? "Team" : "User", id: found.id };
}

/** Null: there is none. */
async function read<T>({ github }: Repository, path: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    return schema.parse(await callApi(github, "GET", path));
  } catch (error) {
    if (error instanceof ApiError && error.status === NOT_FOUND) return null;
    throw error;
  }
}
