// The contract of the platform's own credentials: no operation shows or changes them, their changes are events.
import { z } from "zod";
import { instant } from "../instants.ts";
import { id } from "../schema.ts";

/** What was done to a login of the database, as rotation.sql says it. */
const change = z.enum(["password_set", "published", "revoked", "sessions_ended", "opened", "closed"]).meta({
  id: "CredentialChange",
  description:
    "password_set: it has a new password; published: it is the one to use from now on; revoked: nobody knows its password; sessions_ended: what used it was cut off; opened, closed: the login of releases, for minutes",
  example: "password_set",
});

/** A login of the database; never its password. */
export const credential = z
  .strictObject({
    id: id("credential"),
    login: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,62}$/)
      .meta({ description: "Its name", example: "ledge_runtime_b" }),
    change,
    valid_until: instant.nullable().meta({ description: "Of one that was opened: until when it may log in", example: null }),
    changed_at: instant.meta({ example: "2026-11-23T10:00:00.000Z" }),
  })
  .meta({ id: "Credential", description: "A login of the database, after a change of its password" });
export type Credential = z.infer<typeof credential>;
