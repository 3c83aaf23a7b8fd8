// Reads files of a log from a folder or a server. Nothing that is read here is believed: it is verified by who asked. Files that will be needed soon
// are asked for ahead, a few at a time, so that a distant server does not decide how long it takes.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { MOST_NOTE_BYTES } from "@ledge/shared/transparency/note";
import { type Tile, TILE_WIDTH, tilePath } from "@ledge/shared/transparency/tiles";
import { HASH_BYTES } from "@ledge/shared/transparency/tree";
import { Finding, NoResult } from "./finding.ts";
import { getFile } from "./get-file.ts";

/** An entry of Ledge has 33 bytes and two of length; others may be longer. */
const MOST_ENTRY_BYTES = 1_024;
const TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;
const PAUSE_MS = 1_000;
const [OK, NOT_FOUND, GONE] = [200, 404, 410];

/** The bytes of a file; null: there is none. */
type ReadFile = (path: string, mostBytes: number) => Promise<Uint8Array | null>;

export interface LogFiles {
  /** @throws {Finding} when the log has none. */
  checkpoint(): Promise<Uint8Array>;
  /** The bytes of a tile, as many as it must have. @throws {Finding} when there is none, or another number of bytes. */
  tile(tile: Tile): Promise<Uint8Array>;
  /** Asks for a tile that will be needed. */
  expect(tile: Tile): void;
}

export const isUrl = (where: string): boolean => /^https?:\/\//.test(where);

/** @param where a folder, or a URL. */
export function openLogFiles(where: string): LogFiles {
  const read = isUrl(where) ? fromServer(where) : fromFolder(where);
  const expected = new Map<string, Promise<Uint8Array>>();
  const readTile = async (tile: Tile): Promise<Uint8Array> => {
    const mostBytes = TILE_WIDTH * (tile.level === "entries" ? MOST_ENTRY_BYTES : HASH_BYTES);
    const bytes = (await read(tilePath(tile), mostBytes)) ?? (await ofFullTile(tile, (full) => read(tilePath(full), mostBytes)));
    if (bytes === null) throw new Finding(`${tilePath(tile)} is missing`);
    const length = tile.level === "entries" ? bytes.length : tile.width * HASH_BYTES;
    if (bytes.length !== length) throw new Finding(`${tilePath(tile)} has ${bytes.length} bytes, not ${length}`);
    return bytes;
  };
  return {
    async checkpoint() {
      const bytes = await read("checkpoint", MOST_NOTE_BYTES);
      if (bytes === null) throw new Finding(`${where} has no checkpoint`);
      return bytes;
    },
    async tile(tile) {
      const path = tilePath(tile);
      const ahead = expected.get(path);
      expected.delete(path);
      return await (ahead ?? readTile(tile));
    },
    expect(tile) {
      const path = tilePath(tile);
      if (expected.has(path)) return;
      const reading = readTile(tile);
      // A failure is thrown to who asks for the tile.
      reading.catch(() => undefined);
      expected.set(path, reading);
    },
  };
}

/** A partial tile may have been deleted when the full one came (tlog-tiles, Partial Tiles). Of entries the full bundle is cut by who reads it. */
async function ofFullTile(tile: Tile, read: (full: Tile) => Promise<Uint8Array | null>): Promise<Uint8Array | null> {
  if (tile.width === TILE_WIDTH) return null;
  const full = await read({ ...tile, width: TILE_WIDTH });
  return tile.level === "entries" ? full : (full?.subarray(0, tile.width * HASH_BYTES) ?? null);
}

const fromFolder =
  (folder: string): ReadFile =>
  async (path) => {
    try {
      return await readFile(join(folder, path));
    } catch (error) {
      if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
      throw new NoResult(`cannot read ${join(folder, path)}: ${(error as Error).message}`);
    }
  };

function fromServer(prefix: string): ReadFile {
  const base = prefix.replace(/\/+$/, "");
  return (path, mostBytes) => readUrl(`${base}/${path}`, mostBytes);
}

/** The bytes at a URL; null: there are none. @throws {NoResult} when there is no answer; {Finding} for more than `mostBytes`. */
export async function readUrl(url: string, mostBytes: number): Promise<Uint8Array | null> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await ask(url, mostBytes);
    if (!(outcome instanceof NoResult)) return outcome;
    if (attempt === ATTEMPTS) throw outcome;
    await delay(PAUSE_MS * attempt);
  }
}

async function ask(url: string, mostBytes: number): Promise<Uint8Array | null | NoResult> {
  try {
    const { status, body } = await getFile(url, TIMEOUT_MS);
    if (status === OK) return await bytesOf(body, url, mostBytes);
    body.destroy();
    return status === NOT_FOUND || status === GONE ? null : new NoResult(`${url} answered ${status}`);
  } catch (error) {
    if (error instanceof Finding) throw error;
    return new NoResult(`cannot read ${url}: ${(error as Error).message}`);
  }
}

async function bytesOf(body: Readable, url: string, mostBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > mostBytes) throw new Finding(`${url} has more than ${mostBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
