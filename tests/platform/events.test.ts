// Events are emitted exactly as committed, and webhooks arrive, whatever is killed meanwhile: transfers under retries while the whole platform and
// connections of the relay, the lanes and the consumer are killed. LEDGE_EVENTS_TRANSFERS sets their number; CI uses fewer.
import type { ChildProcess } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { freePort } from "@ledge/database/postgres/local-postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { connect } from "../support/database.ts";
import { endAll, ended, run } from "../support/processes.ts";
import { random } from "@ledge/verification/random";
import { openReceiver, type Received, type Receiver } from "@ledge/verification/webhook-receiver/receiver";

const TRANSFERS = Number(process.env["LEDGE_EVENTS_TRANSFERS"] ?? 2_000);
const CLIENTS = 24;
const ACCOUNTS = 12;
const ENDPOINTS = ["/one", "/two", "/three"];
/** The pause between two faults: long enough for work to resume, short enough for several faults in a run. */
const FAULT_PAUSE_MS = 4_000;

const stateDir = makeServerFolder("ledge-events-");
let port: number;
let platform: ChildProcess;
let receiver: Receiver;
/** The reason why the platform did not start again, after which no request is sent. */
let broken: Error | null = null;

beforeAll(async () => {
  port = await freePort();
  receiver = await openReceiver();
});
afterAll(async () => {
  await endAll();
  await receiver.close();
  rmSync(stateDir, { recursive: true, force: true });
});

async function startPlatform(): Promise<void> {
  const { child, output } = run("tools/dev/src/start/main.ts", ["--port", String(port), "--state", stateDir]);
  await expect.poll(() => output().includes("Ledge is up") || child.exitCode !== null, { timeout: 180_000 }).toBe(true);
  expect(child.exitCode, output()).toBeNull();
  platform = child;
}

const settings = (): { url: string; operator_key: string } =>
  JSON.parse(readFileSync(join(stateDir, "dev.json"), "utf8")) as { url: string; operator_key: string };

/** As the cluster's superuser. Postgres itself records its port. */
async function superuser() {
  const [, , , postgresPort] = readFileSync(join(stateDir, "postgres", "postmaster.pid"), "utf8").split("\n");
  return await connect(`postgres://postgres:postgres@127.0.0.1:${postgresPort}/ledge`);
}

/** Repeats a request under the same key until it gets a final answer, so that it has one effect. */
async function ask(method: string, path: string, body?: object): Promise<any> {
  const { url, operator_key } = settings();
  const headers = { Authorization: `Bearer ${operator_key}`, "Idempotency-Key": randomUUID(), "Content-Type": "application/json" };
  for (;;) {
    if (broken !== null) throw broken;
    try {
      const init = { method, headers, signal: AbortSignal.timeout(10_000), ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      const response = await fetch(`${url}${path}`, init);
      const json = (await response.json()) as { code?: string };
      if (response.status < 500 && json.code !== "idempotency_key_in_use") return json;
    } catch {
      // Killed, or starting again.
    }
    await delay(100);
  }
}

const idOf = ({ headers }: Received): string => String(headers["webhook-id"]);
/** Ids in the order of their first arrival. */
const firsts = (path: string): string[] => [...new Set(receiver.received(path).map(idOf))];

async function feed(): Promise<any[]> {
  const all: any[] = [];
  for (let after = ""; ;) {
    const page = await ask("GET", `/v1/events?limit=100${after === "" ? "" : `&after=${after}`}`);
    all.push(...page.data);
    if (!page.has_more) return all;
    after = page.next_cursor as string;
  }
}

/** Kills the whole platform or open connections at random until it is stopped. @returns the numbers of kills. */
async function kill(next: (below: number) => number, isOver: () => boolean): Promise<{ platforms: number; connections: number }> {
  const killed = { platforms: 0, connections: 0 };
  while (!isOver()) {
    await delay(FAULT_PAUSE_MS / 2 + next(FAULT_PAUSE_MS));
    if (isOver()) break;
    if (next(3) === 0) {
      killed.platforms += 1;
      await ended(platform, "SIGKILL");
      await startPlatform();
    } else {
      const admin = await superuser();
      const { rowCount } = await admin.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'ledge_runtime_%' AND random() < 0.7",
      );
      killed.connections += rowCount ?? 0;
      await admin.end();
    }
  }
  return killed;
}

describe("while everything is killed at random", () => {
  test("every transfer has exactly its events, and each endpoint gets them at least once and in order", async () => {
    const seed = randomInt(2 ** 31);
    console.info(`seed ${seed}`);
    const next = random(seed);
    await startPlatform();
    for (const path of ENDPOINTS) await ask("POST", "/v1/webhook-endpoints", { url: receiver.at(path), events: ["transfer.posted"] });
    const terms = (index: number) => ({ kind: "house", code: `acc${index}`, currency: "EUR", normal_side: "debit", allow_negative: true });
    const accounts: string[] = [];
    for (let index = 0; index < ACCOUNTS; index += 1) accounts.push((await ask("POST", "/v1/accounts", terms(index))).id);

    const posted: string[] = [];
    let asked = 0;
    let over = false;
    const client = async (): Promise<void> => {
      while (asked < TRANSFERS) {
        asked += 1;
        const source = next(ACCOUNTS);
        const destination = (source + 1 + next(ACCOUNTS - 1)) % ACCOUNTS;
        const body = { source_account: accounts[source], destination_account: accounts[destination], amount: "1", currency: "EUR" };
        posted.push((await ask("POST", "/v1/transfers", body)).id as string);
      }
    };
    const faults = kill(next, () => over);
    faults.catch((error: unknown) => (broken = error as Error));
    const startedMs = Date.now();
    await Promise.all(Array.from({ length: CLIENTS }, client));
    const postedMs = Date.now() - startedMs;
    over = true;
    const killed = await faults;
    const isDone = async (): Promise<boolean> => {
      const { events } = await ask("GET", "/readyz");
      const { outbox, deliveries } = events as { outbox: { pending: number; unsent: number }; deliveries: { pending: number } };
      return outbox.pending + outbox.unsent + deliveries.pending === 0 && ENDPOINTS.every((path) => firsts(path).length >= posted.length);
    };
    await expect.poll(isDone, { timeout: 700_000, interval: 1_000 }).toBe(true);

    const ours = new Set(posted);
    const events = (await feed()).filter((event) => event.type === "transfer.posted" && ours.has(event.resource));
    console.info(
      `${posted.length} transfers in ${postedMs} ms, all delivered after ${Date.now() - startedMs} ms; killed ${JSON.stringify(killed)}; ` +
        `received ${ENDPOINTS.map((path) => receiver.received(path).length).join(", ")}`,
    );
    expect(killed.platforms + killed.connections).toBeGreaterThan(0);
    expect(events.map((event) => event.resource).sort()).toEqual([...posted].sort());
    const ids = events.map((event) => event.id as string);
    const known = new Set(ids);
    for (const path of ENDPOINTS) {
      expect(firsts(path).filter((id) => known.has(id))).toEqual(ids);
      // A repeated delivery is the same, byte for byte.
      const bodies = Map.groupBy(receiver.received(path), idOf);
      expect([...bodies.values()].every((same) => new Set(same.map(({ bytes }) => bytes.toString())).size === 1)).toBe(true);
    }
    const admin = await superuser();
    expect(await checkBooks(admin)).toEqual([]);
    const journal = await admin.query("SELECT count(*)::int AS n FROM ledger.transfers");
    const sequenced = await admin.query("SELECT count(*)::int AS n FROM outbox.feed WHERE type = 'transfer.posted'");
    expect(sequenced.rows).toEqual(journal.rows);
    await admin.end();
  });
});
