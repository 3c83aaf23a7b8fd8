// A store of secrets as the Workers may meet it: each read gets any of the values that were published within the time that it is behind, and the store may be
// silent, fail or hold what is no credential. Cloudflare says nothing about its propagation (docs/runbooks/first-contact.md).
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { V4WorkerOptions } from "miniflare";
import { credentialText } from "@ledge/shared/runtime-credential";
import type { CredentialStore, Publication } from "@ledge/delivery/rotate/stores";

const WORKER = "secrets-store-of-a-test";
const SCRIPT = `import { WorkerEntrypoint } from "cloudflare:workers";
export class Secret extends WorkerEntrypoint {
  async get() {
    const answer = await fetch(this.env.STORE_URL);
    if (!answer.ok) throw new Error("the store fails");
    return await answer.text();
  }
}
export default {};`;

export type Mood = "good" | "silent" | "failing" | "damaged";

export class StaleStore implements CredentialStore {
  mood: Mood = "good";
  /** How long a reader may still get what was published before. */
  behindMs = 0;
  /** How many publications fail. */
  failures = 0;
  /** Changes what readers are shown, as a fault of the rotation would; what was written is read back as it was. */
  planted: (publication: Publication) => Publication = (publication) => publication;
  readonly #history: { readonly publication: Publication; readonly shown: Publication; readonly atMs: number }[] = [];
  readonly #server: Server = createServer((_, response) => this.#answer(response));
  readonly #draw: () => number;

  /** @param draw a number from 0 to 1. */
  constructor(draw: () => number) {
    this.#draw = draw;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  read = async (): Promise<Publication | null> => this.#history.at(-1)?.publication ?? null;

  async write(publication: Publication): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error("the store takes nothing");
    }
    this.#history.push({ publication, shown: this.planted(publication), atMs: Date.now() });
  }

  /** Every URL that was published. */
  urls = (): Set<string> => new Set(this.#history.flatMap(({ shown }) => shown.entries.map(({ url }) => url)));

  /** The Worker that stands for the store. */
  worker(): V4WorkerOptions {
    const { port } = this.#server.address() as AddressInfo;
    return {
      name: WORKER,
      compatibilityDate: "2026-11-01",
      modules: [{ type: "ESModule", path: "index.js", contents: SCRIPT }],
      bindings: { STORE_URL: `http://127.0.0.1:${port}` },
    };
  }

  /** Binds a Worker to it, in the place of the local store. */
  bindTo(options: V4WorkerOptions): V4WorkerOptions {
    const serviceBindings = { ...options.serviceBindings, RUNTIME_DATABASE: { name: WORKER, entrypoint: "Secret" } };
    return { ...options, secretsStoreSecrets: {}, serviceBindings };
  }

  #answer(response: ServerResponse): void {
    // A request without an answer is what a silent store is.
    if (this.mood === "silent") return;
    if (this.mood === "failing") return void response.writeHead(500).end();
    if (this.mood === "damaged") return void response.end("placeholder-set-the-value-outside-terraform");
    const since = Date.now() - this.behindMs;
    const first = this.#history.findLastIndex(({ atMs }) => atMs <= since);
    const inTime = this.#history.slice(Math.max(0, first));
    const { shown } = inTime[Math.floor(this.#draw() * inTime.length)] as { shown: Publication };
    response.end(credentialText({ generation: shown.generation, urls: shown.entries.map(({ url }) => url) }));
  }
}
