// A statement as a stream: pulled page by page, so that it needs the memory of one page, however long it is. It adds up the entries meanwhile and
// aborts the stream when they do not match the balances: a wrong statement must not look complete.
import type { StatementEntry, StatementHead } from "@ledge/shared/contracts/statement";
import { camt053Writer } from "./camt053.ts";
import { csvWriter } from "./csv.ts";
import { BalanceFold } from "./fold.ts";
import type { StatementFormat } from "./format.ts";
import { jsonWriter } from "./json.ts";
import type { StatementWriter } from "./writer.ts";

const WRITERS: Readonly<Record<StatementFormat, (head: StatementHead) => StatementWriter>> = {
  json: jsonWriter,
  csv: csvWriter,
  camt053: camt053Writer,
};

/** The first chunk is the opening and the first page, the last one the closing; between them each page is a chunk. */
export function renderStatement(
  format: StatementFormat,
  head: StatementHead,
  pages: AsyncIterable<readonly StatementEntry[]>,
): ReadableStream<Uint8Array> {
  const iterator = pages[Symbol.asyncIterator]();
  const chunks = texts(WRITERS[format](head), new BalanceFold(head), iterator);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await chunks.next().catch(async (reason: unknown) => {
          // The reader gets the first error, not that of the clean-up.
          await iterator.return?.().catch(() => undefined);
          throw reason;
        });
        if (chunk.done === true) controller.close();
        else controller.enqueue(encoder.encode(chunk.value));
      },
      // On the pages themselves: `chunks` may not have started, or may be waiting for a page, and would not pass the cancellation on.
      async cancel() {
        await iterator.return?.();
      },
    },
    // No buffering: a page is requested only when the reader waits for it.
    { highWaterMark: 0 },
  );
}

async function* texts(
  writer: StatementWriter,
  fold: BalanceFold,
  pages: AsyncIterator<readonly StatementEntry[]>,
): AsyncGenerator<string, undefined> {
  let text = await writer.opening();
  for (let page = await pages.next(); page.done !== true; page = await pages.next()) {
    for (const entry of page.value) fold.add(entry);
    text += writer.page(page.value);
    if (page.value.length === 0) continue;
    yield text;
    text = "";
  }
  fold.end();
  yield text + writer.closing();
}
