// The account's secrets store, which keeps the runtime's login apart from every version of a Worker. No value can be read from it: what is published is
// said by its comment, without what is secret.
import { z } from "zod";
import { credentialText, type RuntimeCredential } from "@ledge/shared/runtime-credential";

const Secret = z.object({ id: z.string(), name: z.string(), comment: z.string().nullish() });
const PER_PAGE = 100;

/** A login and what its password was made of, beside the secret key of whoever makes passwords (rotate/passwords.ts). */
interface PublishedLogin {
  readonly login: string;
  readonly nonce: string;
}

/** What the published credential is, without its passwords. */
export interface Published {
  readonly generation: number;
  /** The one to use, then the one that served before. */
  readonly logins: readonly PublishedLogin[];
}

const COMMENT = /^generation (\d+): ((?:\w+@\w+)(?:, \w+@\w+)?)$/;

const commentOf = ({ generation, logins }: Published): string =>
  `generation ${generation}: ${logins.map(({ login, nonce }) => `${login}@${nonce}`).join(", ")}`;

/** Null: the comment is no publication's, as that of a new slot. */
function publishedIn(comment: string): Published | null {
  const [, generation, logins] = COMMENT.exec(comment) ?? [];
  if (generation === undefined || logins === undefined) return null;
  const read = logins.split(", ").map((one) => one.split("@") as [string, string]);
  return { generation: Number(generation), logins: read.map(([login, nonce]) => ({ login, nonce })) };
}

/** Where a secret is: in a store of the account, by its name there. */
export interface SecretPlace {
  readonly store_id: string;
  readonly secret_name: string;
}

/** A call of the account's API, by a path below the account. */
type AccountCall = (method: string, path: string, body?: unknown) => Promise<unknown>;

export class StoredCredential {
  readonly #call: AccountCall;
  readonly #place: SecretPlace;
  readonly #secrets: string;

  constructor(call: AccountCall, place: SecretPlace) {
    this.#call = call;
    this.#place = place;
    this.#secrets = `/secrets_store/stores/${place.store_id}/secrets`;
  }

  /** What is published; null: nothing is. */
  async published(): Promise<Published | null> {
    return publishedIn((await this.#find())?.comment ?? "");
  }

  /** Publishes a credential, with what it is as its comment, in one call. */
  async publish({ generation, urls }: RuntimeCredential, nonces: readonly string[]): Promise<void> {
    const value = credentialText({ generation, urls });
    const logins = urls.map((url, at) => ({ login: new URL(url).username, nonce: nonces[at] as string }));
    const comment = commentOf({ generation, logins });
    const found = await this.#find();
    const { secret_name: name } = this.#place;
    if (found === null) await this.#call("POST", this.#secrets, [{ name, value, comment, scopes: ["workers"] }]);
    else await this.#call("PATCH", `${this.#secrets}/${found.id}`, { value, comment });
  }

  async remove(): Promise<void> {
    const found = await this.#find();
    if (found !== null) await this.#call("DELETE", `${this.#secrets}/${found.id}`);
  }

  async #find(): Promise<z.infer<typeof Secret> | null> {
    const schema = z.object({ result: z.array(Secret) });
    const { result } = schema.parse(await this.#call("GET", `${this.#secrets}?per_page=${PER_PAGE}&search=${this.#place.secret_name}`));
    return result.find(({ name }) => name === this.#place.secret_name) ?? null;
  }
}
