// A fingerprint of money and resources, cheap enough to take after every request. What moves by itself is not in it: the relay's places of
// events, and deliveries of webhooks on their way.
import type pg from "pg";
import { digestsOf } from "../refusals/books-digest.ts";

/** How to take fingerprints of a database, as its administrator: equal when nothing that a client can see was changed. */
export async function fingerprintsOf(admin: pg.ClientBase): Promise<() => Promise<string>> {
  const digest = await digestsOf(admin, "webhooks");
  const endpoints = "SELECT count(*) || ' ' || coalesce(sum(version), 0) AS endpoints FROM webhooks.endpoints";
  return async () => {
    const { books } = await digest();
    const { rows } = await admin.query({ name: "endpoints", text: endpoints });
    return JSON.stringify({ ...books, ...rows[0] });
  };
}
