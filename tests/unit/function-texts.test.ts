// The current texts of functions, as files: which are read, in which order they are applied, and which a database still needs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type FunctionText, readDatabaseText } from "@ledge/database/migrate/database-text";
import { changed } from "@ledge/database/migrate/history";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function functionsOf(contents: Readonly<Record<string, string>>): readonly FunctionText[] {
  const folder = mkdtempSync(join(tmpdir(), "ledge-functions-"));
  folders.push(folder);
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return readDatabaseText(pathToFileURL(`${folder}/`)).functions;
}
const namesOf = (functions: readonly FunctionText[]): string[] => functions.map(({ name }) => name);

describe("the functions of a folder", () => {
  test("come after the functions that they name, wherever the text names them, and otherwise by name", () => {
    const functions = functionsOf({
      "functions/a/b.sql": "CREATE OR REPLACE FUNCTION a.b(x integer DEFAULT z.late()) AS $$ SELECT 1 $$",
      "functions/a/c.sql": "CREATE OR REPLACE VIEW a.c AS SELECT * FROM b.view",
      "functions/a/d.sql": "CREATE OR REPLACE FUNCTION a.d() AS $$ BEGIN PERFORM Z.Late(); END $$",
      "functions/b/view.sql": "CREATE OR REPLACE VIEW b.view AS SELECT a.d()",
      "functions/z/late.sql": "CREATE OR REPLACE FUNCTION z.late() AS $$ SELECT z.lately $$",
      "functions/z/lately.sql": "CREATE OR REPLACE FUNCTION z.lately() AS $$ SELECT 1 $$",
    });
    expect(namesOf(functions)).toEqual(["z.lately", "z.late", "a.b", "a.d", "b.view", "a.c"]);
  });

  test("come in an order in which nothing is used before it exists, whatever they use of each other", () => {
    const uses = fc.array(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 11 })), { maxLength: 40 });
    fc.assert(
      fc.property(uses, (pairs) => {
        const files = Array.from({ length: 12 }, (_, user) => {
          const used = pairs.filter(([from, to]) => from === user && to < user).map(([, to]) => `s.f${to}()`);
          return [`functions/s/f${user}.sql`, `SELECT ${used.join()}`] as const;
        });
        const order = namesOf(functionsOf(Object.fromEntries(files)));
        for (const [from, to] of pairs) if (to < from) expect(order.indexOf(`s.f${to}`)).toBeLessThan(order.indexOf(`s.f${from}`));
      }),
    );
  });

  test("that are named only in comments do not count as used, and a function may name itself", () => {
    const functions = functionsOf({
      "functions/a/b.sql": "-- As a.c does.\nCREATE FUNCTION a.b() AS $$ SELECT a.b() /* not\n a.c */ $$",
      "functions/a/c.sql": "CREATE FUNCTION a.c() AS $$ SELECT a.b() $$ -- a.b.c",
    });
    expect(namesOf(functions)).toEqual(["a.b", "a.c"]);
  });

  test("that use each other in a cycle are refused", () => {
    const circle = { "functions/a/b.sql": "SELECT a.c()", "functions/a/c.sql": "SELECT a.d()", "functions/a/d.sql": "SELECT a.b()" };
    expect(() => functionsOf(circle)).toThrow("a.b → a.c → a.d → a.b");
  });

  test("contain the settings that they name, and change with them", () => {
    const file = { "functions/a/b.sql": "CREATE FUNCTION a.b()\n/* settings/x.sql */ /* a comment */\nAS" };
    const [one] = functionsOf({ ...file, "settings/x.sql": "-- Why;\nSET work_mem = '1MB';\nSET jit = off;\n" });
    expect(one?.sql).toBe("CREATE FUNCTION a.b()\nSET work_mem = '1MB' SET jit = off /* a comment */\nAS");
    const [other] = functionsOf({ ...file, "settings/x.sql": "SET jit = off;" });
    expect(other?.sha256).not.toBe(one?.sha256);
    expect(() => functionsOf(file)).toThrow("x.sql");
  });

  test.each([
    "functions/a/B.sql",
    "functions/a/b.SQL",
    "functions/a/b.sql.bak",
    "functions/A/b.sql",
    "functions/b.sql",
    "functions/a/b/c.sql",
  ])("%s, which would be skipped in silence, is refused", (path) => {
    expect(() => functionsOf({ [path]: "SELECT 1" })).toThrow("would not be applied");
  });

  test("are absent in a folder of migrations alone", () => {
    expect(functionsOf({ "0001_a.sql": "SELECT 1" })).toEqual([]);
  });
});

describe("a function is applied", () => {
  const text = (version: number, name = "a.b"): FunctionText => ({ name, sql: "", sha256: String(version) });

  test.each<[string, FunctionText[], FunctionText[], FunctionText[]]>([
    ["when the database does not have it", [text(1)], [], [text(1)]],
    ["when its text was never applied to the database", [text(3)], [text(1), text(2)], [text(3)]],
    ["and not again while its text is the newest in the database", [text(2)], [text(1), text(2)], []],
    ["whatever other functions have the same digest", [text(1), text(1, "a.c")], [text(1, "a.c")], [text(1)]],
  ])("%s", (_when, functions, recorded, applied) => {
    expect(changed(functions, recorded)).toEqual(applied);
  });

  test("in an older text only on request", () => {
    expect(() => changed([text(1)], [text(1), text(2)])).toThrow(/functions\/a\/b\.sql.*--older-functions/);
    expect(changed([text(1)], [text(1), text(2)], true)).toEqual([text(1)]);
    expect(changed([text(1)], [text(1), text(2), text(1)])).toEqual([]);
  });
});
