// Probes of scripts, versions and hosts: answered by what the API accepts.
import { z } from "zod";
import { ApiError } from "../deploy/api.ts";
import type { Probe } from "./probe.ts";
import { WORKER } from "./worker.ts";

/** Cloudflare's code for versions whose secrets differ. */
const SECRETS_CHANGED = 10220;
const HALF = 50;
const MESSAGE_CHARACTERS = 300;
const MESSAGES = ["probe 1", "probe 2", "probe 3"];

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
      yes: "Nothing to do.",
      "refused-10220": "Nothing to do: deploy forces a split of its own release, and of its own undo, and no other.",
      "refused-by-force": "A release that changes a secret is deployed whole: say so in docs/runbooks/rotate.md.",
    },
    async ask(context) {
      const before = await context.upload("before", { whole: true, secrets: { PROBE: "one" } });
      const after = await context.upload("after", { whole: false, secrets: { PROBE: "two" } });
      const versions = [before, after].map((id) => ({ version_id: id, percentage: HALF }));
      const split = (query: string) =>
        context.call("POST", `/workers/scripts/${WORKER}/deployments${query}`, { strategy: "percentage", versions });
      const refused = (error: unknown): boolean => error instanceof ApiError && error.codes.includes(SECRETS_CHANGED);
      try {
        await split("");
        return "yes";
      } catch (error) {
        if (!refused(error)) throw error;
      }
      return await split("?force=true").then(
        () => "refused-10220",
        (error: unknown) => (refused(error) ? "refused-by-force" : Promise.reject(error as Error)),
      );
    },
  },
  {
    name: "long-tags",
    question: "Are a tag of 44 characters and a message of 300 kept whole?",
    answers: { yes: "Nothing to do.", no: "Shorten the digests in a version's message: releases find their versions by both." },
    async ask(context) {
      const tag = `${"0123456789".repeat(4)}-g12`;
      const message = "m".repeat(MESSAGE_CHARACTERS);
      await context.upload(tag, { whole: true, message });
      const kept = (await context.cloudflare.worker(WORKER))?.versions[0]?.annotations;
      return kept?.["workers/tag"] === tag && kept["workers/message"] === message ? "yes" : "no";
    },
  },
  {
    name: "annotations-of-deployments",
    question: "Are the messages of the newest three deployments given back?",
    answers: { yes: "Nothing to do.", no: "Resuming a release and a rollback rests on them: do neither by hand until it is changed." },
    async ask(context) {
      const only = await context.upload("first", { whole: true });
      for (const message of MESSAGES) await context.cloudflare.split(WORKER, [{ version_id: only, percentage: 100 }], message);
      const deployments = (await context.cloudflare.worker(WORKER))?.deployments ?? [];
      const given = deployments.slice(0, MESSAGES.length).map(({ annotations }) => annotations?.["workers/message"]);
      return given.reverse().join() === MESSAGES.join() ? "yes" : "no";
    },
  },
  {
    name: "pages-of-queues",
    question: "Does the list of queues say how many pages it has?",
    answers: { yes: "Nothing to do.", no: "Read `total_count` instead: deploy and drift stop before anything is changed." },
    async ask(context) {
      const answer = await context.call("GET", "/queues");
      return z.object({ result_info: z.object({ total_pages: z.number() }) }).safeParse(answer).success ? "yes" : "no";
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
