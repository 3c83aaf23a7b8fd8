// The restore drill, as `npm run restore:drill` runs it: a database under load is backed up, lost and restored, to an instant and to everything that
// was archived; the books are correct, acknowledged effects are present, and the platform answers. It also detects a restore that went too far.
import { randomInt } from "node:crypto";
import { drill } from "@ledge/verification/restore/drill";
import { report } from "@ledge/verification/restore/report";
import { bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { expect, test } from "vitest";

const SECONDS = 8;
const seed = randomInt(2 ** 31);

test("a database that is lost under load is restored without a fault, and a restore past a mistake is detected", async () => {
  const bundles = await bundleWorkers();
  const options = { bundles, seconds: SECONDS, seed, say: () => undefined };
  const right = await drill(options);
  console.info(report(right, seed));
  expect(right.faults).toEqual([]);

  const wrong = await drill({ ...options, pastTheMistake: true });
  expect(wrong.instant.faults).toEqual([expect.stringContaining("a balance is the fold of its entries")]);
  expect(wrong.loss.faults).toEqual([]);
});
