// What operators read at /metrics: as many requests as clients saw answers, by operation, status and code; of each service on the way; with exemplars that
// lead to a line; and how far background work is behind.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { figuresIn } from "@ledge/delivery/deploy/figures";
import { BUCKETS } from "@ledge/observability/metrics";
import { faultsOfExposition } from "../observability/exposition.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { answersCounted, samplesIn } from "../support/metrics.ts";
import { requestLines } from "../support/request-lines.ts";
import { openTestBank, type TestBank, transferOf } from "../support/test-bank.ts";

let ledge: Ledge;
let bank: TestBank;
beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
});
afterAll(async () => await ledge.close());

describe("metrics", () => {
  test("count every answer that clients saw, per operation, status and code, and every service on the way as often", async () => {
    const { account } = await bank.customerWith("3");
    const pay = () => ledge.request("POST", "/v1/transfers", { body: transferOf(account, bank.cash, "1") });
    const atOnce = Array.from({ length: 12 }, (_, at) =>
      at % 3 === 0
        ? ledge.request("GET", `/v1/accounts/${account}`)
        : at % 3 === 1
          ? pay()
          : ledge.request("GET", `/v1/accounts/${randomUUID()}`),
    );
    await Promise.all([...atOnce, ledge.request("GET", "/healthz", { token: null }), ledge.request("GET", "/v1/nothing")]);
    // What it took to open the bank, and this.
    const seen = Map.groupBy(
      requestLines(ledge).filter(({ operation }) => operation !== "getMetrics"),
      (line) => `${line.operation} ${String(line["http.response.status_code"])[0]}xx ${line["error.type"] ?? "ok"}`,
    );
    const answers = Object.fromEntries([...seen].map(([kind, lines]) => [kind, lines.length]));
    expect(answers).toMatchObject({
      "createTransfer 2xx ok": 4,
      "createTransfer 4xx insufficient_funds": 1,
      "getAccount 2xx ok": 4,
      "getAccount 4xx not_found": 4,
      "getHealth 2xx ok": 1,
      "unmatched 4xx not_found": 1,
    });
    const withoutMetrics = async () => {
      const counted = await answersCounted(ledge);
      return Object.fromEntries(Object.entries(counted).filter(([kind]) => !kind.startsWith("getMetrics ")));
    };
    await expect.poll(withoutMetrics).toEqual(answers);
    const { text } = await ledge.request("GET", "/metrics");
    const onTheWay = samplesIn(text).filter(
      ({ name, labels }) => name === "ledge_operations_total" && labels["operation"] === "createTransfer",
    );
    const byService = Map.groupBy(onTheWay, ({ labels }) => labels["service"]);
    expect([...byService].map(([service, all]) => [service, all.reduce((sum, { value }) => sum + value, 0)]).sort()).toEqual(
      ["core", "gate", "gateway", "lane", "payments"].map((service) => [service, 5]),
    );
  });

  test("are read by the guard of a release as they were counted: by version, with what failed, and how many took how long", async () => {
    const { text } = await ledge.request("GET", "/metrics");
    const figures = figuresIn(text);
    const ofGateway = figures.filter(({ service }) => service === "gateway");
    const counted = samplesIn(text).filter(({ name, labels }) => name === "ledge_operations_total" && labels["service"] === "gateway");
    expect(ofGateway.reduce((sum, { count }) => sum + count, 0)).toBe(counted.reduce((sum, { value }) => sum + value, 0));
    expect(new Set(ofGateway.map(({ version }) => version))).toEqual(new Set(counted.map(({ labels }) => labels["version"])));
    const isDone = ({ status_class: of }: Readonly<Record<string, string | undefined>>) => of === undefined || of === "2xx";
    const done = samplesIn(text).filter(({ name, labels }) => name === "ledge_operations_total" && isDone(labels));
    for (const { version, service, operation, within } of figures) {
      const its = done.filter(({ labels: of }) => of["version"] === version && of["service"] === service && of["operation"] === operation);
      const count = its.reduce((sum, { value }) => sum + value, 0);
      expect([service, operation, within.size, within.get(Infinity)]).toEqual([service, operation, BUCKETS.length, count]);
    }
  });

  test("have exemplars, each of which is a request that is kept, and leads to its line", async () => {
    const { text } = await ledge.request("GET", "/metrics");
    const exemplars = samplesIn(text).flatMap(({ exemplar }) => (exemplar === null ? [] : [exemplar]));
    const lines = new Set(requestLines(ledge).map(({ request_id: id }) => id));
    expect(exemplars.length).toBeGreaterThan(10);
    expect(exemplars.filter((id) => !lines.has(id))).toEqual([]);
    const answers = await Promise.all([...new Set(exemplars)].map((id) => ledge.request("GET", `/v1/requests/${id}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test("are of background work, too, and say how far it is behind", async () => {
    const runs = async () => {
      const { text } = await ledge.request("GET", "/metrics");
      const counted = samplesIn(text).filter(
        ({ name, labels }) => name === "ledge_operations_total" && labels["status_class"] === undefined,
      );
      return counted.map(({ labels }) => labels["operation"]);
    };
    await expect.poll(runs).toEqual(expect.arrayContaining(["consumeEvents", "seal"]));
    const { text } = await ledge.request("GET", "/metrics");
    const gauges = samplesIn(text).filter(({ name }) =>
      /^ledge_(?:outbox_oldest_seconds|dead_letters|log_behind_seconds|credential_age_seconds)$/.test(name),
    );
    expect(gauges).toHaveLength(5);
    for (const { value } of gauges) expect(value).toBeGreaterThanOrEqual(0);
  });

  test("count a write that is asked for again as a replay, and of each statement how many requests it did and how long they waited", async () => {
    const { account } = await bank.customerWith("3");
    const [body, key] = [transferOf(account, bank.cash, "1"), randomUUID()];
    for (let time = 0; time < 3; time += 1) expect((await ledge.request("POST", "/v1/transfers", { body, key })).status).toBe(201);
    const totals = async (): Promise<readonly number[]> => {
      const samples = samplesIn((await ledge.request("GET", "/metrics")).text);
      const of = (name: string, operation: string): number =>
        samples.filter((one) => one.name === name && one.labels["operation"] === operation).reduce((sum, { value }) => sum + value, 0);
      const did = samples.filter(({ name, labels }) => name === "ledge_operations_total" && labels["service"] === "postgres");
      const statements = did.filter(({ labels }) => labels["operation"] === "postTransfers").reduce((sum, { value }) => sum + value, 0);
      const requests = [of("ledge_batch_requests_sum", "postTransfers"), of("ledge_lane_wait_seconds_count", "postTransfers")];
      return [of("ledge_replays_total", "createTransfer"), ...requests.map((count) => count - statements)];
    };
    await expect.poll(totals).toEqual([2, 0, 0]);
  });

  test("count each run of the sweep of holds, and the holds that it let expire: its Worker has no tail", async () => {
    const { account } = await bank.customerWith("10");
    const expires_at = new Date(Date.now() + 2_000).toISOString();
    const places = Array.from({ length: 3 }, () =>
      ledge.request("POST", "/v1/holds", { body: { ...transferOf(account, bank.cash, "1"), expires_at } }),
    );
    expect((await Promise.all(places)).map(({ status }) => status)).toEqual([201, 201, 201]);
    const samples = async () => {
      const all = samplesIn((await ledge.request("GET", "/metrics")).text);
      return all.filter(({ labels }) => labels["operation"] === "expireHolds");
    };
    const sumOf = async (wanted: string): Promise<number> =>
      (await samples()).filter(({ name }) => name === wanted).reduce((sum, { value }) => sum + value, 0);
    await expect.poll(() => sumOf("ledge_holds_expired_total"), { timeout: 10_000 }).toBe(3);
    const runs = (await samples()).filter(({ name, labels }) => name === "ledge_operations_total" && labels["service"] === "core");
    expect(runs.map(({ labels }) => labels["status_class"])).toEqual([undefined]);
    const ran = () =>
      ledge.harness.getLogs().filter(({ message }) => /"service.name":"core".*"operation":"expireHolds".*"counts"/.test(message)).length;
    // Each run and its statement.
    await expect.poll(async () => (await sumOf("ledge_operations_total")) - 2 * ran()).toBe(0);
  });

  test("have the names, labels and buckets that rules and dashboards are made of, and no others", async () => {
    expect(faultsOfExposition((await ledge.request("GET", "/metrics")).text)).toEqual([]);
  });

  test.each(["*/*", "application/openmetrics-text; version=1.0.0", "text/html", "application/json;q=0"])(
    "are OpenMetrics 1.0, whatever a reader accepts: %s",
    async (accept) => {
      const { status, headers, text } = await ledge.request("GET", "/metrics", { headers: { Accept: accept } });
      expect([status, headers.get("Content-Type")]).toEqual([200, "application/openmetrics-text; version=1.0.0; charset=utf-8"]);
      expect(text.endsWith("# EOF\n")).toBe(true);
    },
  );

  test("are for operators alone", async () => {
    const all = { name: "all", scopes: ["accounts:read", "transfers:read", "events:read", "audit:read"] };
    const { token } = (await ledge.request("POST", "/v1/api-keys", { body: all })).json as { token: string };
    expect((await ledge.request("GET", "/metrics", { token })).json).toMatchObject({ status: 403, code: "forbidden" });
    expect((await ledge.request("GET", "/metrics", { token: null })).json).toMatchObject({ status: 401, code: "unauthenticated" });
  });
});
