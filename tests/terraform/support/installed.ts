// Whether Terraform can run here. Where it is not installed its tests are skipped with the reason; in CI that is a failure.
import { execFileSync } from "node:child_process";

const MISSING = "terraform is not on the PATH";

/** "run", or the reason why not. @throws when it is missing in CI. */
export function whetherToRun(): string {
  try {
    execFileSync("terraform", ["version"], { stdio: "ignore" });
    return "run";
  } catch {
    if (process.env["CI"] === "true") throw new Error(`${MISSING}: in CI these tests must run`);
    return `skipped: ${MISSING}`;
  }
}
