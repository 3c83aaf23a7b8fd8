// The log's sealer without its runtime: real SQLite for what it remembers, a bucket and a core-service in memory, and crashes wherever it waits for one of
// them. What was crashed goes on with what was stored, and nothing else.
import { setTimeout as delay } from "node:timers/promises";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { Edge } from "@ledge/shared/transparency/append";
import { fromUtf8, toBase64, toUtf8 } from "@ledge/shared/transparency/encoding";
import { parseCheckpoint } from "@ledge/shared/transparency/checkpoint";
import { tilePath } from "@ledge/shared/transparency/tiles";
import { parseNote } from "@ledge/shared/transparency/note";
import { type LogKey, logKeyOf } from "../../../workers/audit/src/log/keys.ts";
import { filesIn, type LogFiles } from "../../../workers/audit/src/log/log-files.ts";
import { seal, type SealPorts, type Sealed } from "../../../workers/audit/src/log/seal.ts";
import { SealState } from "../../../workers/audit/src/log/seal-state.ts";
import type { Quorum } from "../../../workers/audit/src/log/witnesses.ts";
import { sampleKey } from "./sample-keys.ts";

/** What a fast witness needs, of those that compute their signature beside the test. */
const GRACE_MS = 50;
export const ORIGIN = "log.example";
/** When each of its records was recorded. */
export const RECORDED_MS = 1_795_999_990_000;

/** Ends the sealer's process, before or after what it waits for has its effect. */
export class Crash extends Error {
  override readonly name = "Crash";
}

/** Called wherever the sealer waits: with what it waits for, before the effect and after it. */
type Interrupt = (what: string, when: "before" | "after") => void;

export interface SealFixture {
  readonly files: Map<string, Uint8Array>;
  /** Texts that the key has signed, in order. */
  readonly signed: string[];
  /** Sizes of checkpoints as they were published, in order. */
  readonly published: number[];
  readonly state: SealState;
  key: LogKey;
  entries: readonly Uint8Array[];
  interrupt: Interrupt;
  quorum: Quorum;
  send: SealPorts["send"];
  /** Plants a bug. */
  adapt: (ports: SealPorts) => SealPorts;
  /** One step of a sealer that remembers nothing but what is stored. */
  step(edge?: Edge | null, most?: number): Promise<Sealed>;
  /** Steps until all is published, with a crash being a restart. @throws what is no crash. */
  finish(most?: number): Promise<void>;
  /** The state is as new. */
  forget(): void;
}

export const entriesOf = (count: number, history = "entry"): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => toUtf8(`${history} ${index}`));

export async function sealFixture(count: number): Promise<SealFixture> {
  const key = await logKeyOf(ORIGIN, (await sampleKey(ORIGIN, "ed25519", 7)).secret);
  let storage = sqlStorage(new DatabaseSync(":memory:"), () => fixture.interrupt);
  const bucket = memoryBucket(() => fixture);
  const fixture: SealFixture = {
    files: new Map(),
    signed: [],
    published: [],
    key,
    get state() {
      return new SealState(storage);
    },
    entries: entriesOf(count),
    interrupt: () => undefined,
    quorum: { witnesses: [], needed: 0 },
    send: () => Promise.reject(new Error("no witness")),
    adapt: (ports) => ports,
    async step(edge = null, most = Infinity) {
      return await seal(
        fixture.adapt({
          origin: ORIGIN,
          key: {
            ...fixture.key,
            sign: (text) => {
              fixture.signed.push(text);
              return around(
                "sign",
                () => fixture.interrupt,
                () => fixture.key.sign(text),
              );
            },
          },
          state: new SealState(storage),
          files: filesIn(bucket),
          quorum: fixture.quorum,
          send: (url, init) =>
            around(
              "witness",
              () => fixture.interrupt,
              () => fixture.send(url, init),
            ),
          pause: async () => await delay(GRACE_MS),
          readLeaves: async (from, limit) =>
            await around(
              "core",
              () => fixture.interrupt,
              async () => {
                const { entries } = fixture;
                return {
                  size: entries.length,
                  previous: from === 0 || from > entries.length ? null : toBase64(entries[from - 1] as Uint8Array),
                  entries: entries.slice(from, from + Math.min(limit, most)).map(toBase64),
                  recordedMs: entries.length > from ? { first: RECORDED_MS, last: RECORDED_MS } : null,
                };
              },
            ),
          nowMs: () => 1_796_000_000_000,
        }),
        edge,
      );
    },
    async finish(most) {
      for (let turn = 0; turn < 1_000; turn += 1) {
        try {
          const { hasMore, isPublished } = await fixture.step(null, most);
          if (!hasMore && isPublished) return;
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
        }
      }
      throw new Error("it never ends");
    },
    forget() {
      storage = sqlStorage(new DatabaseSync(":memory:"), () => fixture.interrupt);
    },
  };
  return fixture;
}

async function around<T>(what: string, interrupt: () => Interrupt, effect: () => Promise<T>): Promise<T> {
  interrupt()(what, "before");
  const result = await effect();
  interrupt()(what, "after");
  return result;
}

type Storage = ConstructorParameters<typeof SealState>[0];

/** What a Durable Object's storage does of SQL, on Node's SQLite. */
function sqlStorage(database: DatabaseSync, interrupt: () => Interrupt): Storage {
  const exec = (query: string, ...values: SQLInputValue[]) => {
    if (query.includes(";")) {
      database.exec(query);
      return { toArray: () => [], one: () => null };
    }
    const rows = database.prepare(query).all(...values);
    return { toArray: () => rows, one: () => rows[0] };
  };
  return { sql: { exec }, sync: () => around("storage", interrupt, async () => undefined) } as unknown as Storage;
}

/** R2's get, and put with its conditions. */
function memoryBucket(fixture: () => SealFixture): Parameters<typeof filesIn>[0] {
  const etagOf = (bytes: Uint8Array): string => toBase64(bytes).slice(-64);
  return {
    get: (path: string) =>
      around(
        "get",
        () => fixture().interrupt,
        async () => {
          const bytes = fixture().files.get(path);
          return bytes === undefined ? null : { etag: etagOf(bytes), arrayBuffer: async () => Uint8Array.from(bytes).buffer };
        },
      ),
    put: (path: string, bytes: Uint8Array, { onlyIf }: { onlyIf: { etagMatches?: string; etagDoesNotMatch?: string } }) =>
      around(
        path === "checkpoint" ? "put checkpoint" : "put tile",
        () => fixture().interrupt,
        async () => {
          const there = fixture().files.get(path);
          if (onlyIf.etagDoesNotMatch === "*" && there !== undefined) return null;
          if (onlyIf.etagMatches !== undefined && (there === undefined || etagOf(there) !== onlyIf.etagMatches)) return null;
          fixture().files.set(path, bytes);
          if (path === "checkpoint") fixture().published.push(sizeOf(bytes));
          return { size: bytes.length };
        },
      ),
  } as unknown as Parameters<typeof filesIn>[0];
}

/** The size that a checkpoint states. */
export const sizeOf = (checkpoint: Uint8Array | string): number =>
  parseCheckpoint(typeof checkpoint === "string" ? checkpoint : (parseNote(checkpoint)?.text ?? ""))?.size ?? -1;

/** What the log has published last, as text. */
export const checkpointOf = ({ files }: SealFixture): string => fromUtf8(files.get("checkpoint") ?? new Uint8Array()) ?? "";

/** The files of a log, as who proves reads them. */
export const filesOf = ({ files }: SealFixture): Pick<LogFiles, "readCheckpoint" | "readTile"> => ({
  async readCheckpoint() {
    const bytes = files.get("checkpoint");
    return bytes === undefined ? null : { bytes, etag: "" };
  },
  async readTile(tile) {
    const bytes = files.get(tilePath(tile));
    if (bytes === undefined) throw new Error(`no ${tilePath(tile)}`);
    return bytes;
  },
});
