// The round trip of values (law 29): every accepted value is shown identically by its answer, alone, in lists, in events, in webhooks and in
// statements as JSON, CSV and camt.053. Values are generated from the contract's schemas, at the edges of their ranges. `npm run test:values` sends
// 10,000 of them, as CI does; LEDGE_VALUES_SEED repeats a run.
import { randomInt } from "node:crypto";
import { checkBooks } from "@ledge/database/books/books";
import { openReceiver, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import type { Event } from "@ledge/shared/contracts/events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../support/database.ts";
import { openFeed } from "../support/feed.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { openEndpoint, type OwnedEndpoint } from "../support/webhook-endpoint.ts";
import { type Body, Draws, membersOfBodies } from "../support/values/bodies.ts";
import { mustShow } from "../support/values/must-show.ts";
import { type Notes, Round } from "../support/values/round.ts";
import { readAlone, readEvents, readLists, readStatements } from "../support/values/views.ts";

const VALUES = Number(process.env["LEDGE_VALUES"] ?? 600);
const SEED = Number(process.env["LEDGE_VALUES_SEED"] ?? randomInt(2 ** 31));
/** Rounds whose bodies have every optional member, at its maximum length. All of them are sent, however short the run. */
const FULL_ROUNDS = 2;
const TIMEOUT_MS = 900_000;
const DELIVERY_TIMEOUT_MS = 120_000;

let ledge: Ledge;
let receiver: Receiver;
let endpoint: OwnedEndpoint;
let events: Event[];
const draws = new Draws(SEED);
const notes: Notes = { shown: new Map(), events: [], accounts: [], postings: new Map() };

beforeAll(async () => {
  console.info(`seed ${SEED}`);
  receiver = await openReceiver();
  ledge = await startLedge({
    vars: {
      "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" },
      // Every round makes one.
      "core-service/wrangler.toml": { WEBHOOK_ENDPOINTS: "1000" },
    },
  });
  endpoint = await openEndpoint(ledge, receiver, {}, "/values");
});
afterAll(async () => {
  await ledge.close();
  await receiver.close();
});

describe("every accepted value is shown identically", { timeout: TIMEOUT_MS }, () => {
  test("by the answer to its request", async () => {
    for (let round = 0; draws.values < VALUES || round < FULL_ROUNDS; round += 1)
      await new Round(ledge, draws, notes, (path) => receiver.at(path), round < FULL_ROUNDS).play();
    console.info(`${draws.values} values, ${notes.shown.size} resources, ${notes.events.length} events`);
  });

  test("by a read of its resource alone", async () => {
    await readAlone(ledge, notes.shown);
  });

  test("by its list", async () => {
    await readLists(ledge, notes.shown);
  });

  test("by its events in the feed, and byte for byte by their webhooks", async () => {
    const feed = await openFeed(ledge);
    await feed.news();
    events = await feed.all();
    const last = events.at(-1)?.id;
    await expect
      .poll(() => endpoint.received().some(({ json }) => json.id === last), { timeout: DELIVERY_TIMEOUT_MS, interval: 500 })
      .toBe(true);
    readEvents(
      notes.events,
      events,
      endpoint.received().map(({ json }) => json),
    );
  });

  test("by the statements of the accounts, in each format", async () => {
    expect(await readStatements(ledge, notes)).toBeGreaterThan(0);
  });
});

describe("the values", () => {
  test("were sent in every member of every operation's body", () => {
    const unsent = membersOfBodies().filter((member) => !draws.sent.has(member));
    expect(unsent).toEqual([]);
  });

  test.each<[string, (members: Body) => Body]>([
    ["a truncated text", ({ name, ...rest }) => ({ ...rest, name: String(name).slice(0, -1) })],
    [
      "a text that was normalized",
      ({ metadata, ...rest }) => ({ ...rest, metadata: { ...(metadata as object), more: "e\u0301".normalize("NFC") } }),
    ],
    [
      "a number that was rounded to a float",
      ({ overdraft_limit: limit, ...rest }) => ({ ...rest, overdraft_limit: String(BigInt(Number(limit))) }),
    ],
    ["a year of another century", ({ created_at: at, ...rest }) => ({ ...rest, created_at: String(at).replace(/^00/, "19") })],
    ["a missing member", ({ name: _name, ...rest }) => rest],
  ])("are not the same when a view shows %s", (_what, change) => {
    const members = {
      name: "é𝔘",
      metadata: { more: "e\u0301" },
      overdraft_limit: "9007199254740993",
      created_at: "0031-06-15T12:00:00.000Z",
    };
    expect(() => mustShow("the view", members, members)).not.toThrow();
    expect(() => mustShow("the view", change(members), members)).toThrow(/^the view shows /);
  });

  test("leave correct books", async () => {
    const admin = await connect(ledge.database.adminUrl);
    expect(await checkBooks(admin)).toEqual([]);
    await admin.end();
  });
});
