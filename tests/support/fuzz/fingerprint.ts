// A fingerprint of money and resources, cheap enough to take after every request. It leaves out what changes without a request: positions of events
// and deliveries of webhooks.
import type pg from "pg";
import { digestsOf } from "../refusals/books-digest.ts";

/** Takes fingerprints of a database, as its administrator. Two are equal when nothing that a client can see has changed. */
export async function fingerprintsOf(admin: pg.ClientBase): Promise<() => Promise<string>> {
  const digest = await digestsOf(admin, "webhooks");
  const endpoints = "SELECT count(*) || ' ' || coalesce(sum(version), 0) AS endpoints FROM webhooks.endpoints";
  return async () => {
    const { books } = await digest();
    const { rows } = await admin.query({ name: "endpoints", text: endpoints });
    return JSON.stringify({ ...books, ...rows[0] });
  };
}
