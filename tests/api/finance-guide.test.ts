// Checks the page "Finance at psql": the analyst's login runs each of its statements on the data that `npm start` leaves and gets the answer that the
// page shows, and its commands reach that login.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createLedge } from "@ledge/client";
import { ROOT } from "@ledge/repository/root";
import { moveFirstMoney } from "@ledge/dev/start/welcome";
import { Marked, type Tokens } from "marked";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ledge, startLedge } from "../support/ledge.ts";

const PAGE = readFileSync(join(ROOT, "docs/guides/10-finance-at-psql.md"), "utf8");
const blocks = new Marked().lexer(PAGE).filter((token): token is Tokens.Code => token.type === "code");
const statements = blocks.flatMap((block, index) => (block.lang === "sql" ? [[block.text, blocks[index + 1]?.text ?? ""] as const] : []));
const commands = blocks.flatMap((block) => (block.lang === "console" ? [block.text] : []));

let ledge: Ledge;
let analyst: pg.Client;
/** A folder as `npm start` leaves it. */
let folder: string;

beforeAll(async () => {
  ledge = await startLedge();
  await moveFirstMoney(createLedge({ url: ledge.url.origin, apiKey: ledge.operatorKey }));
  // As psql connects: with the login's own settings, and values as the server formats them.
  analyst = new pg.Client({ connectionString: ledge.database.analystUrl, types: { getTypeParser: () => String } });
  await analyst.connect();
  folder = mkdtempSync(join(tmpdir(), "ledge-finance-"));
  mkdirSync(join(folder, ".ledge"));
  writeFileSync(join(folder, ".ledge/dev.json"), JSON.stringify({ analyst_url: ledge.database.analystUrl }));
});
afterAll(async () => {
  await analyst.end();
  await ledge.close();
  rmSync(folder, { recursive: true });
});

/** A table as psql prints it: a line of names, a rule, one line per row, and the number of rows. */
function tableIn(text: string): string[][] {
  const lines = text.split("\n").filter((line) => !/^[-+]+$/.test(line) && !/^\(\d+ rows?\)$/.test(line));
  return lines.map((line) => line.split(" | ").map((cell) => cell.trim()));
}

/** Ids of the same kind are treated as equal. */
const alike = (table: readonly (readonly string[])[]): string[][] =>
  table.map((row) => row.map((cell) => cell.replace(/^([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}$/, "$1_…")));

async function answered(sql: string): Promise<string[][]> {
  const { fields, rows } = await analyst.query<Record<string, string | null>>(sql);
  return [fields.map(({ name }) => name), ...rows.map((row) => fields.map(({ name }) => row[name] ?? ""))];
}

const sh = async (command: string): Promise<string> =>
  (await promisify(execFile)("sh", ["-euc", command], { cwd: folder, env: { PATH: process.env["PATH"] ?? "", PGCONNECT_TIMEOUT: "10" } }))
    .stdout;

/** npm alone suffices for the tests, so a machine may lack psql. CI has it and must run this test. */
const lacksPsql =
  process.env["CI"] !== "true" &&
  (await promisify(execFile)("psql", ["--version"]).then(
    () => false,
    () => true,
  ));

describe("finance at psql", () => {
  test.each(statements)("a reader who types %s gets the output that the page shows", async (sql, shown) => {
    expect(alike(await answered(sql))).toEqual(alike(tableIn(shown)));
    expect(shown.split("\n").at(-1)).toBe(await answered(sql).then(({ length }) => `(${length - 1} row${length === 2 ? "" : "s"})`));
  });

  test("its statements and commands are all of its blocks, and it has both kinds", () => {
    expect([statements.length, commands.length]).toEqual([7, 2]);
    expect(blocks.filter(({ lang }) => !["sql", "text", "console"].includes(lang ?? ""))).toEqual([]);
    expect(statements.filter(([, shown]) => shown === "")).toEqual([]);
  });

  test.skipIf(lacksPsql)(
    `its commands reach the analyst's login and write the file${lacksPsql ? " (skipped: psql is not on this machine)" : ""}`,
    async () => {
      const [connecting, writing] = commands as [string, string];
      expect(await sh(`${connecting} -Atc 'SELECT current_user'`)).toBe("ledge_analyst\n");
      await sh(writing);
      const lines = readFileSync(join(folder, "trial-balance.csv"), "utf8").trim().split("\n");
      expect(lines[0]).toBe("account_id,account_uuid,kind,code,name,currency,debit,credit");
      expect(lines).toHaveLength(3);
    },
  );

  test("a page that shows another amount, another kind of id or another number of rows is caught", async () => {
    const [sql, shown] = statements[1] as readonly [string, string];
    for (const wrong of [shown.replace("100.00", "100.01"), shown.replace("acct_", "trf_"), shown.replace(/^ acct.*customer.*\n/m, "")]) {
      expect(alike(await answered(sql))).not.toEqual(alike(tableIn(wrong)));
    }
  });
});
