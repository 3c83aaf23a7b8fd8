// `npm run db:schema`: makes a database from the migrations and the functions, on a temporary Postgres, and writes its description to
// migrations/schema.sql. With --check it fails when the committed file differs.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments, runCommand } from "@ledge/command/command-line";
import { makeDatabase, newPasswords } from "../local/make-database.ts";
import { withClient } from "../postgres/connect.ts";
import { makeServerFolder } from "../postgres/server-folder.ts";
import { startLocalPostgres } from "../postgres/local-postgres.ts";
import { MIGRATIONS } from "../migrate/database-text.ts";
import { describeSchema } from "./describe-schema.ts";

const FILE = new URL("schema.sql", MIGRATIONS);

const USAGE = `npm run db:schema -- [--check]

Writes migrations/schema.sql, the description of a database that the migrations and the functions make.
  --check   writes nothing; exits 1 when the committed file differs`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { check: { type: "boolean", default: false } });
  const committed = existsSync(FILE) ? readFileSync(FILE, "utf8") : "";
  const schema = await schemaOfNewDatabase();
  if (schema === committed) console.log("migrations/schema.sql agrees with the migrations and functions.");
  else if (!values.check) {
    writeFileSync(FILE, schema);
    console.log("Wrote migrations/schema.sql.");
  } else {
    const [present, wanted] = [committed, schema].map((text) => text.split("\n")) as [string[], string[]];
    const line = wanted.findIndex((text, index) => text !== present[index]);
    console.error(
      `migrations/schema.sql does not agree with the migrations and functions. Run \`npm run db:schema\` and commit it. Line ${line + 1} is\n` +
        `  ${present[line] ?? ""}\nand must be\n  ${wanted[line] ?? ""}`,
    );
    return 1;
  }
  return 0;
});

async function schemaOfNewDatabase(): Promise<string> {
  const folder = makeServerFolder("ledge-schema-");
  try {
    const postgres = await startLocalPostgres(join(folder, "postgres"));
    try {
      const { migratorUrl } = await makeDatabase(postgres.adminUrl, { name: "ledge", passwords: newPasswords() });
      return await withClient(migratorUrl, describeSchema);
    } finally {
      await postgres.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
