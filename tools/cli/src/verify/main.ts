#!/usr/bin/env node
// `npm run verify -- …`, published as `ledge-verify`: verifies an audit log without the platform. It sends nothing, and reads only what it is given.
import { exitCodes, runCommand } from "@ledge/command/command-line";
import { Finding, NoResult } from "./finding.ts";
import { readSettings, usage } from "./settings.ts";
import { verify } from "./verify.ts";

await runCommand(usage, async (args) => {
  const settings = readSettings(args);
  try {
    await verify(settings, (line) => console.log(`✓ ${line}`));
    return 0;
  } catch (error) {
    if (error instanceof Finding) console.error(`✗ ${error.message}`);
    else if (error instanceof NoResult) console.error(`? ${error.message}`);
    else throw error;
    return error instanceof Finding ? exitCodes.failed : exitCodes.couldNotRun;
  }
});
