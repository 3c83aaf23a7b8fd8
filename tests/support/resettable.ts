// A platform whose Durable Objects a test resets: the product's own Workers, each of whose objects has a method that aborts it. The objects of a release reset in the same
// way: in the middle of what they do, with whatever they held in memory lost.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { type Ledge, type LedgeOptions, startLedge } from "./ledge.ts";

const MODULES = {
  "wrangler.toml": "gateway",
  "core-service/wrangler.toml": "core",
  "workers/webhooks/wrangler.toml": "webhooks",
} as const;

/** Each kind of object: its Worker and the Worker's binding. */
const KINDS = {
  lane: ["ledge-core", "LANES"],
  relay: ["ledge-core", "RELAY"],
  gate: ["ledge-gateway", "GATES"],
  dispatcher: ["ledge-webhooks", "DISPATCHERS"],
} as const;
export type Kind = keyof typeof KINDS;
export const kinds = Object.keys(KINDS) as readonly Kind[];

export interface Resettable extends Ledge {
  /** Resets every object of a kind that ever ran. @returns how many. */
  reset(kind: Kind): Promise<number>;
}

interface Namespace {
  idFromString(id: string): object;
  get(id: object): { reset(): Promise<void>; life(): Promise<string> };
}

export async function startResettable(options: LedgeOptions = {}): Promise<Resettable> {
  const dir = mkdtempSync(join(tmpdir(), "ledge-resettable-"));
  const replace = Object.fromEntries(
    Object.entries(MODULES).map(([config, module]) => {
      const path = join(dir, `${module}.toml`);
      const main = join(ROOT, "tests/api/workers/resettable", module, "index.ts");
      writeFileSync(path, readFileSync(join(ROOT, config), "utf8").replace(/^main = .*$/m, `main = ${JSON.stringify(main)}`));
      return [config, path];
    }),
  );
  const ledge = await startLedge({ ...options, replace });
  return {
    ...ledge,
    async reset(kind) {
      const [worker, binding] = KINDS[kind];
      const owner = ledge.harness.getWorker(worker);
      const namespace = ((await owner.getEnv()) as Record<string, Namespace>)[binding] as Namespace;
      const ids = await owner.listDurableObjectIds(binding);
      await Promise.all(ids.map((id) => resetOne(() => namespace.get(namespace.idFromString(id)))));
      return ids.length;
    },
    async close() {
      await ledge.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** @throws when the object lives on. */
async function resetOne(stub: () => ReturnType<Namespace["get"]>): Promise<void> {
  const before = await stub().life();
  // The call that resets its object does not return.
  await stub()
    .reset()
    .catch(() => undefined);
  if ((await stub().life()) === before) throw new Error("A Durable Object did not reset.");
}
