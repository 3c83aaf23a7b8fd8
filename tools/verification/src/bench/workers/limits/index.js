// The limits that Ledge is compared with: requests that do nothing, that write one row in a Durable Object, and that also make one round trip
// to Postgres over the core's own connection. Each does as little as this runtime allows.
import { DurableObject } from "cloudflare:workers";
// The limits use the product's own driver and settings; nothing of the product may import the benchmark.
import { connect } from "../../../../../../core-service/src/database/connect.ts";

/** As many Durable Objects as the gateway has idempotency gates. */
const STORES = 64;
let next = 0;

const store = (env) => env.STORES.get(env.STORES.idFromName(`store-${(next = (next + 1) % STORES)}`));
const lane = (env) => env.STORES.get(env.STORES.idFromName("lane"));

const answers = {
  "/nothing": () => "{}",
  // For what takes a body: any Worker has to read it and to parse it.
  "/parse": async (request) => {
    const text = await request.text();
    if (text !== "") JSON.parse(text);
    return "{}";
  },
  "/write": (_, env) => store(env).write(crypto.randomUUID()),
  "/write-and-select": async (_, env) => {
    await store(env).write(crypto.randomUUID());
    return await lane(env).query("SELECT 1");
  },
  "/write-and-insert": async (_, env) => {
    await store(env).write(crypto.randomUUID());
    return await lane(env).query("INSERT INTO bench.rows (note) VALUES ('a row')");
  },
};

export default {
  async fetch(request, env) {
    const answer = answers[new URL(request.url).pathname];
    return new Response(await answer(request, env), { headers: { "Content-Type": "application/json" } });
  },
};

export class Store extends DurableObject {
  #connection = null;

  constructor(context, env) {
    super(context, env);
    context.storage.sql.exec("CREATE TABLE IF NOT EXISTS rows (id TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
  }

  write(id) {
    this.ctx.storage.sql.exec("INSERT INTO rows (id, value) VALUES (?, ?)", id, "a value");
    return "{}";
  }

  async query(sql) {
    this.#connection ??= connect(this.env.DATABASE_URL, () => (this.#connection = null));
    const { client } = await this.#connection;
    await client.query(sql);
    return "{}";
  }
}
