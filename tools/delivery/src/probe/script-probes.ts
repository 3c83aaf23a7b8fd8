// Probes of scripts, versions and hosts: answered by what the API accepts.
import { ApiError } from "../deploy/api.ts";
import type { Probe } from "./probe.ts";
import { WORKER } from "./worker.ts";

/** Cloudflare's code for versions whose secrets differ. */
const SECRETS_CHANGED = 10220;
const HALF = 50;

export const scriptProbes: readonly Probe[] = [
  {
    name: "deploy-without-version",
    question: "Does wrangler deploy succeed onto a Worker that Terraform made and that has no version yet?",
    answers: {
      yes: "Nothing to do: the gateway's first release is deployed whole.",
      no: "The gateway's first version has to be uploaded and then deployed by the API: keep Terraform's Worker out of the way of `deploy whole`.",
    },
    async ask(context) {
      await context.call("POST", "/workers/workers", { name: WORKER });
      return await context.upload("first", { whole: true }).then(
        () => "yes",
        () => "no",
      );
    },
  },
  {
    name: "versions-upload-without-version",
    question: "Does wrangler versions upload succeed onto a Worker that has no version yet?",
    answers: { yes: "Nothing to do.", no: "A Worker without a version is deployed whole at its first release, also the gateway." },
    async ask(context) {
      await context.call("POST", "/workers/workers", { name: WORKER });
      return await context.upload("first", { whole: false, bare: true }).then(
        () => "yes",
        () => "no",
      );
    },
  },
  {
    name: "secrets-in-a-split",
    question: "May two versions with different secrets share the traffic?",
    answers: {
      yes: "Nothing to do: a release may change secrets and still be split.",
      "refused-10220": "A release that changes a secret is deployed whole: split only versions of one generation of secrets.",
    },
    async ask(context) {
      const before = await context.upload("before", { whole: true, secrets: { PROBE: "one" } });
      const after = await context.upload("after", { whole: false, secrets: { PROBE: "two" } });
      const split = [before, after].map((id) => ({ version_id: id, percentage: HALF }));
      try {
        await context.cloudflare.split(WORKER, split, "probe");
        return "yes";
      } catch (error) {
        if (error instanceof ApiError && error.codes.includes(SECRETS_CHANGED)) return "refused-10220";
        throw error;
      }
    },
  },
  {
    name: "domain-on-a-pending-zone",
    question: "Does a zone that is still pending take a custom domain?",
    answers: {
      yes: "Terraform may make hosts before the registrar has changed; they answer once the zone is active.",
      no: "Hosts come after the zone is active: apply in two phases, as docs/runbooks/new-environment.md says.",
    },
    needsPendingZone: true,
    async ask(context) {
      const { id, name } = context.pendingZone as { id: string; name: string };
      await context.upload("first", { whole: true });
      try {
        await context.cloudflare.attachDomain(`probe.${name}`, WORKER, id);
        return "yes";
      } catch (error) {
        if (error instanceof ApiError && error.status >= 400 && error.status < 500) return "no";
        throw error;
      }
    },
  },
];
