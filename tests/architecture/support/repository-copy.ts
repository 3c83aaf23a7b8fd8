// A copy of the repository in a temporary folder, in which tests plant faults. The real compiler and linter run there, and the repository itself is
// never written to.
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { linkPackages } from "../../support/link-packages.ts";
import { repositoryFiles, ROOT } from "./sources.ts";

/** Ten times what the slowest takes on two busy cores. */
const TOOL_TIMEOUT_MS = 180_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
/** The files that compiling and linting need: sources and configuration. */
const COPIED = /\.(?:ts|mjs|js|json|toml)$|^\.gitignore$/;

export interface RepositoryCopy {
  /** The copy's folder. */
  readonly root: string;
  /** Puts a file into the copy. */
  plant(path: string, text: string): void;
  /** Builds the projects with their references. @returns the codes of the errors in each file, such as TS2307, in the file's order. */
  compile(projects: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Lints everything. @returns "rule at line" of each finding, by file. */
  lint(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Runs one of the copy's own tools. */
  runTool(script: string, args: readonly string[]): Promise<{ readonly passed: boolean; readonly output: string }>;
  remove(): void;
}

export function copyRepository(): RepositoryCopy {
  const root = mkdtempSync(join(tmpdir(), "ledge-copy-"));
  for (const path of repositoryFiles().filter((file) => COPIED.test(file))) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    copyFileSync(join(ROOT, path), join(root, path));
  }
  linkPackages(root);
  return {
    root,
    plant(path, text) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    async compile(projects) {
      const output = await runPackage(root, "typescript/bin/tsc", ["-b", "--pretty", "false", ...projects]);
      return gather(output.matchAll(/^(\S+?)\(\d+,\d+\): error (TS\d+)/gm), ([, file, code]) => [file as string, code as string]);
    },
    async lint() {
      const output = await runPackage(root, "oxlint/bin/oxlint", ["--deny-warnings", "--format", "json"]);
      const { diagnostics } = JSON.parse(output) as { diagnostics: readonly Diagnostic[] };
      return gather(diagnostics, ({ filename, code, labels }) => [filename, `${code} at ${labels[0]?.span.line ?? 0}`]);
    },
    async runTool(script, args) {
      const { error, stdout, stderr } = await run(root, join(root, script), args);
      return { passed: error === null, output: stdout + stderr };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

interface Diagnostic {
  readonly filename: string;
  readonly code: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** Standard output, whatever the exit code, because these tools are run for their findings. @throws when a tool does not run at all. */
async function runPackage(cwd: string, script: string, args: readonly string[]): Promise<string> {
  const { error, stdout, stderr } = await run(cwd, join(ROOT, "node_modules", script), args);
  if (error !== null && stdout === "") throw new Error(`${script}: ${error.message}\n${stderr}`);
  return stdout;
}

interface Ran {
  readonly error: Error | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Checks use no network, and no plug-in of the test runner is passed on to them. */
const env = { ...process.env, NODE_OPTIONS: "", WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };

function run(cwd: string, script: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd, env, timeout: TOOL_TIMEOUT_MS, killSignal: "SIGKILL", maxBuffer: MAX_OUTPUT_BYTES } as const;
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) => resolve({ error, stdout, stderr }));
  });
}

function gather<T>(items: Iterable<T>, entryOf: (item: T) => readonly [string, string]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const item of items) {
    const [file, what] = entryOf(item);
    found.set(file, [...(found.get(file) ?? []), what]);
  }
  return found;
}
