// The signing secrets of an endpoint, as a table of instants: each previous secret for its own day, whatever is rotated after it.
import { describe, expect, test } from "vitest";
import { MAX_PREVIOUS_SECRETS, rotated, type Secrets, secretsInForce } from "../../core-service/src/webhooks/secrets.ts";

const at = (hours: number): Date => new Date(Date.parse("2026-11-23T12:00:00Z") + hours * 3_600_000);
const NEW: Secrets = { secretVersion: 1, previousSecretsUntil: [], secretKeys: ["of 1"] };
const numbersAt = (secrets: Secrets, now: Date): readonly number[] => secretsInForce(secrets, now).map(({ version }) => version);

/** The secrets after rotations at these hours, each of a key of its own. */
function after(...hours: readonly number[]): Secrets {
  return hours.reduce((secrets, hour) => {
    const next = rotated(secrets, `of ${secrets.secretVersion + 1}`, at(hour));
    if (next === null) throw new Error(`the rotation at ${hour} h was refused`);
    return next;
  }, NEW);
}

describe("the secrets of an endpoint that sign", () => {
  test.each<[rotations: readonly number[], atHours: number, versions: readonly number[]]>([
    [[], 0, [1]],
    [[0], 0, [2, 1]],
    [[0], 23.999, [2, 1]],
    [[0], 24, [2]],
    [[0, 1], 1, [3, 2, 1]],
    [[0, 1], 24, [3, 2]],
    [[0, 1], 25, [3]],
    [[0, 30], 30, [3, 2]],
    [[0, 1, 2, 3, 4], 23, [6, 5, 4, 3, 2, 1]],
    [[0, 1, 2, 3, 4, 24], 24, [7, 6, 5, 4, 3, 2]],
  ])("after rotations at %j h, at %s h, are %j", (rotations, hours, versions) => {
    const expected = versions.map((version) => ({ version, key: `of ${version}` }));
    expect(secretsInForce(after(...rotations), at(hours))).toEqual(expected);
  });

  test("are at most one current and five previous ones: a rotation beyond them is refused, and none ends early", () => {
    const full = after(...Array.from({ length: MAX_PREVIOUS_SECRETS }, (_, hours) => hours));
    expect(secretsInForce(full, at(23.9))).toHaveLength(6);
    expect(rotated(full, "of 7", at(23.9))).toBeNull();
    expect(rotated(full, "of 7", at(24))).not.toBeNull();
  });

  test("each sign for at least a day when the clock steps back, and keep their numbers", () => {
    const stepped = after(2, 0);
    expect(stepped.previousSecretsUntil).toEqual([at(26), at(26)]);
    expect(numbersAt(stepped, at(25.9))).toEqual([3, 2, 1]);
    expect(numbersAt(after(2, 0, 25), at(25))).toEqual([4, 3, 2, 1]);
  });
});
