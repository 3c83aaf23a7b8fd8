// The attacker, which runs in a process of its own: sends the shots of one attack, each connection the next when the last was answered and its time
// has come, until it is ended. It ignores what it is answered, as hostile clients do.
import { request } from "node:http";
import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { type Attack, attacks, type Scene, type Shot } from "./attacks.ts";

/** What the attacker is given. */
export interface Orders {
  readonly attack: string;
  readonly host: string;
  readonly port: number;
  /** The host name in requests: that of the empty Worker; null: the platform's own. */
  readonly controlHost: string | null;
  readonly scene: Scene;
}

/** How many requests were answered, by status. 0: a connection that failed. */
export type Answered = Record<number, number>;

function fire({ host, port, controlHost }: Orders, { holdMs }: Attack, shot: Shot): Promise<number> {
  return new Promise((resolve) => {
    const headers = { ...shot.headers, ...(controlHost === null ? {} : { Host: controlHost }) };
    const path = controlHost === null ? shot.path : "/parse";
    const sent = request({ host, port, path, method: shot.method, headers, agent: false }, (answer) => {
      const left = holdMs === 0 ? null : setTimeout(() => sent.destroy(), holdMs);
      answer.resume();
      answer.on("close", () => {
        if (left !== null) clearTimeout(left);
        resolve(answer.statusCode ?? 0);
      });
    });
    sent.on("error", () => resolve(0));
    sent.end(shot.body);
  });
}

async function run(orders: Orders): Promise<void> {
  const attack = attacks.find(({ name }) => name === orders.attack) as Attack;
  const answered: Answered = {};
  process.on("message", () => {
    process.send?.(answered);
    process.disconnect();
    process.exit();
  });
  const everyMs = (1_000 * attack.connections) / attack.perSecond;
  const loop = async (connection: number): Promise<never> => {
    for (let atMs = performance.now() + (everyMs * connection) / attack.connections; ; atMs = Math.max(atMs + everyMs, performance.now())) {
      await delay(Math.max(0, atMs - performance.now()));
      const status = await fire(orders, attack, attack.shot(orders.scene));
      answered[status] = (answered[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: attack.connections }, (_, connection) => loop(connection)));
}

process.once("message", (orders: Orders) => void run(orders));
