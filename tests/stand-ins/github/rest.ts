// GitHub's REST API on loopback, for one repository: environments with their rules, and pull requests. Sources (2026):
// https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments and https://docs.github.com/en/rest/deployments.
import { type StandInResponse, json, type Route, serve, type StandIn } from "../http.ts";

export const REPOSITORY = "ledge/ledge";

interface Reviewer {
  readonly type: "User" | "Team";
  readonly id: number;
}

interface Environment {
  reviewers: readonly Reviewer[];
  preventSelfReview: boolean;
  /** Null: every branch may use it. */
  policy: { protected_branches: boolean; custom_branch_policies: boolean } | null;
  policies: { id: number; name: string }[];
}

export interface GithubStandIn extends StandIn {
  readonly environments: Map<string, Environment>;
  /** What a workflow does that names an environment that does not exist: "the newly created environment will not have any protection rules". */
  nameInWorkflow(environment: string): void;
  /** The token may not read the repository any more: "Not Found", as if there were none. */
  hide(): void;
  /** The state of each pull request, by number. */
  readonly pulls: Map<number, "open" | "closed">;
}

const MOST_REVIEWERS = 6;
const TEAMS = new Map([[7001, "releases"]]);
const refused = (status: number, _: number, message: string): StandInResponse => ({ status, body: { message } });
const ok = (body: unknown): StandInResponse => ({ status: 200, body });
const notFound = refused(404, 0, "Not Found");

export async function startGithub(token: string): Promise<GithubStandIn> {
  const environments = new Map<string, Environment>();
  const pulls = new Map<number, "open" | "closed">();
  let ids = 0;
  let isReadable = true;
  const on = (path: string): RegExp => new RegExp(`^/repos/${REPOSITORY}${path}$`);
  const routes: Route[] = [
    ["GET", on(""), () => (isReadable ? ok({ full_name: REPOSITORY }) : notFound)],
    [
      "GET",
      on("/pulls/(\\d+)"),
      (_, [number = ""]) => {
        const state = isReadable ? pulls.get(Number(number)) : undefined;
        return state === undefined ? notFound : ok({ number: Number(number), state });
      },
    ],
    [
      "GET",
      on("/environments/([^/]+)"),
      (_, [name = ""]) => {
        const found = environments.get(name);
        return found === undefined ? notFound : ok(shown(name, found));
      },
    ],
    [
      "PUT",
      on("/environments/([^/]+)"),
      (call, [name = ""]) => {
        const wanted = json<{ reviewers?: Reviewer[]; prevent_self_review?: boolean; deployment_branch_policy?: Environment["policy"] }>(
          call,
        );
        // "You can list up to six users or teams as reviewers."
        if ((wanted.reviewers ?? []).length > MOST_REVIEWERS) return refused(422, 0, "Too many reviewers");
        const { protected_branches: protects, custom_branch_policies: custom } = wanted.deployment_branch_policy ?? {};
        if (wanted.deployment_branch_policy && protects === custom)
          return refused(422, 0, "protected_branches and custom_branch_policies differ");
        const found = environments.get(name) ?? { reviewers: [], preventSelfReview: false, policy: null, policies: [] };
        found.reviewers = wanted.reviewers ?? [];
        found.preventSelfReview = wanted.prevent_self_review ?? false;
        found.policy = wanted.deployment_branch_policy ?? null;
        environments.set(name, found);
        return ok(shown(name, found));
      },
    ],
    [
      "GET",
      on("/environments/([^/]+)/deployment-branch-policies"),
      (_, [name = ""]) => ok({ branch_policies: environments.get(name)?.policies ?? [] }),
    ],
    [
      "POST",
      on("/environments/([^/]+)/deployment-branch-policies"),
      (call, [name = ""]) => {
        const found = environments.get(name);
        // "The deployment_branch_policy.custom_branch_policies property for the environment must be set to true to use these endpoints."
        if (found?.policy?.custom_branch_policies !== true) return notFound;
        const policy = { id: (ids += 1), name: json<{ name: string }>(call).name };
        found.policies.push(policy);
        return ok(policy);
      },
    ],
    [
      "DELETE",
      on("/environments/([^/]+)/deployment-branch-policies/(\\d+)"),
      (_, [name = "", id = ""]) => {
        const found = environments.get(name);
        const at = found?.policies.findIndex((policy) => policy.id === Number(id)) ?? -1;
        if (at === -1) return notFound;
        found?.policies.splice(at, 1);
        return { status: 204, body: undefined };
      },
    ],
    [
      "GET",
      /^\/orgs\/ledge\/teams\/([^/]+)$/,
      (_, [slug = ""]) => {
        const team = [...TEAMS].find(([, one]) => one === slug);
        return team === undefined ? notFound : ok({ id: team[0], slug });
      },
    ],
  ];
  return {
    ...(await serve("", token, routes, refused)),
    environments,
    pulls,
    hide: () => void (isReadable = false),
    nameInWorkflow: (name) => void environments.set(name, { reviewers: [], preventSelfReview: false, policy: null, policies: [] }),
  };
}

const shown = (name: string, { reviewers, preventSelfReview, policy }: Environment) => ({
  name,
  protection_rules: [
    ...(reviewers.length === 0
      ? []
      : [
          {
            type: "required_reviewers",
            prevent_self_review: preventSelfReview,
            reviewers: reviewers.map(({ type, id }) => ({ type, reviewer: { id, slug: TEAMS.get(id) } })),
          },
        ]),
    ...(policy === null ? [] : [{ type: "branch_policy" }]),
  ],
  deployment_branch_policy: policy,
});
