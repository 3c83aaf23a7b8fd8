// The mutants of the chaos run change lines of the bundles. Each must find its line in the current bundles of the Workers.
import { mutants, plantInBundles } from "@ledge/verification/chaos/mutants";
import { bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { beforeAll, expect, test } from "vitest";

let bundles: Awaited<ReturnType<typeof bundleWorkers>>;

beforeAll(async () => {
  bundles = await bundleWorkers();
});

test.each(mutants.filter((mutant) => mutant.bundles !== undefined))("the mutant $name finds its line in the bundles", (mutant) => {
  const planted = plantInBundles(mutant, bundles);
  const changed = planted.filter(({ script }, index) => script !== bundles[index]!.script).map(({ configPath }) => configPath);
  expect(changed).toEqual(mutant.bundles!.map(({ name }) => name));
});
