// Runs a command in a process group of its own, and ends it when the parent process has ended, however that ended: the channel to a killed parent
// closes too. Signals to the group are for the command. supervised.ts starts this script; it is not a command.
import { spawn } from "node:child_process";
import type { SupervisedCommand } from "./supervised.ts";

const { command, args, user, endSignal } = JSON.parse(process.argv[2] as string) as SupervisedCommand;
// This process must survive the signals to the group, to report the command's Ending to the parent.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const) process.on(signal, () => undefined);

const child = spawn(command, args, { ...user, stdio: ["ignore", "inherit", "inherit"] });
child.on("error", (error) => report({ code: null, signal: null, error: error.message }, 1));
child.on("exit", (code, signal) => report({ code, signal, error: null }, code ?? 1));
// This process leads a group of its own: the command and all its children.
process.on("disconnect", () => (endSignal === "SIGKILL" ? process.kill(-process.pid, endSignal) : child.kill(endSignal)));

function report(ending: object, exitCode: number): void {
  if (!process.connected) process.exit(exitCode);
  process.send?.(ending, undefined, undefined, () => process.exit(exitCode));
}
