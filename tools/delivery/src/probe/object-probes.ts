// Probes of Durable Objects and queues: answered by what the probe's own Worker says of itself.
import { z } from "zod";
import { OVERRIDES } from "../deploy/smoke.ts";
import type { Probe, ProbeContext } from "./probe.ts";
import { QUEUE, WORKER } from "./worker.ts";

const SETTLE_MS = 15_000;
const MESSAGES = 20;
const DRAIN_MS = 60_000;

const Seen = z.object({ instance: z.string(), version: z.string(), colo: z.string().optional(), distanceMs: z.number().optional() });
const Thrown = z.object({ thrown: z.string() });

const object = async (context: ProbeContext, headers?: Readonly<Record<string, string>>): Promise<z.infer<typeof Seen>> =>
  Seen.parse(JSON.parse(await context.visit(WORKER, "/object", headers)));

export const objectProbes: readonly Probe[] = [
  {
    name: "secret-only-version-resets-objects",
    question: "Does a version that differs by a secret alone reset Durable Objects?",
    answers: {
      resets: "A rotation costs what a release does: one retry with the same key, in lanes and gates. Rotate as you release.",
      keeps:
        "An object keeps the old secret until it is reset for another reason: overlap both secrets until every object has been reset, or reset them by a release.",
    },
    async ask(context) {
      await context.upload("before", { whole: true, secrets: { PROBE: "one" } });
      await context.wait(SETTLE_MS);
      const before = await object(context);
      await context.upload("after", { whole: true, secrets: { PROBE: "two" } });
      await context.wait(SETTLE_MS);
      return (await object(context)).instance === before.instance ? "keeps" : "resets";
    },
  },
  {
    name: "override-reaches-an-object",
    question: "Does a version override of a request reach the fetch of a Durable Object?",
    answers: {
      yes: "The smoke test at 0 % could reach lanes and gates by fetch: reconsider what is named as not smoked.",
      no: "Nothing to do: docs/runbooks/deploy.md says so.",
    },
    async ask(context) {
      const before = await context.upload("before", { whole: true });
      const after = await context.upload("after", { whole: false });
      await context.cloudflare.split(
        WORKER,
        [
          { version_id: before, percentage: 100 },
          { version_id: after, percentage: 0 },
        ],
        "probe",
      );
      await context.wait(SETTLE_MS);
      return (await object(context, { [OVERRIDES]: `${WORKER}="${after}"` })).version === after ? "yes" : "no";
    },
  },
  {
    name: "version-metadata-at-zero",
    question: "Does a version at 0 % that an override picks say the id that its upload printed?",
    answers: { yes: "Nothing to do.", no: "The smoke test at 0 % asserts nothing: stop releases until it asks by the commit." },
    async ask(context) {
      const before = await context.upload("before", { whole: true });
      const after = await context.upload("after", { whole: false });
      await context.cloudflare.split(
        WORKER,
        [
          { version_id: before, percentage: 100 },
          { version_id: after, percentage: 0 },
        ],
        "probe",
      );
      await context.wait(SETTLE_MS);
      const answer = await context.visit(WORKER, "/version", { [OVERRIDES]: `${WORKER}="${after}"` });
      return z.object({ version: z.string() }).parse(JSON.parse(answer)).version === after ? "yes" : "no";
    },
  },
  {
    name: "version-of-a-consumer",
    question: "Which version gets the messages of a queue while two share the traffic?",
    answers: {
      both: "Consumers of old and new version run side by side during a split: messages have to be readable by both.",
      one: "A consumer changes at once. It is not smoked at 10 %: look at its errors after 100 %.",
    },
    async ask(context) {
      await context.cloudflare.createQueue(QUEUE);
      const before = await context.upload("before", { whole: true, consumes: true });
      const after = await context.upload("after", { whole: false, consumes: true });
      const split = [before, after].map((id) => ({ version_id: id, percentage: 50 }));
      await context.cloudflare.split(WORKER, split, "probe");
      await context.wait(SETTLE_MS);
      for (let sent = 0; sent < MESSAGES; sent += 1) await context.visit(WORKER, "/send");
      await context.wait(DRAIN_MS);
      const seen = new Set(z.array(z.string()).parse(JSON.parse(await context.visit(WORKER, "/seen"))));
      if (seen.size === 0) throw new Error(`None of ${MESSAGES} messages was consumed within ${DRAIN_MS / 1_000} s.`);
      return seen.size === 1 ? "one" : "both";
    },
  },
  {
    name: "jurisdiction-with-a-hint",
    question: "Does a jurisdiction take a location hint within it?",
    answers: {
      yes: "Nothing to do. Compare the printed location with the database's region: the hint is best effort.",
      no: "Leave the hints out where there is a jurisdiction: change `objectOf`, and measure the way to the database.",
    },
    async ask(context) {
      await context.upload("first", { whole: true });
      await context.wait(SETTLE_MS);
      const host = context.databaseHost === null ? "" : `&host=${context.databaseHost}`;
      const answer: unknown = JSON.parse(await context.visit(WORKER, `/place?jurisdiction=eu&hint=weur${host}`));
      if (Thrown.safeParse(answer).success) return "no";
      const { colo, distanceMs } = Seen.parse(answer);
      context.say(`  The object was made in ${colo}${distanceMs === undefined ? "" : `, ${distanceMs} ms from ${context.databaseHost}`}.`);
      return "yes";
    },
  },
];
