// Opens a connection to Postgres from inside the runtime. In production over the driver's secure WebSocket to Neon; on
// loopback over plain TCP, because a local Postgres speaks no WebSocket. The plain way has no TLS, so it exists for loopback only.
import { Client } from "@neondatabase/serverless";
import { drizzle, type NeonDatabase } from "drizzle-orm/neon-serverless";
import { setSession } from "./session-settings.ts";
import { isLoopback, TcpWebSocket } from "./tcp-web-socket.ts";

/** A healthy server accepts within tens of milliseconds, a suspended Neon branch wakes within a second or two. */
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
 * @throws the driver's error when the server cannot be reached, or refuses the login or a setting.
 */
export async function connect(url: string, onLost: () => void): Promise<Connection> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  if (isLoopback(new URL(url).hostname)) useTcp(client.neonConfig);
  client.on("error", onLost);
  client.on("end", onLost);
  await client.connect();
  // By a statement, because a proxy before the server may take no options when it is connected to.
  await client.query(setSession());
  return { client, database: drizzle(client) };
}

/** Settings of one client, never of the module: a loopback connection must not loosen another one. */
function useTcp(config: Client["neonConfig"]): void {
  config.webSocketConstructor = TcpWebSocket as never;
  config.wsProxy = (host, port) => `socket/v1?address=${host}:${port}`;
  config.useSecureWebSocket = false;
  config.pipelineConnect = false;
}
