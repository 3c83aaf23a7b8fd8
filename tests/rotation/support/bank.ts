// A bank under load whose login is rotated: the Workers as they are deployed on workerd, a Postgres of their own with SCRAM, and clients that count every answer.
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createLedge } from "@ledge/client";
import { checkBooks } from "@ledge/database/books/books";
import { makeDatabase, newPasswords, type DatabaseUrls } from "@ledge/database/local/make-database";
import { newSecret } from "@ledge/database/new-secret";
import { mintOperatorKey } from "@ledge/database/operator-key";
import { startLocalPostgres } from "@ledge/database/postgres/local-postgres";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import type { Bundle } from "@ledge/dev/workerd/bundle-workers";
import type { Rotation } from "@ledge/delivery/rotate/rotate";
import type pg from "pg";
import { connect } from "../../support/database.ts";
import { type Answer, Serving } from "./serving.ts";
import { StaleStore } from "./stale-store.ts";

/** Scaled, like everything that a rotation waits for. */
const MAX_AGE_MS = 3_000;
/** The oldest session, one that waits for its next task, and some statements. */
const DRAIN_MS = 8_000;
const CLIENTS = 32;
const SMOKE_DEADLINE_MS = 30_000;

export interface Bank {
  readonly database: DatabaseUrls;
  readonly store: StaleStore;
  /** As the cluster's superuser, in the bank's database. */
  readonly admin: pg.Client;
  /** What a rotation needs. */
  readonly rotation: Omit<Rotation, "onStep" | "alert">;
  /** Sends a transfer. */
  post(): Promise<Answer>;
  /** A release, or a rollback, as far as a rotation notices one. */
  release(): Promise<void>;
  /** Runs clients while `during` runs. */
  underLoad(during: () => Promise<void>): Promise<Load>;
  /** How many sessions each login of the runtime has. */
  sessions(): Promise<Readonly<Record<string, number>>>;
  /** @throws when an effect was lost or doubled. */
  requireBooks(): Promise<void>;
  stop(): Promise<void>;
}

export interface Load {
  readonly answered: number;
  /** Other answers than a success, by status and code. */
  readonly failed: Readonly<Record<string, number>>;
  readonly p95Ms: number;
}

/** @param draw a number from 0 to 1, for what the store shows. */
export async function startBank(bundles: readonly Bundle[], draw: () => number, maxAgeMs = MAX_AGE_MS): Promise<Bank> {
  const folder = makeServerFolder("ledge-rotation-");
  const cluster = await startLocalPostgres(join(folder, "postgres"));
  const database = await makeDatabase(cluster.adminUrl, { name: "ledge", passwords: newPasswords() });
  const apiKeySecrets = { peppers: newSecret(), macSecrets: newSecret() };
  const apiKey = await mintOperatorKey(database.migratorUrl, apiKeySecrets, "rotation");
  const store = new StaleStore(draw);
  await store.listen();
  await store.write({ generation: 1, entries: [{ url: database.runtimeUrl, nonce: "" }] });
  const serving = await Serving.start({ bundles, folder, store, apiKeySecrets, maxAgeMs });
  const ledge = createLedge({ url: serving.url, apiKey, deadlineMs: SMOKE_DEADLINE_MS });
  const [source, destination] = await Promise.all(
    ["rotation.from", "rotation.to"].map(async (code) => {
      const terms = { kind: "house", code, name: code, currency: "EUR", normal_side: "credit", allow_negative: true } as const;
      return (await ledge.post("/v1/accounts", { body: terms })).data.id;
    }),
  );
  const transfer = { source_account: source, destination_account: destination, amount: "1", currency: "EUR" };
  let moved = 0;
  const post = async (): Promise<Answer> => {
    const answer = await serving.ask("/v1/transfers", {
      method: "POST",
      headers: { Authorization: `Bearer ${apiKey}`, "Idempotency-Key": randomUUID(), "Content-Type": "application/json" },
      body: JSON.stringify(transfer),
    });
    if (answer.status === 201) moved += 1;
    return answer;
  };
  const admin = await connect(database.adminUrl);
  return {
    database,
    store,
    admin,
    rotation: {
      rotatorUrl: database.rotatorUrl,
      store,
      isLeak: false,
      drainMs: DRAIN_MS,
      settleMs: 0,
      async smoke() {
        const answer = await post();
        if (answer.status !== 201) throw new Error(`a transfer was answered ${answer.status}`);
      },
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 100))),
      nowMs: Date.now,
    },
    post,
    release: () => serving.release(),
    async underLoad(during) {
      const failed: Record<string, number> = {};
      const took: number[] = [];
      let isOver = false;
      const client = async (number: number): Promise<void> => {
        while (!isOver) {
          const begunMs = performance.now();
          // Every fourth asks for a balance, which goes by other lanes.
          const isRead = number % 4 === 3;
          const answer = isRead
            ? await serving.ask(`/v1/accounts/${destination}/balance`, { headers: { Authorization: `Bearer ${apiKey}` } })
            : await post();
          took.push(performance.now() - begunMs);
          if (answer.status < 300) continue;
          const what = `${answer.status} ${(JSON.parse(answer.text) as { code?: string }).code ?? ""}`;
          failed[what] = (failed[what] ?? 0) + 1;
        }
      };
      const clients = Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
      try {
        await during();
      } finally {
        isOver = true;
        await clients;
      }
      took.sort((a, b) => a - b);
      return { answered: took.length, failed, p95Ms: took[Math.floor(took.length * 0.95)] ?? 0 };
    },
    async sessions() {
      const { rows } = await admin.query<{ login: string; n: number }>(
        "SELECT usename AS login, count(*)::int AS n FROM pg_stat_activity WHERE usename LIKE 'ledge_runtime%' GROUP BY 1",
      );
      return Object.fromEntries(rows.map(({ login, n }) => [login, n]));
    },
    async requireBooks() {
      const { rows } = await admin.query<{ n: string }>("SELECT count(*) AS n FROM ledger.transfers");
      if (Number(rows[0]?.n) !== moved) throw new Error(`${rows[0]?.n} transfers are booked, and ${moved} were answered`);
      const faults = await checkBooks(admin);
      if (faults.length > 0) throw new Error(JSON.stringify(faults));
    },
    async stop() {
      await serving.stop();
      await admin.end();
      await store.close();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
