// The idempotency gate of a key, from within: how a test puts something there, and takes it away.
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { fingerprintOf, gateNameOf } from "../../../workers/gateway/src/idempotency.ts";
import { altered, send, type Sent, type World } from "./scenario.ts";

const HOUR_MS = 3_600_000;

async function inGate({ house }: World, id: string, sql: string, ...values: unknown[]): Promise<void> {
  const storage = await house.harness.getWorker("ledge-gateway").getDurableObjectStorage("GATES", { name: gateNameOf(id) });
  await storage.exec(sql, ...values);
}

/** The edge forgets a key of the operator; the database does not. */
export async function forget(world: World, key: string): Promise<void> {
  const id = `${world.operator}/${key}`;
  await inGate(world, id, "DELETE FROM gate WHERE id = ?", id);
}

/** A twin of the operator's request has been let in and still runs: a lease and no answer. */
export async function admitTwin(world: World, sent: Sent, key: string): Promise<void> {
  // A gate that nobody has used has no table yet. This request is never stored, so it leaves the gate and nothing in it.
  await send(world.house, altered({ ...sent, path: `${sent.path}?unknown=1` }, { key }));
  const id = `${world.operator}/${key}`;
  const body = sent.options.body === undefined ? "" : JSON.stringify(sent.options.body);
  const fingerprint = fingerprintOf(sent.method, new URL(sent.path, world.house.url), utf8ToBytes(body) as Uint8Array<ArrayBuffer>);
  const twin = "INSERT INTO gate (id, fingerprint, lease, lease_until_ms, answer, expires_at_ms) VALUES (?, ?, 'twin', ?, NULL, ?)";
  await inGate(world, id, twin, id, fingerprint, Date.now() + HOUR_MS, Date.now() + HOUR_MS);
}
