// Processes that are started here end when this one does, however it ends, and their own end is noticed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { builderOf } from "@ledge/dev/start/runtime";
import { endingWords, startSupervised } from "@ledge/command/processes/supervised";
import { describe, expect, test } from "vitest";

const MODULE = fileURLToPath(new URL("../../tools/command/src/processes/supervised.ts", import.meta.url));
/** Runs JavaScript until it ends by itself, or the event loop holds it. */
const start = (script: string, endSignal: "SIGINT" | "SIGKILL" = "SIGKILL") =>
  startSupervised({ command: process.execPath, args: ["--eval", script], user: {}, endSignal });

describe("a process", () => {
  test.each([
    ["ends well", "process.exit(0)", "exit code 0"],
    ["fails", "process.exit(3)", "exit code 3"],
    ["is killed", 'process.kill(process.pid, "SIGKILL")', "killed by SIGKILL"],
  ])("that %s is noticed, with how", async (_what, script, words) => {
    const running = start(script);
    expect(endingWords(await running.ended)).toBe(words);
    expect(running.hasEnded()).toBe(true);
    expect(() => running.signal("SIGKILL")).not.toThrow();
  });

  test("that cannot be started is noticed, with why", async () => {
    const running = startSupervised({ command: "/no/such/program", args: [], user: {}, endSignal: "SIGKILL" });
    expect(endingWords(await running.ended)).toContain("ENOENT");
  });

  test("whose supervisor is killed is noticed, and its group can still be ended", async () => {
    const running = start("console.log(process.pid); setInterval(() => {}, 1e6)");
    await once(running.stdout, "data");
    process.kill(running.pid, "SIGKILL");
    expect(endingWords(await running.ended)).toBe("killed by SIGKILL");
    // The pipe closes when nobody is left who could write to it.
    const closed = once(running.stdout, "close");
    running.signal("SIGKILL");
    await closed;
  });

  test("that builds for Wrangler is found in its group, and in no other", async () => {
    const args = ["--eval", "console.log(1); setInterval(() => {}, 1e6)", "esbuild", "--service=0"];
    const [building, other] = [
      startSupervised({ command: process.execPath, args, user: {}, endSignal: "SIGKILL" }),
      start("setInterval(() => {}, 1e6)"),
    ];
    await once(building.stdout, "data");
    const found = builderOf(building.pid);
    expect([typeof found, builderOf(other.pid)]).toEqual(["number", null]);
    process.kill(found as number, "SIGKILL");
    expect(endingWords(await building.ended)).toBe("killed by SIGKILL");
    expect(builderOf(building.pid)).toBeNull();
    other.signal("SIGKILL");
  });

  test.each([
    ["SIGINT", "hello bye"],
    ["SIGKILL", "hello "],
  ] as const)("ends by %s when whoever started it is killed, and says %j", async (endSignal, words) => {
    // The connection ends when the process does.
    const server = createServer();
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const inner = `
      const socket = require("node:net").connect(${port}, "127.0.0.1", () => socket.write("hello "));
      process.on("SIGINT", () => socket.end("bye", () => process.exit(0)));`;
    const outer = `
      import { startSupervised } from ${JSON.stringify(MODULE)};
      startSupervised({ command: process.execPath, args: ["--eval", ${JSON.stringify(inner)}], user: {}, endSignal: "${endSignal}" });`;
    const parent = spawn(process.execPath, ["--input-type=module", "--eval", outer], { stdio: "inherit" });
    const [socket] = (await once(server, "connection")) as [Socket];
    let said = "";
    const ended = new Promise<void>((resolve) => {
      socket.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        parent.kill("SIGKILL");
      });
      socket.on("error", () => undefined).on("close", () => resolve());
    });
    await ended;
    server.close();
    expect(said).toBe(words);
  });
});
