// The log grows by steps that may end anywhere: whatever crashes, there is one tree, one signature of a size, and nothing that was published is lost.
import { toUtf8 } from "@ledge/shared/transparency/encoding";
import { judgeProof, parseProof } from "@ledge/shared/transparency/proof";
import { leafHash } from "@ledge/shared/transparency/tree";
import { describe, expect, test } from "vitest";
import { expectOneHistory, policyOf, step } from "../support/transparency/one-history.ts";
import {
  checkpointOf,
  Crash,
  entriesOf,
  filesOf,
  RECORDED_MS,
  sealFixture,
  type SealFixture,
  sizeOf,
} from "../support/transparency/seal-fixture.ts";
import { proofOf } from "../../workers/audit/src/log/proof-of.ts";

describe("the log", () => {
  test("of any size has the tiles, the root and the checkpoint that a verifier expects", async () => {
    const log = await sealFixture(0);
    for (const size of [1, 2, 255, 256, 257, 511, 512, 600, 900]) {
      log.entries = entriesOf(size);
      await log.finish(300);
      expect(log.state.backlog()).toEqual({ published: size, sinceMs: null });
      await expectOneHistory(log);
    }
  });

  test("of no record publishes nothing", async () => {
    const log = await sealFixture(0);
    await log.finish();
    expect([log.files.size, log.signed]).toEqual([0, []]);
  });

  test("that nothing was added to signs and publishes nothing", async () => {
    const log = await sealFixture(40);
    await log.finish();
    await log.finish();
    expect([log.signed.length, log.published]).toEqual([1, [40]]);
  });

  test("killed at any step, before and after its effect, goes on to the same tree, and signs no second one of a size", async () => {
    // How many steps there are without a crash, in a log that grows twice and has two levels.
    const grow = async (log: SealFixture): Promise<void> => {
      for (const size of [300, 700]) {
        log.entries = entriesOf(size);
        await log.finish(256);
      }
    };
    const counting = await sealFixture(0);
    let steps = 0;
    counting.interrupt = () => void (steps += 1);
    await grow(counting);
    expect(steps).toBeGreaterThan(60);
    for (let killed = 1; killed <= steps; killed += 1) {
      const log = await sealFixture(0);
      let at = 0;
      log.interrupt = (what, when) => {
        if ((at += 1) === killed) throw new Crash(`${when} ${what}`);
      };
      await grow(log);
      await expectOneHistory(log);
      expect(sizeOf(log.files.get("checkpoint")!), `killed at ${killed}`).toBe(700);
    }
  });

  test("that grew while it was down, between tiles and signature, signs the larger tree alone", async () => {
    const log = await sealFixture(300);
    log.interrupt = (what, when) => {
      if (what === "put tile" && when === "after") throw new Crash();
    };
    expect(await step(log)).toBe("Crash");
    log.interrupt = () => undefined;
    log.entries = entriesOf(520);
    await log.finish();
    await expectOneHistory(log);
    expect(log.signed.map(sizeOf)).toEqual([520]);
  });
});

describe("the log refuses", () => {
  const grown = async (size = 300): Promise<SealFixture> => {
    const log = await sealFixture(size);
    await log.finish();
    return log;
  };
  const refuses = async (log: SealFixture, fault: string): Promise<void> => {
    const [before, signed] = [checkpointOf(log), log.signed.length];
    expect(await step(log)).toBe(fault);
    expect([checkpointOf(log), log.signed.length], "nothing is signed or published").toEqual([before, signed]);
  };

  test("to replace a tile by another one", async () => {
    const log = await sealFixture(300);
    log.files.set("tile/0/000", new Uint8Array(8_192));
    await refuses(log, "TileOverwritten");
  });

  test("to go on from tiles that are not those of the tree that it signed", async () => {
    const log = await grown();
    log.files.set("tile/1/000.p/1", new Uint8Array(32));
    await refuses(log, "TilesDiffer");
  });

  test("to go on from a tree of which a tile is missing", async () => {
    const log = await grown();
    log.files.delete("tile/0/001.p/44");
    await refuses(log, "TileMissing");
  });

  test("to follow a core-service that has fewer records", async () => {
    const log = await grown();
    log.entries = entriesOf(299);
    await refuses(log, "LogShrank");
  });

  test.each([300, 256])("to follow a core-service that was set back, and has more records again than were signed (%i)", async (size) => {
    const log = await grown(size);
    log.entries = [...entriesOf(size - 10), ...entriesOf(size + 40, "later").slice(size - 10)];
    await refuses(log, "LogDiffers");
    // For good, whatever it grows to.
    log.entries = [...log.entries, ...entriesOf(600, "later")];
    await refuses(log, "LogDiffers");
  });

  test("to sign another tree of a size, when the core has changed its mind after a crash", async () => {
    const log = await sealFixture(300);
    log.interrupt = (what, when) => {
      if (what === "sign" && when === "before") throw new Crash();
    };
    expect(await step(log)).toBe("Crash");
    log.interrupt = () => undefined;
    // The memory was set back to before the tree, but not the bucket.
    log.forget();
    log.entries = entriesOf(300, "other");
    await refuses(log, "TileOverwritten");
  });

  test("to take a checkpoint that it did not sign for its own", async () => {
    const log = await grown();
    const other = await sealFixture(900);
    await other.finish();
    log.files.set("checkpoint", toUtf8(checkpointOf(other).replaceAll("log.example", "other.example")));
    await refuses(log, "CheckpointForeign");
  });
});

describe("how far the log is behind", () => {
  test("is counted from the recording of what waits, also while steps follow each other", async () => {
    const log = await sealFixture(900);
    const seen: unknown[] = [];
    for (let step = 0; step < 3; step += 1) {
      await log.step(null, 300);
      seen.push(log.state.backlog());
    }
    expect(seen).toEqual([
      { published: 300, sinceMs: RECORDED_MS },
      { published: 600, sinceMs: RECORDED_MS },
      { published: 900, sinceMs: null },
    ]);
  });

  test("is counted from its waking, until it knows more", async () => {
    const log = await sealFixture(3);
    log.state.wait(RECORDED_MS + 5_000);
    log.interrupt = (what, when) => {
      if (what === "put tile" && when === "before") throw new Crash();
    };
    expect(log.state.backlog().sinceMs).toBe(RECORDED_MS + 5_000);
    expect(await step(log)).toBe("Crash");
    expect(log.state.backlog().sinceMs).toBe(RECORDED_MS);
  });
});

describe("a bucket", () => {
  test.each(["put tile", "put checkpoint", "get"])("that refuses a request (%s) delays the log, and changes nothing", async (refused) => {
    const log = await sealFixture(300);
    let times = 0;
    log.interrupt = (what, when) => {
      if (what === refused && when === "before" && (times += 1) <= 3) throw new Crash();
    };
    await log.finish();
    expect(times).toBeGreaterThan(3);
    await expectOneHistory(log);
  });
});

describe("a proof", () => {
  test("is there for each record of the published tree, and for no other", async () => {
    const log = await sealFixture(300);
    const files = filesOf(log);
    expect(await proofOf(files, 0)).toBeNull();
    await log.finish();
    expect(await proofOf(files, 300)).toBeNull();
    for (const index of [0, 1, 255, 256, 299]) {
      const proof = parseProof(toUtf8((await proofOf(files, index))!))!;
      expect(await judgeProof(proof, leafHash(log.entries[index]!), policyOf(log)), String(index)).toMatchObject({ ok: true });
      expect(await judgeProof(proof, leafHash(log.entries[index + 1] ?? log.entries[0]!), policyOf(log))).toMatchObject({ ok: false });
    }
  });
});
