// Whether the database answers. Asked through a lane, so that the answer covers the path that requests take.
import { sql } from "drizzle-orm";
import type { Work } from "../database/work.ts";

/** @throws Outage when it does not. */
export async function ready({ database }: Work): Promise<void> {
  await database.execute(sql`SELECT 1`);
}
