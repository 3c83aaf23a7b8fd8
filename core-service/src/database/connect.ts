// Opens a connection to Postgres from inside the runtime: in production over the driver's secure WebSocket to Neon, on loopback over plain
// TCP, because a local Postgres speaks no WebSocket. Plain TCP has no TLS, so it must never be used for any other host.
import { Client } from "@neondatabase/serverless";
import { drizzle, type NeonDatabase } from "drizzle-orm/neon-serverless";
import { setSession, startupOptions } from "./session-settings.ts";
import { isLoopback, TcpWebSocket } from "./tcp-web-socket.ts";

/** A healthy server accepts within tens of milliseconds, and a suspended Neon branch resumes within a second or two. */
const CONNECT_MS = 5_000;

/** What queries are written against. */
export type Database = NeonDatabase<Record<string, never>>;

export interface Connection {
  readonly database: Database;
  readonly client: Client;
}

/**
 * Connects to `url`; `onLost` is called once when the connection ends by itself.
 *
 * @param last a statement without parameters that the session begins with, after the product's settings.
 * @throws the driver's error when the server cannot be reached, or refuses the login or a setting.
 */
export async function connect(url: string, onLost: () => void, last = ""): Promise<Connection> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, options: startupOptions });
  if (isLoopback(new URL(url).hostname)) useTcp(client.neonConfig);
  client.on("error", onLost);
  client.on("end", onLost);
  await client.connect();
  // By a statement: a proxy in front of the server may let no start-up options through. Those here have only what ends a session before it can speak.
  await client.query(`${setSession()}; ${last}`);
  return { client, database: drizzle(client) };
}

/** Settings of one client, never of the module: a loopback connection must not loosen another one. */
function useTcp(config: Client["neonConfig"]): void {
  config.webSocketConstructor = TcpWebSocket as never;
  config.wsProxy = (host, port) => `socket/v1?address=${host}:${port}`;
  config.useSecureWebSocket = false;
  config.pipelineConnect = false;
}
