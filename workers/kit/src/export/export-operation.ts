// Makes the operation of an export: its parameters, formats and refusals are the same for all kinds of rows. Each is the institution's alone.
import { exportRange, type ExportedPage, type ExportRange } from "@ledge/shared/contracts/exports";
import type { OperationId, RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call } from "@ledge/shared/context";
import { accepted, refused, type Result } from "@ledge/shared/result";
import { z } from "zod";
import { refusalOfFuture } from "../future.ts";
import { type AnyOperation, operation, Streamed } from "../operation.ts";
import { exportStream } from "./export-stream.ts";
import { CSV, type Item, type LineWriter, lineWriter, NDJSON } from "./line-writers.ts";
import { positionOf, positionPattern, readPosition } from "./position.ts";

const TAG = "Exports";
const FORMAT =
  '`Accept` chooses the format: `application/x-ndjson`, or `text/csv`, in which what has members of its own is JSON. Every line has its `position`, and the last one has the number of lines (NDJSON: `{"end":true,"count":n}`; CSV: a row of kind `end`): an answer without it was cut, and goes on with `after`, so that both parts joined are the same bytes as the whole. A range always has the same answer: one that may still grow is waited for, for about a second, and then refused with `not_final_yet`. A row that cannot be shown, after a fault of the platform, is a line with `unreadable`. The answer is streamed, so that it may have any number of lines.';

/** What is written between two attempts, in ms: what is in flight has ended in a moment, or takes longer than a request should. */
const WAITS_MS = [50, 150, 300, 500];

type ExportId = Extract<OperationId, `export${string}`> & Exclude<OperationId, "exportAuditRecords">;

export interface ExportSpec<Env, Id extends ExportId, Row extends Item, Piece> {
  readonly operationId: Id;
  readonly path: string;
  readonly summary: string;
  /** What its lines are, and of which time its range is. */
  readonly description: string;
  /** What a line is, in one word, and a file of them. */
  readonly kind: string;
  readonly file: string;
  readonly columns: readonly (keyof Row & string)[];
  /** The pattern of the places of its rows, and one of them with its row, as an example. */
  readonly place: string;
  readonly example: { readonly place: string; readonly item: Row };
  open(env: Env, call: Call, range: ExportRange, after: string | null): Promise<Result<Piece, RefusalOf<Id>>>;
  read(env: Env, call: Call, piece: Piece): Promise<ExportedPage<Row, Piece>>;
}

/** The operation of an export. */
export function exportOperation<Env, Id extends ExportId, Row extends Item, Piece>(
  spec: ExportSpec<Env, Id, Row, Piece>,
): AnyOperation<Env> {
  const position = positionPattern(spec.place);
  const exampleOf = (mediaType: string): string => textOf(lineWriter(mediaType, spec.kind, spec.columns, true), spec.example);
  const query = z.object({
    ...exportRange,
    after: z
      .string()
      .regex(position, "must be the position of a line of this export")
      .optional()
      .meta({
        description: "The position of the last whole line that you have, of the same from; if left out, from the first line on",
        example: positionOf(1, spec.example.place),
      }),
  });
  const { operationId, path, summary } = spec;
  return operation<Env>()({
    operationId: operationId as ExportId,
    method: "get",
    path,
    summary,
    description: `${spec.description} ${FORMAT}`,
    tag: TAG,
    scope: "exports:read",
    query,
    success: {
      status: 200,
      mediaType: NDJSON,
      schema: z.string().meta({ example: exampleOf(NDJSON) }),
      description: "The lines, and a last one with their number",
      alternatives: { [CSV]: exampleOf(CSV) },
    },
    async handle({ env, call, query: { from, to, after }, mediaType }) {
      const range = { from, to };
      const refusal = faultOf(range, Date.now());
      if (refusal !== null) return refusal;
      const last = after === undefined ? null : readPosition(after);
      const opened = await onceFinal(() => spec.open(env, call, range, last?.place ?? null));
      if (!opened.ok) return opened;
      const writer = lineWriter(mediaType, spec.kind, spec.columns, last === null);
      const read = (piece: Piece): Promise<ExportedPage<Row, Piece>> => spec.read(env, call, piece);
      const body = await exportStream({ writer, piece: opened.value, counted: last?.number ?? 0, read });
      return accepted(new Streamed(body, headersOf(writer, spec.file, range)));
    },
  });
}

function faultOf({ from, to }: ExportRange, nowMs: number) {
  const places = [
    [{ parameter: "from" }, from],
    [{ parameter: "to" }, to],
  ] as const;
  const refusal = refusalOfFuture(places, nowMs);
  if (refusal !== null || from <= to) return refusal;
  return refused("validation_failed", undefined, [{ parameter: "from", detail: "must not be after to" }]);
}

/** The range, as soon as nothing can be recorded in it any more: asked again for about a second. */
async function onceFinal<Opened extends Result<unknown>>(open: () => Promise<Opened>): Promise<Opened> {
  let opened = await open();
  for (const ms of WAITS_MS) {
    if (opened.ok || opened.refusal.code !== "not_final_yet") return opened;
    await new Promise((resolve) => setTimeout(resolve, ms));
    opened = await open();
  }
  return opened;
}

/** ISO 8601's basic form: a name needs no quoting in a header or a shell. */
const compact = (time: string): string => time.replace(/[-:]|\.000/g, "");

const headersOf = ({ contentType, fileEnding }: LineWriter, file: string, { from, to }: ExportRange): Record<string, string> => ({
  "Content-Type": contentType,
  "Content-Disposition": `attachment; filename=${file}-${compact(from)}-${compact(to)}.${fileEnding}`,
});

const textOf = (writer: LineWriter, { place, item }: { readonly place: string; readonly item: Item }): string =>
  writer.head + writer.line(positionOf(1, place), item) + writer.end(1);
