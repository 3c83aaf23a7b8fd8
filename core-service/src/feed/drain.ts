// Hands the feed over to the queue: assigns positions, sends in order, records how far. It knows neither Postgres nor queues.
//
// The record comes after the sending, so that a crash between the two sends again and never leaves an event out (law 20). An event that cannot
// be sent is set aside as soon as a later one could be sent: if all fail, the queue fails, and no event is at fault.
import { errorName } from "@ledge/shared/error-names";
import { cutMessages, sizeOf } from "./messages.ts";

/** Events per round: bounds the memory and the time of one statement. @internal Tests read the limit instead of repeating it. */
export const EVENTS_PER_ROUND = 500;

export interface Positioned {
  readonly position: number;
}

export interface DrainPorts<Row extends Positioned> {
  /** Assigns positions to committed events; returns how many. */
  sequence(most: number): Promise<number>;
  /** Events that were not handed over yet, in order. */
  unsent(limit: number): Promise<readonly Row[]>;
  /** Dead letters that are to be sent again, in order. */
  redriven(limit: number): Promise<readonly Row[]>;
  /** The message of a row. @throws when the row cannot be shown. */
  show(row: Row): object;
  /** @throws when the queue takes none of them. */
  send(messages: readonly object[]): Promise<void>;
  markSent(through: number): Promise<void>;
  markRedriven(positions: readonly number[]): Promise<void>;
  setAside(position: number, reason: string): Promise<void>;
}

export interface Drained {
  readonly sent: number;
  readonly setAside: number;
}

/** Drains until nothing is left. @throws when the queue or the database fails; what was sent before is recorded. */
export async function drain<Row extends Positioned>(ports: DrainPorts<Row>): Promise<Drained> {
  let [sent, setAside] = [0, 0];
  const note = (outcomes: readonly Sent<Row>[]): void => {
    const taken = outcomes.filter(({ error }) => error === null).length;
    sent += taken;
    setAside += outcomes.length - taken;
  };
  for (;;) {
    const moved = await ports.sequence(EVENTS_PER_ROUND);
    const fresh = await ports.unsent(EVENTS_PER_ROUND);
    await handOver(ports, fresh, false, async (settled) => {
      await ports.markSent(settled.at(-1)?.row.position as number);
      note(settled);
    });
    const again = await ports.redriven(EVENTS_PER_ROUND);
    // If the queue has just taken events, it does not fail. A dead letter that it refuses then is set aside again at once: nothing is lost by
    // that, and otherwise the relay would fail, and run seldom, until the queue took something behind it.
    await handOver(ports, again, sent > 0, async (settled) => {
      await ports.markRedriven(settled.filter(({ error }) => error === null).map(({ row }) => row.position));
      note(settled);
    });
    if (Math.max(moved, fresh.length, again.length) < EVENTS_PER_ROUND) return { sent, setAside };
  }
}

interface Sent<Row> {
  readonly row: Row;
  /** Null: the queue has it. */
  readonly error: unknown;
}

interface Shown<Row> {
  readonly row: Row;
  readonly message: object;
}

async function handOver<Row extends Positioned>(
  ports: DrainPorts<Row>,
  rows: readonly Row[],
  queueTakes: boolean,
  note: (settled: readonly Sent<Row>[]) => Promise<void>,
): Promise<void> {
  if (rows.length === 0) return;
  const outcomes = new Map<Row, unknown>();
  const shown: Shown<Row>[] = [];
  for (const row of rows) {
    try {
      shown.push({ row, message: ports.show(row) });
    } catch (error) {
      outcomes.set(row, error);
    }
  }
  for (const batch of cutMessages(shown, ({ message }) => sizeOf(message))) await sendOrHalve(ports, batch, outcomes);
  // Behind the last event that was taken, a failing queue and a poison message are indistinguishable: those events stay, and are tried again.
  const taken = queueTakes ? rows.length : rows.findLastIndex((row) => outcomes.get(row) === null);
  const unsettled = rows.findIndex((row, index) => index > taken && shown.some((one) => one.row === row));
  const settled = (unsettled < 0 ? rows : rows.slice(0, unsettled)).map((row) => ({ row, error: outcomes.get(row) }));
  for (const { row, error } of settled) if (error !== null) await ports.setAside(row.position, errorName(error));
  if (settled.length > 0) await note(settled);
  if (unsettled >= 0) throw outcomes.get(rows[unsettled] as Row);
}

/** Sends a batch. A refused batch is halved, in order, until each refused event is alone in its batch. */
async function sendOrHalve<Row extends Positioned>(
  ports: DrainPorts<Row>,
  batch: readonly Shown<Row>[],
  outcomes: Map<Row, unknown>,
): Promise<void> {
  try {
    await ports.send(batch.map(({ message }) => message));
    for (const { row } of batch) outcomes.set(row, null);
  } catch (error) {
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) return void outcomes.set(only.row, error);
    const middle = Math.ceil(batch.length / 2);
    await sendOrHalve(ports, batch.slice(0, middle), outcomes);
    await sendOrHalve(ports, batch.slice(middle), outcomes);
  }
}
