// Each run of the sweep of holds has its line, and is reported to who counts, whatever becomes of it; a report that is lost holds nothing up.
import type { Hop } from "@ledge/shared/telemetry/hops";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Database } from "../../core-service/src/database/connect.ts";
import { reportRun, sweepRun } from "../../core-service/src/lane/sweep-run.ts";
import { writeRun } from "../../workers/audit/src/write-run.ts";

let lines: Record<string, unknown>[];
beforeEach(() => {
  lines = [];
  for (const level of ["log", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>));
});
afterEach(() => vi.restoreAllMocks());

/** A database of one statement. */
const databaseOf = (execute: () => Promise<unknown>): Database => ({ execute }) as unknown as Database;
const three = databaseOf(async () => ({ rows: [{ expired: 3, next: "2026-12-01 10:00:00+00" }] }));
const away = databaseOf(() => Promise.reject(new RangeError("Ada Lovelace")));

async function sweep(database: Database): Promise<{ readonly ended: unknown; readonly runs: readonly (readonly Hop[])[] }> {
  const runs: (readonly Hop[])[] = [];
  const ended = await sweepRun(
    "v1",
    (statement) => statement(database),
    (run) => void runs.push(run),
  ).catch((error: unknown) => error);
  return { ended, runs };
}

describe("a run of the sweep", () => {
  test("is reported with its statement, which is a batch of what expired", async () => {
    const { ended, runs } = await sweep(three);
    expect(ended).toEqual(new Date("2026-12-01T10:00:00Z"));
    expect(runs).toEqual([
      [
        expect.objectContaining({ service: "core", operation: "expireHolds", version: "v1", outcome: "ok" }),
        expect.objectContaining({ service: "postgres", operation: "expireHolds", outcome: "ok" }),
      ],
    ]);
    const [run, statement] = runs[0] as [Hop, Hop];
    expect([statement.parent_id, statement.batch]).toEqual([run.span_id, { id: statement.span_id, size: 3 }]);
    expect(lines).toMatchObject([{ level: "info", operation: "expireHolds", counts: { expired: 3 } }]);
  });

  test("that fails is reported by the name of its error alone, and fails", async () => {
    const { ended, runs } = await sweep(away);
    expect(ended).toBeInstanceOf(RangeError);
    expect(runs.map((run) => run.map(({ service, outcome }) => [service, outcome]))).toEqual([
      [
        ["core", "RangeError"],
        ["postgres", "RangeError"],
      ],
    ]);
    expect(lines).toMatchObject([{ level: "error", operation: "expireHolds", "error.type": "RangeError" }]);
    expect(JSON.stringify([runs, lines])).not.toContain("Ada");
  });

  test.each([
    ["ends well", three, "info", undefined],
    ["fails", away, "error", "RangeError"],
  ])("that %s has the same line where it is counted", async (_how, database, level, error) => {
    const { runs } = await sweep(database);
    expect(writeRun(JSON.parse(JSON.stringify({ run: runs[0] })))).toBe(true);
    const [own, counted] = lines as [Record<string, unknown>, Record<string, unknown>];
    expect(counted).toMatchObject({ level, "service.name": "core", "service.version": "v1", operation: "expireHolds" });
    expect([own["error.type"], counted["error.type"]]).toEqual([error, error]);
    expect(counted["duration_ms"]).toBe(runs[0]?.[0]?.duration_ms);
    expect(counted["hops"]).toHaveLength(1);
  });
});

describe("a report", () => {
  test("is one message", async () => {
    const sent: unknown[] = [];
    const queue = { send: async (body: unknown) => void sent.push(body) } as unknown as Parameters<typeof reportRun>[0];
    const { runs } = await sweep(three);
    await reportRun(queue, runs[0] as readonly Hop[]);
    await reportRun(queue, []);
    expect(sent).toEqual([{ run: runs[0] }]);
  });

  test("that no queue takes fails nothing", async () => {
    const queue = { send: () => Promise.reject(new Error("away")) } as unknown as Parameters<typeof reportRun>[0];
    const { runs } = await sweep(three);
    await expect(reportRun(queue, runs[0] as readonly Hop[])).resolves.toBeUndefined();
  });

  test.each([{}, null, 7, { run: [] }, { run: "x" }, { run: [{ service: "core" }] }])(
    "is no message that has no run: %j writes no line",
    (body) => {
      expect([writeRun(body), lines]).toEqual([false, []]);
    },
  );
});
