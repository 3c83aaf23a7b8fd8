// What no document of a cloud says is asked of a throwaway account: one question, one command, and what to do on either answer. Whatever a probe makes
// has its prefix, so that it is found again and removed, also after a probe that was killed.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Wait } from "../deploy/api.ts";
import type { Cloudflare } from "../deploy/cloudflare.ts";

/** Of everything that a probe makes: a Worker, a queue, a host. */
export const PREFIX = "ledge-probe-";

export interface UploadOptions {
  /** Serves everybody at once. */
  readonly whole: boolean;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly consumes?: boolean;
  readonly message?: string;
  /** Without its Durable Object, whose first version has to be deployed whole. */
  readonly bare?: boolean;
}

export interface ProbeContext {
  readonly cloudflare: Cloudflare;
  /** Uploads the probe's Worker. @returns its newest version. */
  readonly upload: (tag: string, options: UploadOptions) => Promise<string>;
  /** Calls the account's API, relative to the account. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** Asks a Worker on workers.dev. */
  readonly visit: (worker: string, path: string, headers?: Readonly<Record<string, string>>) => Promise<string>;
  readonly wait: Wait;
  /** The host of a database, whose distance is printed. */
  readonly databaseHost: string | null;
  readonly say: (line: string) => void;
  /** A zone that is pending: its registrar does not know its name servers yet. */
  readonly pendingZone: { readonly id: string; readonly name: string } | null;
}

export interface Probe {
  readonly name: string;
  readonly question: string;
  /** What to do, by answer. */
  readonly answers: Readonly<Record<string, string>>;
  /** Null: a person does what docs/runbooks/first-contact.md says, and gives the answer by --answer. */
  readonly ask: ((context: ProbeContext) => Promise<string>) | null;
  readonly needsPendingZone?: boolean;
}

/** Answers by the probe's name. A file of lines: a run that is killed has lost nothing that was answered. */
export class Answers {
  readonly #file: string;
  constructor(file: string) {
    this.#file = file;
  }

  read(): ReadonlyMap<string, string> {
    const lines = existsSync(this.#file) ? readFileSync(this.#file, "utf8").split("\n").filter(Boolean) : [];
    return new Map(lines.flatMap(answerIn));
  }

  /** @throws for an answer that the probe does not have. */
  note(probe: Probe, answer: string, at: Date): void {
    if (probe.answers[answer] === undefined) {
      throw new Error(`${probe.name} has no answer ${answer}: ${Object.keys(probe.answers).join(", ")}.`);
    }
    mkdirSync(dirname(this.#file), { recursive: true });
    // On a line of its own, also after half a line.
    const isHalf = existsSync(this.#file) && !/(?:^|\n)$/.test(readFileSync(this.#file, "utf8"));
    appendFileSync(this.#file, `${isHalf ? "\n" : ""}${JSON.stringify({ at: at.toISOString(), probe: probe.name, answer })}\n`);
  }
}

/** Half a line, of a run that was killed while it wrote, is no answer: its probe is asked again. */
function answerIn(line: string): [probe: string, answer: string][] {
  try {
    const { probe, answer } = JSON.parse(line) as { probe: string; answer: string };
    return [[probe, answer]];
  } catch {
    return [];
  }
}

export interface Run {
  readonly probes: readonly Probe[];
  readonly answers: Answers;
  readonly context: ProbeContext;
  readonly now: () => Date;
}

/** Asks what is not answered yet. @returns how many questions are open. */
export async function runProbes({ probes, answers, context, now }: Run): Promise<number> {
  const { say } = context;
  let open = 0;
  for (const probe of probes) {
    let answer = answers.read().get(probe.name);
    const cannotAsk = probe.ask === null || (probe.needsPendingZone === true && context.pendingZone === null);
    if (answer === undefined && !cannotAsk) {
      try {
        await cleanUp(context);
        answer = await (probe.ask as NonNullable<Probe["ask"]>)(context);
        answers.note(probe, answer, now());
      } catch (error) {
        say(`✗ ${probe.name}: ${(error as Error).message}`);
      } finally {
        await cleanUp(context);
      }
    }
    if (answer === undefined) open += 1;
    say(answer === undefined ? `? ${probe.name}: ${probe.question}` : `✓ ${probe.name}: ${answer}. ${probe.answers[answer]}`);
  }
  return open;
}

/** Removes whatever has the prefix: hosts, consumers, Workers, queues. @returns what was removed. */
export async function cleanUp({ cloudflare, call }: ProbeContext): Promise<string[]> {
  const isOurs = (name: string): boolean => name.startsWith(PREFIX);
  const removed: string[] = [];
  for (const { id, service, hostname } of await cloudflare.domains()) {
    if (!isOurs(service)) continue;
    await cloudflare.detachDomain(id);
    removed.push(`host ${hostname}`);
  }
  const queues = (await cloudflare.queues()).filter(({ queue_name: name }) => isOurs(name));
  for (const { queue_id: queue, consumers } of queues) {
    for (const { consumer_id: consumer } of consumers) await call("DELETE", `/queues/${queue}/consumers/${consumer}`);
  }
  for (const name of (await cloudflare.workers()).filter(isOurs)) {
    await cloudflare.deleteWorker(name);
    removed.push(`Worker ${name}`);
  }
  for (const { queue_id: id, queue_name: name } of queues) {
    await cloudflare.deleteQueue(id);
    removed.push(`queue ${name}`);
  }
  return removed;
}
