// Raw workerd with the networks of production. Miniflare reaches private addresses and production does not, so an egress test under Miniflare proves
// nothing.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The file descriptor to which workerd writes the ports that it got. */
const CONTROL_FD = 3;
const WORKER = fileURLToPath(new URL("./egress-worker.ts", import.meta.url));
const { default: binary } = createRequire(import.meta.url)("workerd") as { default: string };

export interface RawWorkerd<Network extends string> {
  /** Sends a question to the Worker on this network. */
  ask(network: Network, question: object): Promise<any>;
  /** Waits for the next address that a network refused, as `host:port`, from the runtime's log. */
  refusal(): Promise<string>;
  /** Ends the runtime. @returns the refusals that no test has read. */
  stop(): Promise<string[]>;
}

/** Starts one Worker for each network. @param networks what each may reach, as workerd names it: `public`, `local`, `10.0.0.0/8`. */
export async function startRawWorkerd<Network extends string>(networks: Record<Network, readonly string[]>): Promise<RawWorkerd<Network>> {
  const folder = mkdtempSync(join(tmpdir(), "ledge-workerd-"));
  await build({
    entryPoints: [WORKER],
    bundle: true,
    format: "esm",
    target: "esnext",
    outfile: join(folder, "worker.js"),
    logLevel: "error",
  });
  writeFileSync(join(folder, "config.capnp"), configOf(networks));
  const child = spawn(binary, ["serve", join(folder, "config.capnp"), `--control-fd=${CONTROL_FD}`], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const exit = once(child, "close");
  const refusals = refusalsIn(createInterface({ input: child.stderr as NodeJS.ReadableStream }));
  const ports = await portsOf(createInterface({ input: child.stdio[CONTROL_FD] as NodeJS.ReadableStream }), Object.keys(networks));
  return {
    async ask(network, question) {
      const response = await fetch(`http://127.0.0.1:${ports.get(network)}/`, { method: "POST", body: JSON.stringify(question) });
      return await response.json();
    },
    refusal: refusals.next,
    async stop() {
      child.kill();
      await exit;
      rmSync(folder, { recursive: true, force: true });
      return refusals.rest();
    },
  };
}

function configOf(networks: Record<string, readonly string[]>): string {
  const names = Object.keys(networks);
  const ways = names.map((name) => `(name = "${name}", network = (allow = [${networks[name]?.map((range) => `"${range}"`).join(", ")}])),`);
  const worker = `modules = [(name = "worker", esModule = embed "worker.js")], compatibilityDate = "2026-11-01"`;
  const workers = names.map((name) => `(name = "from-${name}", worker = (${worker}, globalOutbound = "${name}")),`);
  const sockets = names.map((name) => `(name = "${name}", address = "127.0.0.1:0", http = (), service = "from-${name}"),`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [${[...ways, ...workers].join("\n")}], sockets = [${sockets.join("\n")}]);`;
}

/** workerd writes one line of JSON for each socket that listens. */
async function portsOf(lines: AsyncIterable<string>, sockets: readonly string[]): Promise<Map<string, number>> {
  const ports = new Map<string, number>();
  for await (const line of lines) {
    const { event, socket, port } = JSON.parse(line) as { event: string; socket: string; port: number };
    if (event === "listen") ports.set(socket, port);
    if (sockets.every((name) => ports.has(name))) return ports;
  }
  throw new Error("workerd ended before it listened");
}

function refusalsIn(lines: NodeJS.EventEmitter) {
  const seen: string[] = [];
  const waiting: ((address: string) => void)[] = [];
  lines.on("line", (line: string) => {
    const address = /connecting to (\S+) is not allowed/.exec(line)?.[1];
    if (address === undefined) return;
    const next = waiting.shift();
    if (next === undefined) seen.push(address);
    else next(address);
  });
  return {
    next: (): Promise<string> => new Promise((resolve) => (seen.length > 0 ? resolve(seen.shift() as string) : void waiting.push(resolve))),
    rest: (): string[] => seen.splice(0),
  };
}
