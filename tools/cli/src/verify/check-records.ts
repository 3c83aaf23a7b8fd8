// Each record of an export against the leaf that the tree has at its index, in order and without a gap.
import { isSameBytes } from "@ledge/shared/transparency/encoding";
import { TILE_WIDTH, tileWidth } from "@ledge/shared/transparency/tiles";
import { type ExportedRecord, readExport } from "./export-records.ts";
import { Finding } from "./finding.ts";
import type { Postings } from "./postings.ts";
import type { LogFiles } from "./tile-files.ts";
import type { VerifiedTree } from "./verified-tree.ts";

/** Tiles that are asked for before they are needed: some hundred kilobytes, and enough for a server that is far away. */
const AHEAD = 8;

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** @returns how many records there were. @throws {Finding} for the first that is not the tree's. */
export async function checkRecords(
  exports: readonly string[],
  { from, to }: Range,
  tree: VerifiedTree,
  files: LogFiles,
  postings: Postings | null,
): Promise<number> {
  let due = from;
  let bundle: readonly Uint8Array[] = [];
  for await (const one of readExport(exports)) {
    if (one.index !== due) throw new Finding(`${one.place}: index ${one.index} comes where ${due} is due`);
    if (due >= to) throw new Finding(`${one.place}: record ${one.record.id} at index ${due} is beyond the ${to} that the tree or --to has`);
    const tile = Math.floor(due / TILE_WIDTH);
    if (due === from || due % TILE_WIDTH === 0) {
      expectTiles(tile, tree.size, files);
      bundle = await tree.entries(tile);
    }
    if (!isSameBytes(one.entry, bundle[due % TILE_WIDTH] as Uint8Array)) throw recordFinding(one, tile * TILE_WIDTH, bundle);
    postings?.cover(one.record, one.place);
    due += 1;
  }
  if (due !== to) throw new Finding(`${exports.at(-1)} ends before index ${due}: ${to - due} records up to index ${to - 1} are missing`);
  return due - from;
}

function expectTiles(from: number, size: number, files: LogFiles): void {
  for (let index = from; index < from + AHEAD && tileWidth(0, index, size) > 0; index += 1) {
    const width = tileWidth(0, index, size);
    files.expect({ level: "entries", index, width });
    // Partial tiles of hashes are in memory already.
    if (width === TILE_WIDTH) files.expect({ level: 0, index, width });
  }
}

/** If the record is another one's of the same bundle, the finding says whose: then records were moved, left out or put in between. */
function recordFinding({ place, index, record, entry }: ExportedRecord, first: number, bundle: readonly Uint8Array[]): Finding {
  const other = bundle.findIndex((one) => isSameBytes(one, entry));
  const why = other === -1 ? "it or its salt was changed, or it was put in" : `it is the one of index ${first + other}`;
  return new Finding(`${place}: record ${record.id} is not the one that the tree has at index ${index}: ${why}`);
}
