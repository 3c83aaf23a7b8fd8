// `npm run github:environments`: makes GitHub's environments what `.github/environments.json` says, or checks that they are. Exits 1 when they differ.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { applyEnvironments, environmentFaults, Wanted } from "./environments.ts";

const FILE = join(ROOT, ".github", "environments.json");
const USAGE = `npm run github:environments -- [--repo OWNER/NAME] [--check]

Makes GitHub's environments what .github/environments.json says: which branches may use their secrets, and who approves.
  --repo   default: GITHUB_REPOSITORY
  --check  changes nothing, and exits 1 when something differs

From the environment: GITHUB_TOKEN, which may administer the repository; for --check it needs Actions: read.`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { repo: { type: "string" }, check: { type: "boolean", default: false } });
  const name = values.repo ?? process.env["GITHUB_REPOSITORY"] ?? "";
  if (!/^[\w.-]+\/[\w.-]+$/.test(name)) throw new BadArguments("Say which repository: --repo OWNER/NAME.");
  const token = process.env["GITHUB_TOKEN"] ?? "";
  if (token === "") throw new BadArguments("GITHUB_TOKEN is not set.");
  const baseUrl = process.env["GITHUB_API_URL"] ?? "https://api.github.com";
  const repository = {
    name,
    github: { name: "GitHub", baseUrl, token, permissions: values.check ? "Actions: read" : "Administration: write" },
  };
  const wanted = Wanted.parse(JSON.parse(readFileSync(FILE, "utf8")));
  const lines = await (values.check ? environmentFaults : applyEnvironments)(repository, wanted);
  for (const line of lines) (values.check ? console.error : console.log)(`${values.check ? "✗" : "✓ corrected:"} ${line}`);
  if (lines.length === 0) console.log("The environments are as written.");
  return values.check && lines.length > 0 ? 1 : 0;
});
