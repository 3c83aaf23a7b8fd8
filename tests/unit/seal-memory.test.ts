// A log whose key was changed, or whose memory was lost, goes on with what it has published itself, and with nothing else. And what a log must not do is seen.
import { toBase64 } from "@ledge/shared/transparency/encoding";
import { tilePath } from "@ledge/shared/transparency/tiles";
import { leafHash } from "@ledge/shared/transparency/tree";
import { describe, expect, test } from "vitest";
import { expectOneHistory, step } from "../support/transparency/one-history.ts";
import { sampleKey } from "../support/transparency/sample-keys.ts";
import { Crash, entriesOf, ORIGIN, sealFixture, sizeOf } from "../support/transparency/seal-fixture.ts";
import { logKeyOf } from "../../workers/audit/src/log/keys.ts";

describe("a log whose key was changed", () => {
  test("goes on, and signs the next checkpoint with the new key", async () => {
    const log = await sealFixture(300);
    await log.finish();
    log.key = await logKeyOf(ORIGIN, (await sampleKey(ORIGIN, "ed25519", 8)).secret);
    log.entries = entriesOf(310);
    await log.finish();
    await expectOneHistory(log);
    expect(log.signed.map(sizeOf)).toEqual([300, 310]);
  });

  test("takes no checkpoint of the old key for its memory", async () => {
    const log = await sealFixture(300);
    await log.finish();
    log.forget();
    log.key = await logKeyOf(ORIGIN, (await sampleKey(ORIGIN, "ed25519", 8)).secret);
    expect(await step(log)).toBe("CheckpointForeign");
  });

  test.each(["other.example", ""])("signs with no key of another name (%s)", async (name) => {
    const secret = name === "" ? "" : (await sampleKey(name, "ed25519", 8)).secret;
    await expect(logKeyOf(ORIGIN, secret)).rejects.toThrow("LOG_KEY is no key of this log");
  });
});

describe("a log that has lost its memory", () => {
  test("remembers what it has published by the bucket's checkpoint, and signs nothing smaller", async () => {
    const log = await sealFixture(300);
    await log.finish();
    log.forget();
    log.entries = entriesOf(310);
    await log.finish();
    await expectOneHistory(log);
    expect(log.signed.map(sizeOf)).toEqual([300, 310]);
  });
});

describe("a mutant of the log", () => {
  test("whose bucket replaces tiles publishes a checkpoint that its tiles contradict", async () => {
    const log = await sealFixture(300);
    await log.finish();
    log.forget();
    log.files.delete("checkpoint");
    log.entries = entriesOf(300, "other");
    expect(await step(log)).toBe("TileOverwritten");
    log.adapt = (ports) => ({
      ...ports,
      files: {
        ...ports.files,
        writeTiles: async (tiles) => tiles.forEach((tile) => void log.files.set(tilePath(tile), tile.bytes)),
      },
    });
    await log.finish();
    await expect(expectOneHistory(log)).rejects.toThrow("one tree of a size");
  });

  test("that signs before its tree is decided signs two trees of one size", async () => {
    const log = await sealFixture(300);
    log.adapt = (ports) => {
      const claim = async (): Promise<void> => {
        await ports.key.sign(`${ORIGIN}\n300\n${toBase64(leafHash(log.entries[0]!))}\n`);
        throw new Crash();
      };
      const { state } = ports;
      return {
        ...ports,
        state: { signed: () => state.signed(), want: () => undefined, backlog: () => state.backlog(), claim } as unknown as typeof state,
      };
    };
    expect(await step(log)).toBe("Crash");
    log.adapt = (ports) => ports;
    await log.finish();
    await expect(expectOneHistory(log)).rejects.toThrow("one tree of a size");
  });
});
