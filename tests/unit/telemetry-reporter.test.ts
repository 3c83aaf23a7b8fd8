// Samples are counted once, whatever becomes of a report; and whoever cannot report gathers no more than a bounded number of series.
import { describe, expect, test } from "vitest";
import { MOST_SERIES, type Report, Reporter } from "../../workers/telemetry/src/reporter.ts";
import type { Sample } from "../../workers/telemetry/src/series.ts";

const sample = (operation = "createTransfer"): Sample => ({
  labels: { service: "payments", operation, version: "v1", statusClass: "2xx", errorType: "" },
  value: 3,
  requestId: "req_1",
});
const soon = async (): Promise<void> => undefined;
const countsOf = (reports: readonly Report[]): number[] => reports.map(({ series }) => series.reduce((sum, { count }) => sum + count, 0));

describe("a reporter", () => {
  test("sends what comes within a while as one report, and asks for one sending at a time", async () => {
    const reporter = new Reporter("a");
    const reports: Report[] = [];
    expect([reporter.take([sample()], 0), reporter.take([sample(), sample("getTransfer")], 10)]).toEqual([true, false]);
    await reporter.send(async (report) => void reports.push(report), soon);
    expect(reports).toEqual([expect.objectContaining({ reporter: "a", number: 1, losses: {} })]);
    expect(countsOf(reports)).toEqual([3]);
    expect(reporter.take([sample()], 20)).toBe(true);
  });

  test("sends a report that failed again as it was, and what came meanwhile in another", async () => {
    const reporter = new Reporter("a");
    const reports: Report[] = [];
    reporter.take([sample()], 0);
    const failing = reporter.send(async (report) => {
      reports.push(report);
      reporter.take([sample(), sample()], 5);
      throw new Error("away");
    }, soon);
    await expect(failing).rejects.toThrow("away");
    for (let turn = 0; turn < 2; turn += 1) await reporter.send(async (report) => void reports.push(report), soon);
    expect(reports.map(({ number }) => number)).toEqual([1, 1, 2]);
    expect(reports[1]).toEqual(reports[0]);
    expect(countsOf(reports)).toEqual([1, 1, 2]);
  });

  test("says once what was left out, by what it is", async () => {
    const reporter = new Reporter("a");
    const reports: Report[] = [];
    for (const requests of [2, 3]) reporter.lose({ requests, traces: 1, logs: 0 });
    for (let turn = 0; turn < 2; turn += 1) {
      reporter.take([sample()], turn);
      await reporter.send(async (report) => void reports.push(report), soon);
    }
    expect(reports.map(({ losses }) => losses)).toEqual([{ requests: 5, traces: 2 }, {}]);
  });

  test("has nothing to send without samples, and is asked again when a sending was given up", () => {
    const reporter = new Reporter("a");
    expect(reporter.take([], 0)).toBe(false);
    expect(reporter.take([sample()], 0)).toBe(true);
    expect([reporter.take([sample()], 9_999), reporter.take([sample()], 10_000)]).toEqual([false, true]);
  });

  test("keeps a bounded number of series, goes on counting those that it has, and says how many it left out", async () => {
    const reporter = new Reporter("a");
    const names = Array.from({ length: MOST_SERIES + 7 }, (_, at) => sample(`operation${at}`));
    reporter.take([...names, sample("operation0")], 0);
    let report: Report | null = null;
    await reporter.send(async (one) => void (report = one), soon);
    expect(report).toMatchObject({ losses: { samples: 7 } });
    expect(countsOf([report as unknown as Report])).toEqual([MOST_SERIES + 1]);
  });
});
