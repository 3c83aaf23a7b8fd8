// Leases as pure rules: one holder at a time, an end by time, and no memory of leases that were never released.
import { describe, expect, test } from "vitest";
import { LEASE_MS, Leases } from "../../workers/gateway/src/idempotency/leases.ts";

describe("leases", () => {
  test("a lease lasts until it expires or its holder releases it", () => {
    const leases = new Leases();
    const lease = leases.grant("k", "f", 0);
    expect([leases.find("k", LEASE_MS - 1)?.fingerprint, leases.find("k", LEASE_MS)]).toEqual(["f", null]);
    expect(leases.end("k", "another's")).toBeNull();
    expect(leases.end("k", lease)).toMatchObject({ fingerprint: "f", grantedAtMs: 0 });
    expect([leases.find("k", 1), leases.end("k", lease)]).toEqual([null, null]);
  });

  test("leases that were never released are removed when they expire, and running ones are kept", () => {
    const leases = new Leases();
    const dead = Array.from({ length: 1_000 }, (_, index) => leases.grant(`dead-${index}`, "f", index));
    const renewed = leases.grant("dead-0", "f", LEASE_MS);
    leases.grant("another", "f", LEASE_MS + 999);
    expect(dead.map((lease, index) => leases.end(`dead-${index}`, lease)).filter((end) => end !== null)).toEqual([]);
    expect(leases.end("dead-0", renewed)).not.toBeNull();
  });
});
