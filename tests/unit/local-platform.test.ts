// The local platform's requirements of its machine before it starts: access to Postgres's files, a usable state folder, and a free port.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { closedAbove } from "@ledge/database/postgres/passable";
import { newSecrets, readSecrets, keepSecrets } from "@ledge/dev/start/secrets";
import { ROOT } from "@ledge/repository/root";
import { claimState, portWords, releaseState, requireFreePort } from "@ledge/dev/start/single";
import { readStateFile, writeStateFile } from "@ledge/dev/start/state-file";
import { openStateFolder, removeMade } from "@ledge/dev/start/state-folder";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledge-local-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a local platform", () => {
  test("finds every folder on the path that other users may not traverse, and no other", () => {
    mkdirSync(join(folder, "open", "closed", "data"), { recursive: true });
    chmodSync(join(folder, "open"), 0o711);
    chmodSync(join(folder, "open", "closed"), 0o750);
    expect(closedAbove(join(folder, "open", "closed", "data"))).toEqual([join(folder, "open", "closed"), folder]);
    chmodSync(folder, 0o711);
    chmodSync(join(folder, "open", "closed"), 0o701);
    expect(closedAbove(join(folder, "open", "closed", "data"))).toEqual([]);
  });

  test("claims a state folder that no process holds, or that a dead process held", () => {
    claimState(folder);
    claimState(folder);
    releaseState(folder);
    // No process has a pid beyond every system's maximum.
    writeFileSync(join(folder, "pid"), "99999999");
    expect(() => claimState(folder)).not.toThrow();
  });

  test.each(["", "0", "-1", "nobody", "12 34"])("claims a folder whose pid file contains %j, which names no process", (text) => {
    writeFileSync(join(folder, "pid"), text);
    claimState(folder);
    expect(readFileSync(join(folder, "pid"), "utf8")).toBe(String(process.pid));
  });

  test("does not mistake the pid of another program for a platform", () => {
    // The parent process lives and is not `npm start`. Where the system does not reveal a process's command, it counts as one.
    writeFileSync(join(folder, "pid"), String(process.ppid));
    if (process.platform === "linux") expect(() => claimState(folder)).not.toThrow();
    else expect(() => claimState(folder)).toThrow(/running already/);
  });

  test("starts over by deleting what Ledge created and nothing else, in any folder", () => {
    const elsewhere = join(folder, "elsewhere");
    const state = join(folder, "state");
    openStateFolder(state, ROOT);
    for (const made of ["postgres/base", "notes", "postgres.backup"]) mkdirSync(join(state, made), { recursive: true });
    mkdirSync(elsewhere);
    mkdirSync(join(state, "postgres.new"));
    const madeFiles = ["postgres/base/1", "postgres.new/1", "secrets.json", "dev.json", "worker-secrets.env"];
    const others = ["notes/secrets.json", "package.json", "pid", "postgres.backup/1", "secrets.json.old"];
    const marks = [".gitignore", ".ledge-state"];
    for (const file of [...madeFiles, ...others]) writeFileSync(join(state, file), "");
    writeFileSync(join(elsewhere, "kept"), "");
    symlinkSync(elsewhere, join(state, "workers"));
    removeMade(state, false);
    const left = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
    expect(left.map((entry) => relative(state, join(entry.parentPath, entry.name))).sort()).toEqual([...marks, ...others]);
    expect([readdirSync(state).includes("postgres"), readdirSync(elsewhere)]).toEqual([false, ["kept"]]);
    expect(() => removeMade(state, false)).not.toThrow();
  });

  test("starts over on an external database without losing its credentials", () => {
    openStateFolder(folder, ROOT);
    for (const file of ["secrets.json", "dev.json", "worker-secrets.env"]) writeFileSync(join(folder, file), "");
    removeMade(folder, true);
    expect(readdirSync(folder).sort()).toEqual([".gitignore", ".ledge-state", "dev.json", "secrets.json"]);
  });

  test("refuses a port that is in use, and says how to choose another", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
    });
    await expect(requireFreePort(port)).rejects.toThrow(`Port ${port} is taken. Choose another one: npm start -- --port N`);
    await new Promise((resolve) => server.close(resolve));
    await expect(requireFreePort(port)).resolves.toBeUndefined();
  });

  test("explains why a port is not free, for each reason that a system has", () => {
    expect(portWords(80, "EACCES")).toMatch(/^Port 80 is not allowed to this user \(EACCES\).*npm start -- --port N$/);
    expect(portWords(80, "EADDRNOTAVAIL")).toMatch(/^Port 80 cannot be used \(EADDRNOTAVAIL\)\. .*--port N$/);
  });
});

describe("a state folder", () => {
  test("that is a file, or inside one, is refused by name", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    for (const state of [file, join(file, "state")]) {
      expect(() => openStateFolder(state, ROOT)).toThrow(
        new RegExp(`^The state folder ${state} takes no files \\(E\\w+\\)\\. .*--state FOLDER$`),
      );
    }
  });

  test.skipIf(process.getuid?.() === 0)("that may not be written to is refused", () => {
    chmodSync(folder, 0o500);
    expect(() => openStateFolder(folder, ROOT)).toThrow(`The state folder ${folder} takes no files (EACCES)`);
    chmodSync(folder, 0o700);
  });
});

describe("a state file", () => {
  const Shape = z.object({ key: z.string().min(1), more: z.object({ n: z.number() }) });
  const read = (text: string | null) => {
    const file = join(folder, "file.json");
    if (text !== null) writeFileSync(file, text);
    return readStateFile(file, Shape, "Put it back.");
  };

  test("that is missing is ignored, and a valid one is read", () => {
    expect(read(null)).toBeNull();
    expect(read('{"key":"k","more":{"n":1},"later":true}')).toEqual({ key: "k", more: { n: 1 } });
  });

  test.each([
    ["", "is no JSON"],
    ['{"key":"hush', "is no JSON"],
    ["[]", "is not what npm start writes (the whole: invalid_type)"],
    ['{"key":"hush"}', "is not what npm start writes (more: invalid_type)"],
    ['{"key":"","more":{"n":"hush"}}', "is not what npm start writes (key: too_small, more.n: invalid_type)"],
  ])("that contains %j is refused by name, with the remedy, and is never quoted", (text, words) => {
    expect(() => read(text)).toThrow(`${join(folder, "file.json")} ${words}. Put it back.`);
    expect(() => read(text)).not.toThrow(/hush/);
  });

  test("that is a folder is refused by name", () => {
    mkdirSync(join(folder, "file.json"));
    expect(() => read(null)).toThrow(`${join(folder, "file.json")} cannot be read (EISDIR). Put it back.`);
  });

  test("is written completely, for its owner alone, and not at all when nothing has changed", () => {
    const file = join(folder, "file.json");
    writeStateFile(file, { a: 1 });
    expect([readFileSync(file, "utf8"), statSync(file).mode & 0o777]).toEqual(['{\n  "a": 1\n}\n', 0o600]);
    const before = statSync(file).ino;
    writeStateFile(file, { a: 1 });
    expect(statSync(file).ino).toBe(before);
    writeStateFile(file, { a: 2 });
    expect([readFileSync(file, "utf8"), existsSync(`${file}.new`)]).toEqual(['{\n  "a": 2\n}\n', false]);
  });
});

describe("a local platform's secrets", () => {
  test("are those of the previous start", () => {
    expect(readSecrets(folder)).toBeNull();
    const secrets = newSecrets();
    keepSecrets(folder, secrets);
    expect(readSecrets(folder)).toEqual(secrets);
    expect(newSecrets()).not.toEqual(secrets);
  });

  test("from an older version without ids or an analyst get them, and secrets with other missing members are refused", () => {
    const { id: _id, ...rest } = newSecrets();
    const {
      ledge_analyst: _analyst,
      ledge_retention: _retention,
      ledge_auditor: _auditor,
      ledge_rotator: _rotator,
      ...passwords
    } = rest.passwords;
    const old = { ...rest, passwords };
    writeFileSync(join(folder, "secrets.json"), JSON.stringify(old));
    expect(readSecrets(folder)).toEqual({
      ...old,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      passwords: {
        ...passwords,
        ledge_analyst: expect.stringMatching(/^[0-9a-f]{48}$/),
        ledge_retention: expect.stringMatching(/^[0-9a-f]{48}$/),
        ledge_auditor: expect.stringMatching(/^[0-9a-f]{48}$/),
        ledge_rotator: expect.stringMatching(/^[0-9a-f]{48}$/),
      },
    });
    const { apiKeyPepper: _pepper, ...damaged } = old;
    writeFileSync(join(folder, "secrets.json"), JSON.stringify(damaged));
    expect(() => readSecrets(folder)).toThrow(
      /secrets\.json is not what npm start writes \(apiKeyPepper: invalid_type\)\. Put back .*--fresh/,
    );
  });
});
