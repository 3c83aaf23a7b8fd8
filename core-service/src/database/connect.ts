// Opens a connection to Postgres from inside the runtime: in production over the driver's secure WebSocket to Neon, on loopback over plain
// TCP, because a local Postgres speaks no WebSocket. Plain TCP has no TLS, so it must never be used for any other host.
import { Client } from "@neondatabase/serverless";
import { drizzle, type NeonDatabase } from "drizzle-orm/neon-serverless";
import { Outage } from "./failure.ts";
import { setSession, startupOptions } from "./session-settings.ts";
import { isLoopback, TcpWebSocket } from "./tcp-web-socket.ts";
import { within } from "./within.ts";

/** A healthy server accepts within tens of milliseconds, and a suspended Neon branch resumes within a second or two. */
const CONNECT_MS = 5_000;

/** What queries are written against. */
export type Database = NeonDatabase<Record<string, never>>;

export interface Connection {
  readonly database: Database;
  readonly client: Client;
}

/**
 * Connects to `url`; `onLost` is called when the connection ends by itself. Not while it is being opened: that one fails, and another login may be tried.
 *
 * @param last a statement without parameters that the session begins with, after the product's settings.
 * @throws the driver's error when the server cannot be reached, or refuses the login or a setting.
 */
export async function connect(url: string, onLost: () => void, last = ""): Promise<Connection> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, options: startupOptions });
  if (isLoopback(new URL(url).hostname)) useTcp(client.neonConfig);
  let [isOpen, isLost] = [false, false];
  const lost = (): void => {
    isLost = true;
    if (isOpen) onLost();
  };
  client.on("error", lost);
  client.on("end", lost);
  try {
    // The driver's limit ends where the session begins.
    await within(CONNECT_MS, begin(client, last));
    if (isLost) throw new Outage("the connection was lost while it opened");
    isOpen = true;
  } catch (error) {
    void client.end().catch(() => undefined);
    throw error;
  }
  return { client, database: drizzle(client) };
}

async function begin(client: Client, last: string): Promise<void> {
  await client.connect();
  // By a statement: a proxy in front of the server may let no start-up options through. Those here have only what ends a session before it can speak.
  await client.query(`${setSession()}; ${last}`);
}

/** Settings of one client, never of the module: a loopback connection must not loosen another one. */
function useTcp(config: Client["neonConfig"]): void {
  config.webSocketConstructor = TcpWebSocket as never;
  config.wsProxy = (host, port) => `socket/v1?address=${host}:${port}`;
  config.useSecureWebSocket = false;
  config.pipelineConnect = false;
}
