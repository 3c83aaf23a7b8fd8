// A runtime that hears of no change of a credential, as when every event of it is late.
import type pg from "pg";

/** Does something while the runtime hears of no change of a credential. */
export async function withoutNotes<T>(admin: pg.Client, use: () => Promise<T>): Promise<T> {
  await admin.query("ALTER FUNCTION rotation.note(text, text, timestamptz) RENAME TO unheard");
  await admin.query("CREATE FUNCTION rotation.note(login text, what text, valid_until timestamptz) RETURNS void LANGUAGE sql AS ''");
  await admin.query("GRANT EXECUTE ON FUNCTION rotation.note(text, text, timestamptz) TO ledge_rotation");
  try {
    return await use();
  } finally {
    await admin.query("DROP FUNCTION rotation.note(text, text, timestamptz)");
    await admin.query("ALTER FUNCTION rotation.unheard(text, text, timestamptz) RENAME TO note");
  }
}
