// Every npm command explains its usage on request and when it does not understand its arguments, and does nothing else then.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { describe, expect, test } from "vitest";

const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };
/** Vitest parses its own arguments; these commands pass them on. */
const VITEST = /^test(?::|$)|^bench:(?:events|rotation|search|telemetry)$/;
const commands = Object.keys(scripts).filter((name) => !VITEST.test(name));
const callOf = (name: string): RegExp => new RegExp(`^npm ${name === "start" ? "start" : `run ${name}`}\\b`, "m");

function call(name: string, ...args: string[]): { exitCode: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["tools/run.mjs", name, ...args], { cwd: ROOT, encoding: "utf8" });
  return { exitCode: status, stdout, stderr };
}

test.each(commands)("npm run %s refuses unknown arguments with its usage and exit code 2, without a stack", (name) => {
  const { exitCode, stdout, stderr } = call(name, "--nonsense");
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^Unknown option '--nonsense'$/m);
  expect(stderr).toMatch(callOf(name));
  expect(stderr).not.toMatch(/^ +at /m);
});

test.each(["--help", "-h"])("%s prints the usage and exits with 0", (flag) => {
  expect(call("start", flag)).toEqual({ exitCode: 0, stdout: expect.stringMatching(callOf("start")), stderr: "" });
});

test("an unknown command is refused with the list of commands", () => {
  expect(call("strat")).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^Unknown command strat\. There are: .*start/) });
});

describe("arguments", () => {
  const options = { port: { type: "string" }, fresh: { type: "boolean", default: false } } as const;

  test.each([
    [["--prot", "1"], "Unknown option '--prot'"],
    [["--port"], "Option '--port <value>' argument missing"],
    [["--port", "--fresh"], "Option '--port' argument is ambiguous."],
    [["--fresh=yes"], "Option '--fresh' does not take an argument"],
    [["word"], "Unexpected argument 'word'"],
  ])("%j is refused in one line", (args, words) => {
    expect(() => readArguments(args, options)).toThrow(new RegExp(`^${words.replaceAll(/[.<>]/g, ".")}\\.?$`));
  });

  test("that are valid are read", () => {
    expect(readArguments(["--port", "1"], options).values).toMatchObject({ port: "1", fresh: false });
    expect(readArguments(["a", "--fresh", "b"], options, true)).toMatchObject({ values: { fresh: true }, positionals: ["a", "b"] });
  });
});
