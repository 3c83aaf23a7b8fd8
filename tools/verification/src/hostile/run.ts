// Runs each attack: the bystander alone, beside the attack on the empty Worker, and beside the attack on Ledge, in turns.
import { fork } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { LIMITS_HOST } from "../bench/end-to-end-requests.ts";
import type { Platform } from "../bench/end-to-end-platform.ts";
import type { Attack, Scene } from "./attacks.ts";
import type { Answered, Orders } from "./attacker.ts";
import { type Footprint, footprintOf } from "./footprint.ts";
import type { BystanderLoad, BystanderResult } from "./bystander.ts";

/** In which the connections of an attack open. */
const BEFORE_MS = 1_500;
const WARM_UP_MS = 500;

export interface Side extends BystanderResult {
  /** What the attacker was answered; empty: there was none. */
  readonly answered: Answered;
}

/** An attack on Ledge, beside a bystander. */
export interface Attacked {
  readonly attack: Attack;
  readonly attacked: Side;
  readonly before: Footprint;
  readonly after: Footprint;
}

/** And what its times are compared with. */
export interface AttackResult extends Attacked {
  readonly calm: Side;
  readonly control: Side;
}

export interface RunOptions {
  readonly platform: Platform;
  readonly scene: Scene;
  readonly measureMs: number;
  readonly say: (what: string) => void;
}

export async function runAttack(attack: Attack, options: RunOptions): Promise<AttackResult> {
  const { say } = options;
  say(`${attack.name}: nobody attacks`);
  const calm = { ...(await bystand(options)), answered: {} };
  say(`${attack.name}: the empty Worker is attacked`);
  const control = await beside(attack, LIMITS_HOST, options);
  return { calm, control, ...(await attackLedge(attack, options)) };
}

/** The attack on Ledge alone. */
export async function attackLedge(attack: Attack, options: RunOptions): Promise<Attacked> {
  const { say } = options;
  const before = await footprintOf(options.platform.adminUrl);
  say(`${attack.name}: Ledge is attacked`);
  const attacked = await beside(attack, null, options);
  say(`${attack.name}: events are applied`);
  await options.platform.settle();
  return { attack, attacked, before, after: await footprintOf(options.platform.adminUrl) };
}

function bystand({ platform: { target }, measureMs }: RunOptions): Promise<BystanderResult> {
  const { host, port, token } = target;
  // The attacks pay from other accounts, so that the bystander waits for their work, and never for a lock of theirs.
  const accounts = target.accounts.slice(100, 600);
  const workerData: BystanderLoad = { host, port, token, accounts, warmUpMs: WARM_UP_MS, measureMs };
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./bystander.ts", import.meta.url), { workerData });
    thread.once("message", resolve);
    thread.once("error", reject);
  });
}

async function beside(attack: Attack, controlHost: string | null, options: RunOptions): Promise<Side> {
  const { platform, scene } = options;
  const { host, port } = platform.target;
  const attacker = fork(new URL("./attacker.ts", import.meta.url));
  attacker.send({ attack: attack.name, host, port, controlHost, scene } satisfies Orders);
  await delay(BEFORE_MS);
  const result = await bystand(options);
  const answered = await new Promise<Answered>((resolve, reject) => {
    attacker.once("message", resolve);
    attacker.once("exit", () => reject(new Error("the attacker ended by itself")));
    attacker.send("end");
  });
  return { ...result, answered };
}
