// The Postgres of `npm start` and of the tests is the same on every machine: initdb writes the host's zone into its configuration, and results must
// not depend on it.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { expect, test } from "vitest";

const MODULE = fileURLToPath(new URL("../../tools/database/src/postgres/local-postgres.ts", import.meta.url));
const PG = fileURLToPath(import.meta.resolve("pg"));

test("a local Postgres uses UTC and writes ISO dates, whatever the zone of the machine that created it", () => {
  const folder = makeServerFolder("ledge-local-postgres-");
  try {
    const script = `
      import { startLocalPostgres } from ${JSON.stringify(MODULE)};
      import pg from ${JSON.stringify(PG)};
      const postgres = await startLocalPostgres(${JSON.stringify(join(folder, "data"))});
      const client = new pg.Client({ connectionString: postgres.adminUrl });
      await client.connect();
      const { rows } = await client.query("SELECT current_setting('TimeZone') AS zone, current_setting('DateStyle') AS style, '1900-01-01 00:00:00+00'::timestamptz::text AS text");
      console.log(JSON.stringify(rows[0]));
      await client.end();
      await postgres.stop();`;
    const env = { ...process.env, TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { env, encoding: "utf8" });
    expect(stdout, stderr).toContain('{"zone":"UTC","style":"ISO, YMD","text":"1900-01-01 00:00:00+00"}');
    // The zone that it would have had otherwise.
    expect(readFileSync(join(folder, "data", "postgresql.conf"), "utf8")).toMatch(/^timezone = 'Asia\/Kat[h]?mandu'/m);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
