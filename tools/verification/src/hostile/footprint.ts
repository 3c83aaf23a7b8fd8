// What the platform holds: memory of the runtime, and rows of the database that an attack could make without end.
import { readdirSync, readFileSync } from "node:fs";
import { query } from "../bench/bench-postgres.ts";

export interface Footprint {
  /** Resident memory of workerd in MiB; null: this system does not say. */
  readonly memoryMib: number | null;
  readonly endpoints: number;
  readonly deliveries: number;
  readonly keys: number;
}

export async function footprintOf(adminUrl: string): Promise<Footprint> {
  const { rows } = await query<Record<"endpoints" | "deliveries" | "keys", string>>(
    adminUrl,
    `SELECT (SELECT count(*) FROM webhooks.endpoints WHERE deleted_at IS NULL) AS endpoints,
            (SELECT count(*) FROM webhooks.deliveries) AS deliveries, (SELECT count(*) FROM idempotency.keys) AS keys`,
  );
  const { endpoints = "0", deliveries = "0", keys = "0" } = rows[0] ?? {};
  return { memoryMib: runtimeMib(), endpoints: Number(endpoints), deliveries: Number(deliveries), keys: Number(keys) };
}

const KIB_PER_MIB = 1_024;

/** Resident memory of the child of this process that is the runtime, in MiB, as Linux says it; null: this system does not say. @internal A benchmark in tests/ reads it. */
export function runtimeMib(): number | null {
  if (process.platform !== "linux") return null;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const is = (field: string, value: string): boolean => new RegExp(`^${field}:\\s+${value}$`, "m").test(status);
      if (is("Name", "workerd") && is("PPid", String(process.pid)))
        return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / KIB_PER_MIB);
    } catch {
      // It has ended since the folder was read.
    }
  }
  return null;
}
