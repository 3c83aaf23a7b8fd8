// An export as a stream: it is read one page ahead of its reader, so that it needs the memory of two pages, however long it is. A page that cannot be
// read aborts the stream, and one that has become too long for the platform ends it: neither has the last line, so what was cut never looks complete.
import type { ExportedPage } from "@ledge/shared/contracts/exports";
import type { Item, LineWriter } from "./line-writers.ts";
import { positionOf } from "./position.ts";

/** A Worker may make 10,000 subrequests for one request, of which each page is one; the rest of a longer range is asked for after its last position. */
const MOST_PAGES = 9_000;

interface Source<Row extends Item, Piece> {
  readonly writer: LineWriter;
  readonly piece: Piece;
  /** How many lines came before it. */
  readonly counted: number;
  readonly read: (piece: Piece) => Promise<ExportedPage<Row, Piece>>;
  readonly mostPages?: number;
}

/** @throws what the first page throws: the request fails before its answer has begun. */
export async function exportStream<Row extends Item, Piece>({
  writer,
  piece,
  counted,
  read,
  mostPages = MOST_PAGES,
}: Source<Row, Piece>): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let [page, pages, count] = [await read(piece), 1, counted];
  let text = writer.head;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (const { place, item } of page.rows) text += writer.line(positionOf((count += 1), place), item);
        const { next } = page;
        if (next === null) text += writer.end(count);
        if (text !== "") controller.enqueue(encoder.encode(text));
        text = "";
        if (next === null || pages === mostPages) return controller.close();
        page = await read(next);
        pages += 1;
      },
    },
    // No buffering: what is ahead of the reader is one page, and not its text.
    { highWaterMark: 0 },
  );
}
