// Which login a session is opened with. The secrets store may be slow, silent or behind: what was read last and was good serves on, and an older
// value never takes its place.
import { log } from "@ledge/shared/telemetry/log";
import { readCredential, type RuntimeCredential } from "@ledge/shared/runtime-credential";
import { Outage, sqlState } from "./failure.ts";
import { within } from "./within.ts";

/** The store answers within some milliseconds. A session that is opened while a request waits must not wait for it much longer. */
const STORE_MS = 1_000;

/** The binding of a secret, as core-service uses it. */
export interface Store {
  get(): Promise<string>;
}

export class Credential {
  readonly #store: Store;
  #newest: RuntimeCredential | null = null;
  /** The last URL by which a session was opened. */
  #opened: string | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Opens a session with the first login that the server takes: the one to use, then the one that served before, then the one that opened the last
   * session: a secret may be well formed and wrong. When one is refused, the secret is read once more: it may have been changed since. Nothing has been
   * done in a session that was refused, so trying again repeats no effect.
   *
   * @throws Outage when no credential was ever read.
   * @throws what `open` throws, when it is no refused login, or the last login was refused.
   */
  async open<Session>(open: (url: string) => Promise<Session>): Promise<Session> {
    const refused = new Set<string>();
    let urls = await this.#candidates();
    for (;;) {
      const url = urls.find((one) => !refused.has(one)) as string;
      try {
        const session = await open(url);
        this.#opened = url;
        return session;
      } catch (error) {
        if (!isRefusedLogin(error)) throw error;
        log({
          level: "error",
          service: "core",
          operation: "openSession",
          subject: new URL(url).username,
          sql_state: sqlState(error),
          error,
        });
        refused.add(url);
        if (refused.size === 1) urls = await this.#candidates();
        if (urls.every((one) => refused.has(one))) throw error;
      }
    }
  }

  async #candidates(): Promise<readonly string[]> {
    const published = await this.#read();
    return this.#opened === null ? published : [...published, this.#opened];
  }

  async #read(): Promise<readonly string[]> {
    try {
      const read = usable(readCredential(await within(STORE_MS, this.#store.get())));
      if (this.#newest === null || read.generation >= this.#newest.generation) this.#newest = read;
    } catch (error) {
      log({ level: "error", service: "core", operation: "readCredential", error });
    }
    if (this.#newest === null) throw new Outage("no credential of the database was read yet");
    return this.#newest.urls;
  }
}

/** SQLSTATE 28P01 (invalid_password, also of one that is no longer valid) and 28000 (PostgreSQL 18, appendix A: class 28). */
const isRefusedLogin = (error: unknown): boolean => sqlState(error)?.startsWith("28") === true;

/** @throws Outage when a URL is none to the driver: then what was read before serves on. */
function usable(credential: RuntimeCredential): RuntimeCredential {
  if (!credential.urls.every((url) => URL.canParse(url))) throw new Outage("the credential has a URL that is none");
  return credential;
}
