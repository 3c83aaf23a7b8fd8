// Lines of files, one after the other, with their file and number: a line is all that is in memory.
import { createReadStream } from "node:fs";
import { BadArguments } from "@ledge/command/command-line";
import { fromUtf8 } from "@ledge/shared/transparency/encoding";
import { Finding } from "./finding.ts";

/** A page of 100 transactions with 100 legs each is below. */
const MOST_LINE_BYTES = 16_777_216;
const LINE_FEED = 0x0a;
const CHUNK_BYTES = 262_144;

export interface Line {
  readonly text: string;
  /** `line 5 of export.ndjson` */
  readonly place: string;
}

/** Empty lines are left out. @throws {Finding} for a line that is too long or no UTF-8; {BadArguments} for a file that cannot be read. */
export async function* readLines(files: readonly string[]): AsyncGenerator<Line> {
  for (const file of files) {
    let number = 0;
    for await (const bytes of linesOf(file)) {
      number += 1;
      const place = `line ${number} of ${file}`;
      const text = bytes === null ? null : fromUtf8(bytes);
      if (text === null) throw new Finding(`${place} is ${bytes === null ? "too long" : "no UTF-8"}`);
      if (text.trim() !== "") yield { text, place };
    }
  }
}

/** null: a line that is too long. */
async function* linesOf(file: string): AsyncGenerator<Uint8Array | null> {
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
      rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
      let from = 0;
      for (let end = rest.indexOf(LINE_FEED); end !== -1; end = rest.indexOf(LINE_FEED, from)) {
        yield rest.subarray(from, end);
        from = end + 1;
      }
      rest = rest.subarray(from);
      if (rest.length > MOST_LINE_BYTES) return void (yield null);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new BadArguments(`Cannot read ${file}: ${(error as Error).message}`);
  }
  if (rest.length > 0) yield rest;
}
