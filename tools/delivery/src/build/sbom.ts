// The bill of materials as CycloneDX: what npm makes of the lock file, without what differs from run to run.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const MOST_BYTES = 64 * 1024 * 1024;

/** @param timestamp of the commit: the same commit has the same bill. @throws with npm's message when the lock file is inconsistent. */
export async function sbom(root: string, name: string, timestamp: string): Promise<string> {
  const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--omit", "dev"];
  const { stdout } = await promisify(execFile)("npm", args, { cwd: root, maxBuffer: MOST_BYTES, shell: process.platform === "win32" });
  const bill = JSON.parse(stdout) as {
    serialNumber?: string;
    metadata: { timestamp: string; component: { name: string } };
  };
  delete bill.serialNumber;
  bill.metadata.timestamp = timestamp;
  // npm takes the folder's name for a project's.
  bill.metadata.component.name = name;
  return `${JSON.stringify(bill, null, 2)}\n`;
}
