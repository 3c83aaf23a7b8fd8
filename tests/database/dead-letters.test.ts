// Dead letters (law 20): set aside once, redriven on request, and never in the way of other events. The relay's hand-over on the real outbox, with an
// in-memory queue.
import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { drain, type Drained, type DrainPorts } from "../../core-service/src/feed/drain.ts";
import {
  countOutbox,
  findRedriven,
  findUnsent,
  keepDeadLetters,
  markRedriven,
  markSent,
  requestRedrive,
  sequence,
} from "../../core-service/src/feed/queries.ts";
import { type MessageRow, showMessage } from "../../core-service/src/feed/show-event.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { feedEnd, appendTransferEvents } from "../support/outbox-fixture.ts";
import { workOn } from "../support/work.ts";

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;
let queue: number[];
/** The positions whose messages the queue refuses. */
let refused: Set<number>;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
beforeEach(async () => {
  runtime = await connect(database.runtimeUrl);
  [queue, refused] = [[], new Set()];
  await admin.query("DELETE FROM outbox.dead_letters");
});
afterEach(() => runtime.end());
afterAll(async () => {
  await admin.end();
  await database.drop();
});

/** Posts transfers. @returns the position that the first of their events will have. */
async function appendEvents(count: number): Promise<number> {
  await appendTransferEvents(admin, count);
  return (await feedEnd(admin)) + 1;
}

/** The ports of the relay. */
function ports(): DrainPorts<MessageRow> {
  const { database: inside } = workOn(runtime);
  return {
    sequence: (most) => sequence(inside, most),
    unsent: (limit) => findUnsent(inside, limit),
    redriven: (limit) => findRedriven(inside, limit),
    show: showMessage,
    async send(messages) {
      const positions = (messages as { position: number }[]).map(({ position }) => position);
      if (positions.some((position) => refused.has(position))) throw new RangeError("too large");
      queue.push(...positions);
    },
    markSent: (through) => markSent(inside, through),
    markRedriven: (positions) => markRedriven(inside, positions),
    setAside: (position, reason) => keepDeadLetters(inside, "relay", [position], reason),
  };
}

const look = (): Promise<Drained> => drain(ports());
const redrive = (): Promise<number> => requestRedrive(workOn(admin).database);
const open = async (): Promise<number> => (await countOutbox(workOn(admin).database)).dead_letters;

describe("a dead letter", () => {
  test("is an event that the queue refuses: set aside while those around it are sent, and redriven once on request", async () => {
    const first = await appendEvents(3);
    refused.add(first + 1);
    expect(await look()).toEqual({ sent: 2, setAside: 1 });
    expect([queue, await open()]).toEqual([[first, first + 2], 1]);
    refused.clear();
    expect(await look()).toEqual({ sent: 0, setAside: 0 });
    expect(await redrive()).toBe(1);
    expect(await look()).toEqual({ sent: 1, setAside: 0 });
    expect(await look()).toEqual({ sent: 0, setAside: 0 });
    expect([queue, await open()]).toEqual([[first, first + 2, first + 1], 0]);
  });

  test("that is still refused is set aside again, and does not stop the relay's work", async () => {
    const first = await appendEvents(2);
    refused.add(first);
    await look();
    await redrive();
    await appendEvents(1);
    expect(await look()).toEqual({ sent: 1, setAside: 1 });
    expect(await look()).toEqual({ sent: 0, setAside: 0 });
    expect([queue, await open()]).toEqual([[first + 1, first + 2], 1]);
  });

  test("of a consumer that is redriven and refused again is not redriven again and again", async () => {
    const first = await appendEvents(2);
    await look();
    await keepDeadLetters(workOn(runtime).database, "webhooks", [first], "given_back");
    refused.add(first);
    await redrive();
    await appendEvents(1);
    expect(await look()).toMatchObject({ setAside: 1 });
    expect(await look()).toEqual({ sent: 0, setAside: 0 });
    refused.clear();
    // It is one event, whichever stage gave it up.
    expect(await redrive()).toBe(1);
    expect(await look()).toEqual({ sent: 1, setAside: 0 });
    expect(await open()).toBe(0);
  });

  test("that its consumer gives up again is open again", async () => {
    const first = await appendEvents(1);
    await look();
    for (let times = 0; times < 2; times += 1) {
      await keepDeadLetters(workOn(runtime).database, "webhooks", [first], "given_back");
      expect(await open()).toBe(1);
      await redrive();
      await look();
      expect(await open()).toBe(0);
    }
    expect(queue).toEqual([first, first, first]);
  });

  test("keeps its request for a redrive while the queue itself fails", async () => {
    const first = await appendEvents(2);
    await look();
    await keepDeadLetters(workOn(runtime).database, "webhooks", [first], "given_back");
    await redrive();
    const away: DrainPorts<MessageRow> = { ...ports(), send: () => Promise.reject(new Error("the queue is away")) };
    await expect(drain(away)).rejects.toThrow("away");
    expect((await admin.query("SELECT stage, redrive FROM outbox.dead_letters")).rows).toEqual([{ stage: "webhooks", redrive: true }]);
    expect(await look()).toEqual({ sent: 1, setAside: 0 });
  });
});
