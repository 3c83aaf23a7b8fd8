// Rotations of the runtime's login beside the other faults. One that a fault cuts short is run again, as its workflow would be, until it is done.
import { setTimeout as delay } from "node:timers/promises";
import { logIn } from "@ledge/database/rotation/rotator";
import { rotate } from "@ledge/delivery/rotate/rotate";
import { type CredentialStore, localStore, type Publication } from "@ledge/delivery/rotate/stores";
import { publishTo } from "@ledge/dev/workerd/local-store";
import type { Violation } from "./judge-effects.ts";

/** Sessions are replaced at this age, at the latest: the lanes of a stale runtime hear of no rotation. */
export const SESSION_AGE_MS = 5_000;
/** The oldest session, and the longest task of a lane. */
const DRAIN_MS = 1.2 * SESSION_AGE_MS + 10_000;
const AGAIN_MS = 1_000;
/** After the faults nothing cuts a rotation short any more. */
const LAST_MS = 90_000;
const ROTATES = "rotations: each ends, and the password before is refused";

export interface Place {
  /** Through the wire, as the main runtime connects. */
  readonly rotatorUrl: string;
  readonly adminUrl: string;
  /** Of the main runtime's state. */
  readonly folder: string;
  /** Of the second runtime's, which has a store of its own and connects without the wire. */
  readonly staleFolder: string;
  /** @throws when the platform does not serve. */
  readonly smoke: () => Promise<void>;
}

/** Publishes a login to a runtime that has not started yet. */
export const publishFirst = (folder: string, url: string): Promise<void> => publishTo(folder, { generation: 1, urls: [url] });

export class Rotations {
  readonly #place: Place;
  /** Every URL that was published through the wire, and not revoked by a rotation that ended. */
  readonly #published = new Set<string>();
  #underWay: Promise<void> | null = null;
  #isLast = false;
  #done = 0;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Begins one, unless one is under way. Whether it has. */
  begin(): boolean {
    if (this.#underWay !== null) return false;
    this.#underWay = this.#untilDone().finally(() => {
      this.#underWay = null;
    });
    return true;
  }

  /** Waits for the one that is under way, and judges. Everything must be running. */
  async check(): Promise<{ readonly law: string; readonly of: string; readonly violations: readonly Violation[] }> {
    this.#isLast = true;
    const violations: Violation[] = [];
    const found = (what: string): void => void violations.push({ law: ROTATES, what });
    await (this.#underWay ?? Promise.resolve()).catch((error: unknown) => found(`one does not end: ${(error as Error).message}`));
    const serving = (await localStore(this.#place.folder).read())?.entries[0]?.url ?? "";
    this.#published.delete(serving);
    for (const url of this.#published) {
      await logIn(url).then(
        () => found(`an earlier password of ${new URL(url).username} is accepted`),
        () => undefined,
      );
    }
    return { law: ROTATES, of: `${this.#done} rotations`, violations };
  }

  async #untilDone(): Promise<void> {
    for (let lastMs = Infinity; ; await delay(AGAIN_MS)) {
      try {
        await this.#rotateOnce();
        this.#done += 1;
        return;
      } catch (error) {
        if (this.#isLast && lastMs === Infinity) lastMs = Date.now() + LAST_MS;
        if (Date.now() > lastMs) throw error;
      }
    }
  }

  #rotateOnce(): Promise<void> {
    const { rotatorUrl, smoke } = this.#place;
    return rotate({
      ...{ rotatorUrl, smoke, store: this.#store(), isLeak: false, drainMs: DRAIN_MS, settleMs: 0 },
      wait: async (ms) => void (await delay(ms)),
      nowMs: Date.now,
      onStep: () => undefined,
      // A fault leaves sessions that are ended for their age.
      alert: () => undefined,
    });
  }

  /** Both runtimes' stores as one. What is published to one alone would be a store that never catches up, which no account has. */
  #store(): CredentialStore {
    const { folder, staleFolder, adminUrl } = this.#place;
    const main = localStore(folder);
    const stale = localStore(staleFolder);
    return {
      read: main.read,
      write: async (publication) => {
        for (const { url } of publication.entries) this.#published.add(url);
        await main.write(publication);
        await untilWritten(() => stale.write(withoutTheWire(publication, adminUrl)));
      },
    };
  }
}

async function untilWritten(write: () => Promise<void>): Promise<void> {
  for (let left = 20; ; left -= 1) {
    try {
      return await write();
    } catch (error) {
      if (left === 0) throw error;
      await delay(AGAIN_MS / 10);
    }
  }
}

const withoutTheWire = ({ generation, entries }: Publication, adminUrl: string): Publication => ({
  generation,
  entries: entries.map(({ url, nonce }) => ({ nonce, url: Object.assign(new URL(url), { host: new URL(adminUrl).host }).toString() })),
});
