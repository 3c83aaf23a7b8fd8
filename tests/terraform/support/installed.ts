// Whether Terraform, and what else a test needs, can run here. Where one is not installed its tests are skipped with the reason; in CI that is a failure.
import { execFileSync } from "node:child_process";

/** "run", or the reason why not. @throws when a program is missing in CI. */
export function whetherToRun(programs: readonly string[] = ["terraform"]): string {
  const lacking = programs.find((program) => !isHere(program));
  if (lacking === undefined) return "run";
  const missing = `${lacking} is not on the PATH`;
  if (process.env["CI"] === "true") throw new Error(`${missing}: in CI these tests must run`);
  return `skipped: ${missing}`;
}

function isHere(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
