// `npm run db:schema`: makes a database from the migrations and the functions, on a Postgres of its own that is gone afterwards, and writes
// what it looks like to migrations/schema.sql. With --check, fails when the committed file says something else.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../dev/database.ts";
import { localSecrets } from "../dev/secrets.ts";
import { connectTo } from "../postgres/connect.ts";
import { MIGRATIONS } from "./database-text.ts";
import { describeSchema } from "./describe-schema.ts";

const FILE = new URL("schema.sql", MIGRATIONS);
/** Run as root, the server itself runs as another user, who has to reach its folder. */
const PASSABLE = 0o755;

const committed = existsSync(FILE) ? readFileSync(FILE, "utf8") : "";
const schema = await schemaOfNewDatabase();
if (schema === committed) console.log("migrations/schema.sql is what the migrations and functions make.");
else if (!process.argv.includes("--check")) {
  writeFileSync(FILE, schema);
  console.log("Wrote migrations/schema.sql.");
} else {
  const [said, made] = [committed, schema].map((text) => text.split("\n")) as [string[], string[]];
  const line = made.findIndex((text, index) => text !== said[index]);
  console.error(
    `migrations/schema.sql is not what the migrations and functions make. Run \`npm run db:schema\` and commit it. Line ${line + 1} says\n` +
      `  ${said[line] ?? ""}\nand is to say\n  ${made[line] ?? ""}`,
  );
  process.exitCode = 1;
}

async function schemaOfNewDatabase(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "ledge-schema-"));
  chmodSync(folder, PASSABLE);
  try {
    const database = await openDatabase(folder, localSecrets(folder), undefined, false, false);
    const client = await connectTo(database.migratorUrl);
    try {
      return await describeSchema(client);
    } finally {
      await client.end();
      await database.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
