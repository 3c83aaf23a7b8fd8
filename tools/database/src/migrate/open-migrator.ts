// The migrator has no lasting password (decision 75): whoever migrates opens it for minutes as the rotator, with a password that never leaves this process, and
// closes it again. What a process leaves open that was killed, the clock closes.
import { newSecret } from "../new-secret.ts";
import { withClient } from "../postgres/connect.ts";

/** Long enough to log in; a migration that has begun goes on after it. */
const OPEN_MINUTES = 5;

/**
 * Calls `use` with the URL of the migrator, which takes log-ins until it returns, and for minutes at the most.
 *
 * @throws what `use` throws; the database's error when the rotator is refused.
 */
export async function withMigrator<T>(rotatorUrl: string, use: (migratorUrl: string) => Promise<T>): Promise<T> {
  const password = newSecret();
  const rotate = async (sql: string, ...values: unknown[]): Promise<unknown> =>
    await withClient(rotatorUrl, (client) => client.query(`SELECT rotation.${sql}`, values));
  await rotate("open_migrator($1, $2)", password, OPEN_MINUTES);
  const close = async (): Promise<unknown> => await rotate("revoke('ledge_migrator')");
  let result: T;
  try {
    result = await use(Object.assign(new URL(rotatorUrl), { username: "ledge_migrator", password }).toString());
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  await close();
  return result;
}
