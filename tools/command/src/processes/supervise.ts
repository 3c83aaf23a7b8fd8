// Runs a command in a process group of its own and ends it when the parent is gone, however it went: the channel to a killed parent closes
// by itself. Signals to the group are for the command. Started by supervised.ts; not a command of its own.
import { spawn } from "node:child_process";
import type { Order } from "./supervised.ts";

const { command, args, user, farewell } = JSON.parse(process.argv[2] as string) as Order;
// An Ending reaches the parent only from a process that lives.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const) process.on(signal, () => undefined);

const child = spawn(command, args, { ...user, stdio: ["ignore", "inherit", "inherit"] });
child.on("error", (error) => report({ code: null, signal: null, error: error.message }, 1));
child.on("exit", (code, signal) => report({ code, signal, error: null }, code ?? 1));
// This process leads its own group: the group is the command and all its children.
process.on("disconnect", () => (farewell === "SIGKILL" ? process.kill(-process.pid, farewell) : child.kill(farewell)));

function report(ending: object, exitCode: number): void {
  if (!process.connected) process.exit(exitCode);
  process.send?.(ending, undefined, undefined, () => process.exit(exitCode));
}
