// The export as a stream of lines: records are read a page at a time, when the reader waits for it, so that it needs the memory of one page. A page that
// cannot be read aborts the stream: what was cut must not look complete.
import type { LoggedRecord, LogPiece } from "@ledge/shared/contracts/audit";

export const NDJSON = "application/x-ndjson";
/** Some 500 bytes each. */
const PAGE = 1_000;

type ReadPage = (piece: LogPiece, most: number) => Promise<readonly LoggedRecord[]>;

/** @throws what the first page throws: the request fails before its answer has begun. */
export async function exportedLines(piece: LogPiece, read: ReadPage): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let page = await read(piece, PAGE);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const last = page.at(-1);
        if (last === undefined) return void controller.close();
        controller.enqueue(encoder.encode(page.map((record) => `${JSON.stringify(record)}\n`).join("")));
        const from = last.index + 1;
        page = from < piece.to ? await read({ from, to: piece.to }, PAGE) : [];
      },
    },
    // No buffering: a page is read only when the reader waits for it.
    { highWaterMark: 0 },
  );
}
