// The attacks: what a hostile client sends, over how many connections and how often. Each is sent to Ledge, and as a control to an empty Worker of
// the same runtime, which takes the same bytes and does nothing with them: what that costs others, no product can spare them.
import { createHash, randomBytes, randomUUID } from "node:crypto";

/** What an attack needs to know of the platform. */
export interface Scene {
  /** Of keys that are valid, by what they may do. */
  readonly tokens: Readonly<Record<"payer" | "reader" | "listener" | "hooks", string>>;
  readonly accounts: readonly string[];
  /** An account with thousands of entries. */
  readonly longAccount: string;
}

export interface Shot {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface Attack {
  readonly name: string;
  readonly what: string;
  readonly connections: number;
  /** Over all connections, at the most: a control that is answered sooner is sent no more than Ledge. */
  readonly perSecond: number;
  /** An answer that stays open is read for this long, and then left. */
  readonly holdMs: number;
  readonly shot: (scene: Scene) => Shot;
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const letters = (count: number): string => [...randomBytes(count)].map((byte) => BASE62.charAt(byte % 62)).join("");

/** A key that was never issued, with the checksum that anyone can compute. */
function forgedKey(): string {
  const marked = letters(61);
  let value = createHash("sha256").update(marked).digest().readUInt32BE(0);
  let check = "";
  for (let at = 0; at < 6; at += 1) {
    check = BASE62.charAt(value % 62) + check;
    value = Math.floor(value / 62);
  }
  return `ledge_${marked}${check}`;
}

const get = (path: string, token: string, headers: Record<string, string> = {}): Shot => ({
  method: "GET",
  path,
  headers: { Authorization: `Bearer ${token}`, ...headers },
  body: null,
});

const post = (path: string, token: string, body: object): Shot => ({
  method: "POST",
  path,
  headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Idempotency-Key": randomUUID() },
  body: JSON.stringify(body),
});

const pick = (accounts: readonly string[]): string => accounts[Math.floor(Math.random() * accounts.length)] as string;
const transfer = ({ accounts }: Scene, more: object = {}): object => ({
  source_account: accounts[0],
  destination_account: accounts[1],
  amount: "1",
  currency: "EUR",
  ...more,
});

const MEMBERS = 50;
const VALUE_CHARACTERS = 500;
/** As much metadata as a request may have, of characters of three bytes: some 77 kB. */
const metadata = Object.fromEntries(Array.from({ length: MEMBERS }, (_, at) => [`member ${at}`, "€".repeat(VALUE_CHARACTERS)]));

const BATCH = 1_000;
const FAULTY_MEMBERS = 50;
/** 1,000 transfers, each with members that no transfer has: 0.96 MB and as many faults as a body may have members, nearly. */
const faulty = Object.fromEntries(Array.from({ length: FAULTY_MEMBERS }, (_, at) => [`member-${at + 100}`, 1]));

export const attacks: readonly Attack[] = [
  {
    name: "keys",
    what: "keys that were never issued, 50 connections",
    connections: 50,
    perSecond: 650,
    holdMs: 0,
    shot: () => get("/v1/accounts", forgedKey()),
  },
  {
    name: "streams",
    what: "400 live streams with one key",
    connections: 400,
    perSecond: 400,
    holdMs: 60_000,
    shot: ({ tokens }) => get("/v1/events", tokens.listener, { Accept: "text/event-stream" }),
  },
  {
    name: "statements",
    what: "40 statements at once with one key",
    connections: 40,
    perSecond: 100,
    holdMs: 60_000,
    shot: ({ tokens, longAccount }) => get(`/v1/accounts/${longAccount}/statement`, tokens.reader, { Accept: "text/csv" }),
  },
  {
    name: "metadata",
    what: "transfers with 77 kB of metadata, 400 connections",
    connections: 400,
    perSecond: 200,
    holdMs: 0,
    shot: (scene) => post("/v1/transfers", scene.tokens.payer, transfer(scene, { metadata })),
  },
  {
    name: "malformed",
    what: "malformed batches of 0.96 MB, 5 connections",
    connections: 5,
    perSecond: 10,
    holdMs: 0,
    shot: (scene) =>
      post("/v1/transfer-batches", scene.tokens.payer, {
        mode: "independent",
        transfers: Array.from({ length: BATCH }, () => transfer(scene, faulty)),
      }),
  },
  {
    name: "endpoints",
    what: "webhook endpoints made without end, with payments for each",
    connections: 20,
    perSecond: 200,
    holdMs: 0,
    shot: (scene) =>
      Math.random() < 1 / 2
        ? post("/v1/webhook-endpoints", scene.tokens.hooks, { url: "https://hooks.example.com/", events: [] })
        : post("/v1/transfers", scene.tokens.payer, { ...transfer(scene), source_account: pick(scene.accounts.slice(2)) }),
  },
];
