// The warm connection of a lane or of the relay: with the login that the secrets store names, and renewed at an age, so that every session comes to
// the present login, whoever has heard of it.
import { connect } from "./connect.ts";
import type { Credential } from "./credential.ts";
import { WarmConnection } from "./warm-connection.ts";

/** Longer than any healthy statement, shorter than a client's usual time-out; the server's own limits are 5 s per lock, 15 s in all. */
const TASK_MS = 10_000;
/** How far the ages of sessions are apart: what was opened together, as after a release, is not renewed together. */
const SPREAD = 0.2;

type Ages = Pick<Env, "LANE_IDLE_MS" | "LANE_MAX_AGE_MS">;

/** @param last a statement that each session begins with. */
export function openWarm(env: Ages, credential: Credential, maxTasks: number, last = ""): WarmConnection {
  return new WarmConnection({
    open: (onLost) => credential.open((url) => connect(url, onLost, last)),
    close: ({ client }) => void client.end().catch(() => undefined),
    idleMs: Number(env.LANE_IDLE_MS),
    maxAgeMs: () => Number(env.LANE_MAX_AGE_MS) * (1 - SPREAD + 2 * SPREAD * Math.random()),
    taskMs: TASK_MS,
    maxTasks,
  });
}
