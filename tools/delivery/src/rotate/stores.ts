// Where the runtime's credential is published: an account's secrets store, whose comment says which login it is, or the store of the Workers on this machine.
import type { RuntimeCredential } from "@ledge/shared/runtime-credential";
import { publishTo, readFrom } from "@ledge/dev/workerd/local-store";
import type { StoredCredential } from "../deploy/stored-credential.ts";
import { runtimeUrl } from "./passwords.ts";

/** A login as it is published. */
export interface Entry {
  readonly url: string;
  /** What its password was made of. */
  readonly nonce: string;
}

export interface Publication {
  readonly generation: number;
  /** The one to use, then the one that served before. */
  readonly entries: readonly Entry[];
}

export interface CredentialStore {
  /** Null: nothing is published. */
  read(): Promise<Publication | null>;
  write(publication: Publication): Promise<void>;
}

export const loginOf = ({ url }: Entry): string => new URL(url).username;

const credentialOf = ({ generation, entries }: Publication): RuntimeCredential => ({ generation, urls: entries.map(({ url }) => url) });

/** @param rotatorUrl of the database, by whose password those of the runtime's logins are made. */
export const accountStore = (secret: StoredCredential, rotatorUrl: string): CredentialStore => ({
  async read() {
    const published = await secret.published();
    if (published === null) return null;
    const { generation, logins } = published;
    return { generation, entries: logins.map(({ login, nonce }) => ({ nonce, url: runtimeUrl(rotatorUrl, login, nonce) })) };
  },
  write: (publication) =>
    secret.publish(
      credentialOf(publication),
      publication.entries.map(({ nonce }) => nonce),
    ),
});

/** @param folder of the Workers' state. */
export const localStore = (folder: string): CredentialStore => ({
  async read() {
    const { generation, urls } = await readFrom(folder);
    return { generation, entries: urls.map((url) => ({ url, nonce: "" })) };
  },
  write: (publication) => publishTo(folder, credentialOf(publication)),
});
