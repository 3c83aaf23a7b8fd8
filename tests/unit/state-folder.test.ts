// The folders that Ledge writes to and deletes from: only those with Ledge's mark, whatever the command line says.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { requireNothingLost } from "@ledge/dev/start/lost-state";
import { keepSecrets, newSecrets } from "@ledge/dev/start/secrets";
import { openStateFolder, removeMade } from "@ledge/dev/start/state-folder";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const MARK = ".ledge-state";
const GENERIC_NAMES = ["postgres", "postgres.new", "workers", "worker-secrets.env", "secrets.json", "dev.json", "pid"];
let folder: string;
let repository: string;
let state: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledge-state-"));
  [repository, state] = [join(folder, "work", "repository"), join(folder, "state")];
  mkdirSync(repository, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text = "somebody's"): void {
  mkdirSync(dirname(join(state, file)), { recursive: true });
  writeFileSync(join(state, file), text);
}
/** Every file of a folder with its content. */
const filesOf = (dir: string): string[][] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(dir, file), readFileSync(file, "utf8")])
    .sort();
const open = (dir = state): void => openStateFolder(dir, repository);
/** The files of a Ledge from before marks existed. */
function makeOlder(dir: string): void {
  mkdirSync(join(dir, "postgres"), { recursive: true });
  writeFileSync(join(dir, "postgres", "PG_VERSION"), "18\n");
  mkdirSync(join(dir, "workers", "v3", "do"), { recursive: true });
  keepSecrets(dir, newSecrets());
}

describe("a folder becomes Ledge's", () => {
  test("when it is empty or missing, by a mark, and is ignored by git", () => {
    mkdirSync(state);
    for (const dir of [state, join(folder, "not", "there")]) {
      open(dir);
      expect(readdirSync(dir).sort()).toEqual([".gitignore", MARK]);
      expect(readFileSync(join(dir, ".gitignore"), "utf8")).toBe("*\n");
    }
  });

  test("when it holds only the files of a concurrent start or of an interrupted one", () => {
    write(".probe-99999999/written");
    open();
    expect(readdirSync(state).sort()).toEqual([".gitignore", MARK, ".probe-99999999"]);
  });

  test("once, and stays so whatever else is added to it", () => {
    open();
    for (const name of ["notes", "workers/v3/x", "secrets.json"]) write(name);
    const before = filesOf(state);
    open();
    expect(filesOf(state)).toEqual(before);
  });

  test("when an older Ledge used it, with or without the embedded Postgres, and keeps its content", () => {
    makeOlder(state);
    write("notes");
    makeOlder(join(folder, "elsewhere"));
    rmSync(join(folder, "elsewhere", "postgres"), { recursive: true });
    for (const dir of [state, join(folder, "elsewhere")]) {
      const before = filesOf(dir);
      open(dir);
      expect(existsSync(join(dir, MARK))).toBe(true);
      expect(filesOf(dir)).toEqual(expect.arrayContaining(before));
    }
  });

  test("as the repository's .ledge beside other folders of Ledge in it, which starting over keeps", () => {
    const dir = join(repository, ".ledge");
    open(join(dir, "test"));
    mkdirSync(join(dir, "deploy"));
    writeFileSync(join(dir, "deploy", "dev.jsonl"), "{}");
    open(dir);
    removeMade(dir, false);
    expect(readdirSync(dir).sort()).toEqual([".gitignore", MARK, "deploy", "test"]);
    expect(readdirSync(join(dir, "test")).sort()).toEqual([".gitignore", MARK]);
  });
});

describe("a folder with other content", () => {
  test.each([...GENERIC_NAMES, "notes", ".git/config", "workers/v3/x", "postgres/PG_VERSION"])(
    "is refused by name when it holds %s alone, with the remedy, and is left unchanged",
    (name) => {
      write(name);
      const before = filesOf(state);
      expect(() => open()).toThrow(/^The state folder \S+\/state holds files, and no mark of Ledge.*empty.*npm start -- --state FOLDER$/);
      expect(() => removeMade(state, false)).toThrow(`${state} carries no mark of Ledge`);
      expect(filesOf(state)).toEqual(before);
    },
  );

  test.each([
    ["secrets.json of its own", "secrets.json", '{"id":"3f2c8a52-6f0e-4a5e-9c7b-0d7a2f1f7d11","apiKeyPepper":"x"}'],
    ["Workers of its own beside an older Ledge's", "workers/gateway/index.ts", "export {}"],
    ["a mark in name alone", MARK, ""],
  ])("is refused for %s", (_what, name, text) => {
    makeOlder(state);
    if (name === MARK) rmSync(join(state, "secrets.json"));
    write(name, text);
    const before = filesOf(state);
    expect(() => open()).toThrow("holds files, and no mark of Ledge");
    expect(() => removeMade(state, false)).toThrow("carries no mark of Ledge");
    expect(filesOf(state)).toEqual(before);
  });

  test("is refused as the repository's .ledge, too, when its content has a name that Ledge would write", () => {
    const dir = join(repository, ".ledge");
    mkdirSync(join(dir, "workers"), { recursive: true });
    writeFileSync(join(dir, "workers", "mine.ts"), "");
    expect(() => open(dir)).toThrow("holds files, and no mark of Ledge");
    expect(filesOf(dir)).toEqual([["workers/mine.ts", ""]]);
  });

  test("is refused through a link to it", () => {
    write("workers/mine.ts");
    symlinkSync(state, join(folder, "link"));
    expect(() => open(join(folder, "link"))).toThrow("holds files, and no mark of Ledge");
    expect(filesOf(state)).toEqual([["workers/mine.ts", "somebody's"]]);
  });
});

describe("even with a mark or empty, never a state folder is", () => {
  test("the repository or a folder that contains it, by any path", () => {
    open();
    symlinkSync(repository, join(folder, "link"));
    const marks = [".gitignore", MARK];
    for (const dir of [repository, dirname(repository), folder]) for (const mark of marks) cpSync(join(state, mark), join(dir, mark));
    for (const dir of [repository, dirname(repository), folder, "/", join(folder, "link")]) {
      expect(() => open(dir)).toThrow(`The state folder ${dir} is the repository or what it is in`);
    }
    expect(readdirSync(repository).sort()).toEqual(marks);
  });

  // The content of these folders is lost at the machine's next start, or is no file at all.
  test
    .runIf(process.platform === "linux")
    .each(["/dev", "/dev/ledge", "/dev/null", "/dev/shm/ledge/state", "/proc", "/proc/self", "/sys/ledge"])("%s", (dir) => {
    const { length } = readdirSync("/dev");
    expect(() => open(dir)).toThrow(/^The state folder \S+ is in \/(dev|proc|sys), which is the system's own\. .*--state FOLDER$/);
    expect(readdirSync("/dev").length).toBe(length);
  });

  test.each(["postgres", "postgres.new", "workers", "workers/deep", "secrets.json"])("%s of another one", (name) => {
    open();
    expect(() => open(join(state, name))).toThrow("is what Ledge keeps in the state folder");
    expect(existsSync(join(state, name))).toBe(false);
    expect(() => open(join(state, "test"))).not.toThrow();
  });
});

describe("a state folder with a missing half", () => {
  const settings = () => ({ stateDir: state, adminUrl: null, resetPasswords: false });

  test("is refused when the secrets are gone and the database is not, unless its passwords are to be reset", () => {
    makeOlder(state);
    rmSync(join(state, "secrets.json"));
    expect(() => requireNothingLost(settings(), false)).toThrow(/secrets\.json is gone.*Put it back.*--fresh.*--reset-passwords/);
    expect(() => requireNothingLost({ ...settings(), resetPasswords: true }, false)).not.toThrow();
  });

  test.each([false, true])(
    "is refused when the database is gone and the secrets are not: --reset-passwords=%j restores nothing",
    (reset) => {
      makeOlder(state);
      rmSync(join(state, "postgres", "PG_VERSION"));
      const refused = (): void => requireNothingLost({ ...settings(), resetPasswords: reset }, true);
      expect(refused).toThrow(/state\/postgres is gone.*empty.*Put it back.*DATABASE_URL.*--state.*--fresh/);
      rmSync(join(state, "postgres"), { recursive: true });
      expect(refused).toThrow(/state\/postgres is gone/);
    },
  );

  test("is accepted when both are present, when neither is, and when the database is another Postgres", () => {
    expect(() => requireNothingLost(settings(), false)).not.toThrow();
    makeOlder(state);
    expect(() => requireNothingLost(settings(), true)).not.toThrow();
    rmSync(join(state, "postgres"), { recursive: true });
    for (const known of [true, false]) {
      expect(() => requireNothingLost({ ...settings(), adminUrl: "postgres://a@db.test/bank" }, known)).not.toThrow();
    }
  });
});
