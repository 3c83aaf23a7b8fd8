// Leases as pure rules: one holder at a time, an end that time brings, and no memory of those who never came back.
import { describe, expect, test } from "vitest";
import { LEASE_MS, Leases } from "../../workers/gateway/src/idempotency/leases.ts";

describe("leases", () => {
  test("a lease runs until its time is over, and until its holder ends it", () => {
    const leases = new Leases();
    const lease = leases.grant("k", "f", 0);
    expect([leases.find("k", LEASE_MS - 1)?.fingerprint, leases.find("k", LEASE_MS)]).toEqual(["f", null]);
    expect(leases.end("k", "another's")).toBeNull();
    expect(leases.end("k", lease)).toMatchObject({ fingerprint: "f", grantedAtMs: 0 });
    expect([leases.find("k", 1), leases.end("k", lease)]).toEqual([null, null]);
  });

  test("leases that nobody ended are forgotten when their time is over, the running ones are kept", () => {
    const leases = new Leases();
    const dead = Array.from({ length: 1_000 }, (_, index) => leases.grant(`dead-${index}`, "f", index));
    const renewed = leases.grant("dead-0", "f", LEASE_MS);
    leases.grant("another", "f", LEASE_MS + 999);
    expect(dead.map((lease, index) => leases.end(`dead-${index}`, lease)).filter((end) => end !== null)).toEqual([]);
    expect(leases.end("dead-0", renewed)).not.toBeNull();
  });
});
