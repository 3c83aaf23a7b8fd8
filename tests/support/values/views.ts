// Every place other than the answer where a resource is shown: alone, in its list, in the feed, in a webhook, in statements.
import { minorUnitDecimals } from "@ledge/shared/currencies";
import type { Event } from "@ledge/shared/contracts/events";
import { contentsOf, textOf } from "../camt053.ts";
import type { Ledge } from "../ledge.ts";
import { csvRows } from "../statement.ts";
import type { Body } from "./bodies.ts";
import { mustShow } from "./must-show.ts";
import type { ExpectedEvent, Notes, Shown } from "./round.ts";

const PAGE = 100;
/** The number of concurrent requests. */
const AT_ONCE = 8;

/** Reads each resource alone. */
export async function readAlone(ledge: Ledge, shown: ReadonlyMap<string, Shown>): Promise<void> {
  const left = [...shown.values()];
  const work = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const answer = await ledge.request("GET", `${one.list}/${one.id}`);
      mustShow(`GET ${one.list}/${one.id} (${answer.status})`, answer.json, one.members);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Reads each resource in its list, which shows all of them. */
export async function readLists(ledge: Ledge, shown: ReadonlyMap<string, Shown>): Promise<void> {
  for (const list of new Set([...shown.values()].map((one) => one.list))) {
    const found = new Map<string, Body>();
    for (let cursor: string | null = ""; cursor !== null;) {
      const query: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const { json } = await ledge.request("GET", `${list}?limit=${PAGE}${query}`);
      if (json.unreadable !== undefined) throw new Error(`${list} cannot show ${json.unreadable}`);
      for (const item of json.data) found.set(item.id, item);
      cursor = json.next_cursor;
    }
    for (const one of shown.values()) {
      if (one.list !== list) continue;
      const item = found.get(one.id);
      if (item === undefined) throw new Error(`${list} has no ${one.id}`);
      mustShow(`${list} of ${one.id}`, item, one.members);
    }
  }
}

/** Checks the events in the feed, in order, by resource and type, and that the endpoint received the same events. */
export function readEvents(expected: readonly ExpectedEvent[], events: readonly Event[], received: readonly Event[]): void {
  const byId = new Map(received.map((event) => [event.id, event]));
  const queues = Map.groupBy(events, ({ type, resource }) => `${type} ${resource}`);
  for (const { type, resource, members } of expected) {
    const event = queues.get(`${type} ${resource}`)?.shift();
    if (event === undefined) throw new Error(`the feed has no ${type} of ${resource}`);
    mustShow(`the event ${type} of ${resource}`, event.data as Body, members);
    const sent = byId.get(event.id);
    if (JSON.stringify(sent) !== JSON.stringify(event)) throw new Error(`the webhook of ${event.id} is another than the event of the feed`);
  }
}

/** Checks the postings of each account in all formats of its statement. */
export async function readStatements(ledge: Ledge, { accounts, postings, shown }: Notes): Promise<number> {
  let entries = 0;
  const nameOf = (source: unknown): string | null => {
    const customer = shown.get(source as string)?.members["customer_id"];
    return (shown.get(customer as string)?.members["name"] ?? null) as string | null;
  };
  for (const account of accounts) {
    const read = (accept: string) =>
      ledge.request("GET", `/v1/accounts/${account}/statement?basis=effective`, { headers: { Accept: accept } });
    const [json, csv, xml] = [(await read("application/json")).json, (await read("text/csv")).text, (await read("application/xml")).text];
    const name = shown.get(account)?.members["name"] ?? null;
    mustShow(`the statement of ${account}`, json, { name });
    const rows = csvRows(csv);
    mustSay("the CSV's name", rows[0]?.["name"], name);
    const [shownName] = contentsOf(contentsOf(xml, "Acct")[0] ?? "", "Nm");
    mustBe("camt.053's name", textOf(shownName ?? ""), [...String(name ?? "")].slice(0, 70).join(""));
    const inCsv = new Map(rows.filter(({ kind }) => kind === "entry").map((row) => [row["version"], row]));
    const inXml = new Map(contentsOf(xml, "Ntry").map((entry) => [contentsOf(entry, "NtryRef")[0], entry]));
    for (const entry of json.entries) {
      const id = entry.transfer ?? entry.transaction;
      const posting = postings.get(id);
      if (posting === undefined) throw new Error(`the statement of ${account} has ${id}, which nobody posted`);
      const { amount, description = null, effective_at, reversal_of = null } = posting;
      const isPayer = entry.transfer !== null && entry.direction === "debit";
      const isPayee = entry.transfer !== null && entry.direction === "credit" && reversal_of === null;
      const externalId = isPayer ? posting["external_id"] : null;
      const words: Body = {
        ...{ description, reversal_of, external_id: externalId },
        counterparty_name: isPayee ? nameOf(posting["source_account"]) : null,
      };
      mustShow(`the statement of ${account}`, entry, { amount, ...words, ...(effective_at === undefined ? {} : { effective_at }) });
      const row = inCsv.get(String(entry.version));
      mustShow(
        `the CSV of ${account}`,
        { ...row },
        { amount_minor: amount, effective_at: entry.effective_at, created_at: entry.created_at },
      );
      for (const [column, text] of Object.entries(words)) mustSay(`the CSV's ${column} of ${id}`, row?.[column], text);
      const element = inXml.get(String(entry.version)) ?? "";
      mustBe(`camt.053 of ${id}`, contentsOf(element, "Ustrd").map(textOf).join(""), String(description ?? ""));
      mustBe(`the amount of ${id}`, minorOf(contentsOf(element, "Amt")[0] ?? "", json.currency), String(amount));
      mustBe(`the days of ${id}`, contentsOf(element, "Dt").join(), [entry.created_at, entry.effective_at].map(dayOf).join());
      const payer = [...(entry.counterparty_name ?? "")].slice(0, PARTY_LENGTH).join("");
      mustBe(`the payer's name in camt.053 of ${id}`, contentsOf(element, "Nm").map(textOf).join(), payer);
      const reference = entry.external_id !== null && [...entry.external_id].length <= REFERENCE_LENGTH ? entry.external_id : "NOTPROVIDED";
      if (entry.transfer !== null) mustBe(`EndToEndId of ${id}`, contentsOf(element, "EndToEndId").map(textOf).join(), reference);
      entries += 1;
    }
  }
  return entries;
}

/** Max35Text of references, and Max140Text of parties' names, in camt.053. */
const [REFERENCE_LENGTH, PARTY_LENGTH] = [35, 140];
const dayOf = (instant: string): string => instant.slice(0, "2026-11-30".length);

/** A CSV cell is its exact text, except for the apostrophe before what a spreadsheet would execute. */
function mustSay(where: string, cell: string | undefined, text: unknown): void {
  const said = String(text ?? "");
  const letters = Array.from(said, (letter) => `'?\\u{${letter.codePointAt(0)?.toString(16)}}`);
  if (cell === undefined || !new RegExp(`^${letters.join("")}$`, "u").test(cell))
    throw new Error(`${where} is ${JSON.stringify(cell)}, not ${JSON.stringify(said)}`);
}

const minorOf = (decimal: string, currency: string): string =>
  String(BigInt(decimal.replace(".", "").padStart(1 + (minorUnitDecimals.get(currency) ?? 0), "0")));

function mustBe(where: string, is: string, must: string): void {
  if (is !== must) throw new Error(`${where} is ${JSON.stringify(is)}, not ${JSON.stringify(must)}`);
}
