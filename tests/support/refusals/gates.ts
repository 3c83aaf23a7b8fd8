// The idempotency gate of a key, from within: how a test puts something there, and takes it away.
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { fingerprintOf, gateNameOf } from "../../../workers/gateway/src/idempotency.ts";
import type { Sent, World } from "./scenario.ts";

/** The gates as the gateway's binding has them. */
interface Gates {
  idFromName(name: string): object;
  get(id: object): { begin(id: string, fingerprint: string, nowMs: number): Promise<unknown>; save(): Promise<void> };
}

const gateway = ({ house }: World) => house.harness.getWorker("ledge-gateway");

async function gateOf(world: World, id: string) {
  const { GATES } = (await gateway(world).getEnv()) as { GATES: Gates };
  return GATES.get(GATES.idFromName(gateNameOf(id)));
}

/** The edge forgets a key of the operator; the database does not. */
export async function forget(world: World, key: string): Promise<void> {
  const id = `${world.operator}/${key}`;
  // Saved, it is on disk alone.
  await (await gateOf(world, id)).save();
  const storage = await gateway(world).getDurableObjectStorage("GATES", { name: gateNameOf(id) });
  await storage.exec("DELETE FROM answers WHERE id = ?", id);
}

/** A twin of the operator's request has been let in and still runs: a lease and no answer. */
export async function admitTwin(world: World, sent: Sent, key: string): Promise<void> {
  const id = `${world.operator}/${key}`;
  const body = sent.options.body === undefined ? "" : JSON.stringify(sent.options.body);
  const fingerprint = fingerprintOf(sent.method, new URL(sent.path, world.house.url), utf8ToBytes(body) as Uint8Array<ArrayBuffer>);
  await (await gateOf(world, id)).begin(id, fingerprint, Date.now());
}
