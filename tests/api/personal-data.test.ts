// Nothing that a client sends is in a line, a span, a metric or a kept request (law 28): twenty kinds of personal and secret data, sent wherever a client may set something, to every
// operation: in members of bodies, queries, paths and headers. Some of them look like names, so that no filter of forms is what keeps them out.
import { encodeId } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OtlpReceiver } from "../support/otlp-receiver.ts";
import { requestLines } from "../support/request-lines.ts";
import { type Sent, send } from "../support/refusals/scenario.ts";
import { type ScenarioPlatform, startScenarios } from "../support/refusals/scenario-platform.ts";
import { validRequests } from "../support/refusals/valid-requests.ts";

const CANARIES = {
  iban: "DE02120300000000202051",
  bic: "BYLADEM1001",
  card: "4012888888881881",
  name: "Ada-Canary-Lovelace",
  "name with blanks": "Grace Canary Hopper",
  "e-mail": "canary.lovelace@example.com",
  phone: "+4915112345678",
  address: "12 Canary Street, London",
  birth: "1815-12-10T04:05:06Z",
  passport: "C01X00T478",
  "tax id": "65929970489",
  "social security": "078-05-1120",
  "api key": `ledge_${"Canary0".repeat(6)}`,
  token: "eyJhbGciOiJIUzI1NiJ9.canary.c2lnbmF0dXJl",
  password: "correct-horse-canary-staple",
  "webhook secret": "whsec_Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5",
  "ip 4": "203.0.113.77",
  "ip 6": "2001:db8:cafe::77",
  "url with a secret": "https://canary.example/cb?key=s3cr3t",
  username: "canary_lovelace",
} as const;

const kinds = Object.values(CANARIES);

let collector: OtlpReceiver;
let platform: ScenarioPlatform;
beforeAll(async () => {
  collector = await OtlpReceiver.start();
  platform = await startScenarios(collector.url);
});
afterAll(async () => {
  await platform.close();
  await collector.stop();
});

/** The value with each of its texts, and each name of a member, replaced by the canary: one at a time would be the same for what logs them. */
function tainted(value: unknown, canary: string): unknown {
  if (typeof value === "string") return canary;
  if (Array.isArray(value)) return value.map((one) => tainted(one, canary));
  if (typeof value !== "object" || value === null) return value;
  return { ...Object.fromEntries(Object.entries(value).map(([name, of]) => [name, tainted(of, canary)])), [canary]: canary };
}

/** Headers that a client may set, those that are read and those that are not; a value that no header may have is left out. */
const headersWith = (canary: string): Record<string, string> =>
  Object.fromEntries(
    [
      "Accept",
      "Last-Event-ID",
      "traceparent",
      "tracestate",
      "baggage",
      "User-Agent",
      "Referer",
      "Cookie",
      "X-Forwarded-For",
      "X-Request-Id",
      "Request-Id",
      "Ledge-Call",
      "Ledge-Hops",
      "Cloudflare-Workers-Version-Overrides",
    ].map((name) => [name, canary]),
  );

/** The request with the canary in its body, in its query, in its path, in its headers, as its key, and as its credential. */
function spoiled({ method, path, options }: Sent, canary: string): Sent[] {
  const [pathname = ""] = path.split("?");
  const encoded = encodeURIComponent(canary);
  const segments = pathname.split("/");
  return [
    { method, path, options: { ...options, ...(options.body !== undefined && { body: tainted(options.body, canary) }) } },
    { method, path: `${pathname}?${encoded}=${encoded}&cursor=${encoded}&limit=${encoded}`, options },
    ...segments.flatMap((segment, at) => (segment === "" ? [] : [{ method, path: segments.with(at, encoded).join("/"), options }])),
    { method, path, options: { ...options, headers: { ...options.headers, ...headersWith(canary) } } },
    { method, path, options: { ...options, headers: { ...options.headers, "If-Match": `"${canary}"` }, key: canary } },
    { method, path, options: { ...options, token: canary } },
  ];
}

const everything = async (): Promise<string> =>
  JSON.stringify(platform.ledge.harness.getLogs()) + (await platform.ledge.request("GET", "/metrics")).text;

/** What operators read of requests: every page, and of the newest requests all that is known. */
async function keptRequests(): Promise<readonly string[]> {
  const { ledge } = platform;
  const texts: string[] = [];
  for (let before: string | null = ""; before !== null;) {
    const { text, json } = await ledge.request("GET", `/v1/requests?limit=100${before === "" ? "" : `&before=${before}`}`);
    texts.push(text);
    before = json.next_cursor;
  }
  const newest: readonly { readonly id: string }[] = JSON.parse(texts[0] as string).data;
  for (const { id } of newest.slice(0, TRACED)) texts.push((await ledge.request("GET", `/v1/requests/${id}`)).text);
  return texts;
}
const TRACED = 25;

describe("what a client sends is in no line, no metric and no kept request:", () => {
  test.each(Object.entries(validRequests))("%s, wherever a client may set something", async (operationId, prepare) => {
    const { ledge, context } = platform;
    const valid = await prepare(context);
    const answered = requestLines(ledge).length;
    // Each place has another kind, and each operation begins with another one: every kind comes to every kind of place.
    const offset = Object.keys(validRequests).indexOf(operationId);
    const places = spoiled(valid, "").length;
    const sent = Array.from(
      { length: places },
      (_, place) => spoiled(valid, kinds[(offset + place) % kinds.length] as string)[place] as Sent,
    );
    const answers = await Promise.all(sent.map((one) => send(ledge, one)));
    expect(requestLines(ledge).length - answered).toBeGreaterThanOrEqual(answers.length);
    const text = await everything();
    expect(kinds.filter((canary) => text.includes(canary))).toEqual([]);
  });

  test("what is accepted, too: names, descriptions, external ids, metadata, keys", async () => {
    const { ledge, context } = platform;
    const accepted: number[] = [];
    for (const [at, canary] of kinds.entries()) {
      const metadata = { note: canary };
      const person = { type: "person", name: canary, external_id: canary, metadata };
      const customer = await ledge.request("POST", "/v1/customers", { body: person, key: `${at}-${canary.replaceAll(" ", "-")}` });
      const { account } = await context.bank.customerWith("1");
      const transfer = { source_account: account, destination_account: context.bank.cash, amount: "1", currency: "EUR" };
      const paid = await ledge.request("POST", "/v1/transfers", {
        body: { ...transfer, description: canary, external_id: canary, metadata },
      });
      accepted.push(customer.status, paid.status);
    }
    expect(accepted).toEqual(accepted.map(() => 201));
    const text = await everything();
    expect(kinds.filter((canary) => text.includes(canary))).toEqual([]);
  });

  test("and nothing of all that is in what is kept of the requests, with their records, events and deliveries", async () => {
    const { ledge } = platform;
    const last = (await ledge.request("GET", "/v1/nothing")).headers.get("Request-Id") as string;
    await expect.poll(async () => (await ledge.request("GET", `/v1/requests/${last}`)).status, { timeout: 20_000 }).toBe(200);
    const texts = await keptRequests();
    // Hundreds were refused, each for what it had of the canaries, and those that were accepted are the newest.
    expect(texts.length).toBeGreaterThan(TRACED + 3);
    expect(texts.filter((text) => text.includes('"createCustomer"')).length).toBeGreaterThan(1);
    expect(kinds.filter((canary) => texts.some((text) => text.includes(canary)))).toEqual([]);
  });

  test("nor what an endpoint answered, which is in the list of its deliveries alone", async () => {
    const { ledge, context } = platform;
    context.receiver.reply("/names", { status: 200, body: kinds.join("; ") });
    const endpoint = await context.must("POST", "/v1/webhook-endpoints", {
      url: context.receiver.at("/names"),
      events: ["account.frozen"],
    });
    const { account } = await context.bank.customerWith("0");
    const request = (await context.must("POST", `/v1/accounts/${account}/freeze`, {})).headers.get("Request-Id") as string;
    const shown = async () => await ledge.request("GET", `/v1/requests/${request}`);
    const attempts = async () => (await shown()).json.effects?.deliveries.flatMap((of: { attempts: object[] }) => of.attempts);
    await expect.poll(attempts, { timeout: 20_000 }).toEqual([expect.objectContaining({ number: 1, status: 200 })]);
    const { text } = await shown();
    expect(kinds.filter((canary) => text.includes(canary))).toEqual([]);
    expect((await ledge.request("GET", `/v1/webhook-endpoints/${endpoint.json.id}/deliveries`)).text).toContain(CANARIES.name);
    const all = await everything();
    expect(kinds.filter((canary) => all.includes(canary))).toEqual([]);
  });

  test("nor in anything that a collector was sent: spans, records of the log, metrics, and the URLs and headers of these requests", async () => {
    const { ledge, context } = platform;
    const last = await ledge.request("GET", "/v1/accounts");
    const text = () => JSON.stringify(collector.received);
    await expect.poll(text).toContain(last.headers.get("Request-Id"));
    await expect.poll(() => collector.metrics()).toHaveProperty(["ledge.operations"]);
    expect(kinds.filter((canary) => text().includes(canary))).toEqual([]);
    // Of every request that was answered, and the search for a canary would find it.
    const served = new Set(collector.spans().flatMap(({ attributes }) => (attributes["ledge.request_id"] as string | undefined) ?? []));
    const asked = requestLines(ledge).filter(({ trace_id: traceId }) => traceId !== undefined);
    expect(asked.filter(({ request_id: id }) => !served.has(id)).length).toBe(0);
    expect(text()).toContain(context.operator);
  });

  test("and the search for it would find it", async () => {
    const { context } = platform;
    expect(await everything()).toContain(context.operator);
    expect((await keptRequests()).join("")).toContain(encodeId("apiKey", context.operator));
  });
});
