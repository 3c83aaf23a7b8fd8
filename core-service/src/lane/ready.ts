// Whether the database answers: asked through a lane, so that the answer is about the way requests take.
import { sql } from "drizzle-orm";
import type { Work } from "../database/work.ts";

/** @throws Outage when it does not. */
export async function ready({ database }: Work): Promise<void> {
  await database.execute(sql`SELECT 1`);
}
