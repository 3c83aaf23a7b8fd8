// ledge-verify on proofs of single records, and on postings that records must cover.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toUtf8 } from "@ledge/shared/transparency/encoding";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleProof } from "../support/transparency/sample-receipts.ts";
import { lines, ORIGIN, SIZE, type VerifyFixture, verifyFixture, whole } from "../support/transparency/verify-fixture.ts";
import { type Line, sampleLine } from "../support/transparency/write-log.ts";

let log: VerifyFixture;
beforeAll(async () => {
  log = await verifyFixture();
});
afterAll(() => log.remove());

describe("a proof", () => {
  const proofOf = async (index: number, size = SIZE): Promise<string> => {
    const file = join(log.root, `${index}-of-${size}.tlog-proof`);
    writeFileSync(file, await sampleProof(index, { origin: ORIGIN, lines: lines(size), log: log.keys.log, cosigners: log.cosigners }));
    return file;
  };
  const records = (name: string, ...some: Line[]): string => {
    const file = join(log.root, name);
    writeFileSync(file, some.map((line) => `${JSON.stringify(line)}\n`).join(""));
    return file;
  };

  test("suffices for its record, without the log", async () => {
    const file = records("two.ndjson", sampleLine(5), sampleLine(400));
    expect(await log.run(file, "--proof", await proofOf(5), "--proof", await proofOf(400))).toContain("2 records are in the log");
  });

  test("is verified in the tree beside its records", async () => {
    expect(await log.run("--tiles", log.original, "--proof", await proofOf(5, 300))).toContain("1 proofs are of it");
  });

  test("of another record, without a record or for no record is found, and so is one of another history", async () => {
    const five = await proofOf(5);
    expect(await log.fault(records("changed.ndjson", { ...sampleLine(6), index: 5 }), "--proof", five)).toMatch(
      /5-of-600.tlog-proof, of index 5: does not lead/,
    );
    expect(await log.fault(records("six.ndjson", sampleLine(6)), "--proof", five)).toContain("line 1 of");
    expect(await log.fault(records("none.ndjson"), "--proof", five)).toContain("the export has no record of index 5");
    expect(await log.fault(records("twice.ndjson", sampleLine(5), sampleLine(5)), "--proof", five)).toContain("index 5 is there twice");
    const file = join(log.root, "bad.tlog-proof");
    writeFileSync(file, toUtf8("nothing"));
    expect(await log.fault("--tiles", log.original, "--proof", file)).toContain("bad.tlog-proof is no proof");
    const others = lines().with(9, sampleLine(1));
    writeFileSync(file, await sampleProof(5, { origin: ORIGIN, lines: others, log: log.keys.log, cosigners: log.cosigners }));
    expect(await log.fault("--tiles", log.original, "--proof", file)).toContain("the checkpoint of");
    const both = records("both.ndjson", sampleLine(5), sampleLine(400));
    expect(await log.fault(both, "--proof", file, "--proof", await proofOf(400))).toContain("are two histories: each has 600 records");
  });
});

describe("a posting", () => {
  const pages = (change: (page: string) => string): string => {
    const file = join(log.copy(), "transactions.ndjson");
    writeFileSync(file, change(readFileSync(file, "utf8")));
    return file;
  };
  const [id] = sampleLine(3).record.resources as [string];

  test("that no record covers is named", async () => {
    // Index 2 was refused, so that no posting has its number.
    const file = pages((text) => text.replace(id, id.replace(/3$/, "2")));
    expect(await log.fault(...whole(log.original), "--transactions", file)).toMatch(
      /^Finding: line 1 of transactions.ndjson: no record covers txn_/,
    );
  });

  test("that two records cover is named, with the second record", async () => {
    const twice = lines().with(500, { ...sampleLine(500), record: { ...sampleLine(500).record, outcome: "done", resources: [id] } });
    const folder = await log.write("twice", twice);
    expect(await log.fault(...whole(folder), "--transactions", join(log.original, "transactions.ndjson"))).toContain(
      `covers ${id}, which an earlier record covers`,
    );
  });

  test("that a refused record names is not covered by it", async () => {
    const refused = lines().with(3, { ...sampleLine(3), record: { ...sampleLine(3).record, outcome: "insufficient_funds" } });
    expect(
      await log.fault(...whole(await log.write("refused", refused)), "--transactions", join(log.original, "transactions.ndjson")),
    ).toContain(`no record covers ${id}`);
  });

  test("is in pages alone", async () => {
    expect(
      await log.fault(
        ...whole(log.original),
        "--transactions",
        pages(() => '{"id":"txn_1"}'),
      ),
    ).toContain("line 1 of transactions.ndjson is no page");
    expect(
      await log.fault(
        ...whole(log.original),
        "--transactions",
        pages(() => '{"data":[{"id":"trf_1"}]}'),
      ),
    ).toContain("trf_1 is no id of a transaction");
  });
});
