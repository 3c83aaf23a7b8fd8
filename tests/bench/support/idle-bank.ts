// A database whose login is rotated beside a bank that serves: the rotation does all its work, and no session of the bank notices. Sessions of its own are opened
// and closed as those of the bank would be.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { makeDatabase, newPasswords } from "@ledge/database/local/make-database";
import { startLocalPostgres } from "@ledge/database/postgres/local-postgres";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import type { CredentialStore, Publication } from "@ledge/delivery/rotate/stores";
import type pg from "pg";
import { connect } from "../../support/database.ts";

export interface IdleBank {
  readonly rotatorUrl: string;
  readonly store: CredentialStore;
  stop(): Promise<void>;
}

/** @param sessions how many are open at a time. */
export async function startIdleBank(sessions: number): Promise<IdleBank> {
  const folder = makeServerFolder("ledge-idle-");
  const cluster = await startLocalPostgres(join(folder, "postgres"));
  const database = await makeDatabase(cluster.adminUrl, { name: "ledge", passwords: newPasswords() });
  let published: Publication = { generation: 1, entries: [{ url: database.runtimeUrl, nonce: "" }] };
  let open: pg.Client[] = [];
  const reopen = async (): Promise<void> => {
    const before = open;
    open = await Promise.all(Array.from({ length: sessions }, () => connect(published.entries[0]?.url ?? "")));
    await Promise.all(before.map((client) => client.end()));
  };
  await reopen();
  return {
    rotatorUrl: database.rotatorUrl,
    store: {
      read: async () => published,
      async write(publication) {
        published = publication;
        if (publication.entries.length > 1) await reopen();
      },
    },
    async stop() {
      await Promise.all(open.map((client) => client.end()));
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
