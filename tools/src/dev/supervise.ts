// Runs a command and ends it, with everything it started, when the parent is gone, however it went: the channel to a killed
// parent closes by itself. Started by runtime.ts; not a command of its own.
import { spawn } from "node:child_process";

const [command, ...args] = process.argv.slice(2);
const child = spawn(command as string, args, { stdio: ["ignore", "inherit", "inherit"] });
child.on("exit", (code) => process.exit(code ?? 1));
// This process leads its own group: the group is the command and all its children.
process.on("disconnect", () => process.kill(-process.pid, "SIGKILL"));
