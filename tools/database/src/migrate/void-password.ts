// The administrator of a cloud's database, whose password nobody keeps.
import { withClient } from "../postgres/connect.ts";

/** 244 random bits, of the server's strong source, in a statement that no log of top-level statements has in clear. */
const VOID = `
  DO $$
  BEGIN
    SET LOCAL password_encryption = 'scram-sha-256';
    EXECUTE format('ALTER ROLE %I PASSWORD %L', current_user, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
  END
  $$`;

/** Gives a login a password that nobody knows: what it had, and whoever was answered it, is let in no more. @param url of the login itself. */
export const voidPassword = (url: string): Promise<void> => withClient(url, async (client) => void (await client.query(VOID)));
