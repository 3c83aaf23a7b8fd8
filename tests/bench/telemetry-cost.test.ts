// What telemetry costs a payment: with it, without it, and with a collector that refuses or never answers, on platforms beside each other on one Postgres, and the
// same beside itself. `npm run bench:telemetry`.
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { startProgress } from "@ledge/command/progress";
import { tableLines } from "@ledge/command/table";
import { bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { startBenchPostgres } from "@ledge/verification/bench/bench-postgres";
import { measureTurn } from "@ledge/verification/bench/end-to-end-measure";
import { type Adapted, type Platform, startPlatform } from "@ledge/verification/bench/end-to-end-platform";
import { median, quantile } from "@ledge/verification/bench/measure";
import { freePort } from "@ledge/database/postgres/local-postgres";
import { afterAll, test } from "vitest";

const TURNS = 7;
const TURN_MS = 2_000;
const CONNECTIONS = [32, 1] as const;
const GATEWAY = "workers/gateway/wrangler.toml";
const TELEMETRY = "workers/telemetry/wrangler.toml";
const REFERENCE = "with telemetry";

const progress = startProgress(process.stderr);
const stops: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  progress.end();
  for (const stop of stops.reverse()) await stop();
});

/** Nobody tails the Workers, and the gateway writes no line. */
async function without(): Promise<Adapted> {
  const bundles = (await bundleWorkers()).map(({ configPath, script }) => {
    const parts = script.split(/function writeRequestLine\(/);
    if (configPath === GATEWAY && parts.length !== 2) throw new Error("The gateway writes its line elsewhere: adapt the benchmark.");
    return { configPath, script: parts.join("function writeRequestLine() {}\nfunction neverWritten(") };
  });
  return { bundles, adapt: (_, { tails: __, ...options }) => options };
}

/** Takes connections, and says nothing. */
async function silentPort(): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => void sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const collectorAt = (port: number): Adapted => ({
  vars: { [TELEMETRY]: { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_TRACES_SAMPLER_ARG: "1" } },
});

interface Turn {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly perSecond: number;
}

const ratiosOf = (of: readonly Turn[], to: readonly Turn[], value: (turn: Turn) => number): string => {
  const all = of.map((turn, at) => value(turn) / value(to[at] as Turn)).sort((one, other) => one - other);
  return `${median(all).toFixed(3)} (${all[0]?.toFixed(2)} to ${all.at(-1)?.toFixed(2)})`;
};

test("the cost of telemetry", { timeout: 1_800_000 }, async () => {
  const postgres = await startBenchPostgres();
  stops.push(() => postgres.stop());
  const ways: Readonly<Record<string, Adapted>> = {
    [REFERENCE]: {},
    "with telemetry, once more": {},
    "without telemetry": await without(),
    "a collector that refuses": collectorAt(await freePort()),
    "a collector that is silent": collectorAt(await silentPort()),
  };
  const platforms = new Map<string, Platform>();
  for (const [name, way] of Object.entries(ways)) {
    progress.say(`${name}: opening accounts`);
    const platform = await startPlatform(postgres, way);
    stops.push(() => platform.stop());
    platforms.set(name, platform);
  }
  for (const connections of CONNECTIONS) {
    const turns = new Map<string, Turn[]>([...platforms.keys()].map((name) => [name, []]));
    // Turn 0 is not counted: it compiles, plans and caches.
    for (let turn = 0; turn <= TURNS; turn += 1) {
      progress.say(`${connections} connections, turn ${turn} of ${TURNS}`);
      for (const [name, { target, settle }] of turn % 2 === 0 ? platforms : [...platforms].reverse()) {
        const { perSecond, samplesMs } = await measureTurn(target, { kind: "transfer", connections, turnMs: TURN_MS }, settle);
        if (turn > 0) turns.get(name)?.push({ perSecond, p50Ms: quantile([...samplesMs], 0.5), p95Ms: quantile([...samplesMs], 0.95) });
      }
    }
    const reference = turns.get(REFERENCE) ?? [];
    const rows = [...turns].map(([name, all]) => [
      name,
      `${median(all.map(({ p50Ms }) => p50Ms)).toFixed(1)} ms`,
      ...[({ p50Ms }: Turn) => p50Ms, ({ p95Ms }: Turn) => p95Ms, ({ perSecond }: Turn) => perSecond].map((value) =>
        ratiosOf(all, reference, value),
      ),
    ]);
    const heads = [`${connections} connections, ${TURNS} turns`, "p50", "ratio of p50", "ratio of p95", "ratio of rates"];
    console.log(tableLines([heads, ...rows]).join("\n"));
  }
});
