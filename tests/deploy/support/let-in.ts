// Who is let in to a database by something that looks like a password, wherever it was found.
import { connect } from "../../support/database.ts";

/** Passwords of this product have 32 characters at least; Neon's of its owner, 28. */
const LIKE_A_PASSWORD = /[A-Za-z0-9_-]{24,128}/g;

/** How many different texts that may be passwords are in these. */
export const candidatesIn = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => text.match(LIKE_A_PASSWORD) ?? []));

/** The candidates by which the login is let in. @param databaseUrl of the database, as anybody. */
export async function letIn(databaseUrl: string, login: string, candidates: Iterable<string>): Promise<readonly string[]> {
  const accepted: string[] = [];
  for (const password of candidates) {
    const url = Object.assign(new URL(databaseUrl), { username: login, password }).toString();
    const client = await connect(url).catch((error: unknown) => {
      if (!(error as { code?: string }).code?.startsWith("28")) throw error;
      return null;
    });
    if (client === null) continue;
    await client.end();
    accepted.push(password);
  }
  return accepted;
}
