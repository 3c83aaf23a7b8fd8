// What was seen of credentials, as people and as a monitoring system read it.
import { markdownOf, metricsOf, textOf } from "@ledge/delivery/credentials/report";
import type { Sighting } from "@ledge/delivery/credentials/sighting";
import { survey } from "@ledge/delivery/credentials/survey";
import { describe, expect, test } from "vitest";

const NOW = new Date("2026-12-01T10:20:30.123Z");
const DAY_MS = 86_400_000;
const inDays = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);
const alerts = (seen: readonly Sighting[]): string[] => seen.flatMap(({ alert }) => alert ?? []);

describe("a survey", () => {
  const sighting = (more: Partial<Sighting>): Sighting => ({
    ...{ kind: "credential", name: "one", row: null, since: null, mostDays: null, expires: null, state: "active", alert: null },
    ...more,
  });

  test("has each row of the table, says of what is not seen that it is not, and goes on after a source that fails", async () => {
    const seen = await survey("prod", [
      { called: "Cloudflare's tokens", see: () => Promise.reject(new Error("refused")) },
      { called: "logins", see: async () => [sighting({ name: "ledge_rotator", row: "`ledge_rotator`", since: inDays(-3) })] },
    ]);
    expect(alerts(seen)).toEqual(["Cloudflare's tokens could not be seen: refused"]);
    const states = Object.fromEntries(seen.map(({ name, state }) => [name, state]));
    expect(states).toMatchObject({
      ledge_auditor: "not seen here: AUDITOR_DATABASE_URL shows it",
      ledge_rotator: "active",
      "the Workers' keys": "not known: a reminder of yours",
      "Neon's key": "not seen here: NEON_API_KEY shows it",
    });
    expect(states).not.toHaveProperty("the seed of previews");
    const ofPreviews = (await survey("preview", [])).map(({ name }) => name);
    expect(ofPreviews).toEqual(["Cloudflare's token of releases", "Neon's key", "the seed of previews"]);
  });

  test("is a table for people, one for a job's summary, and OpenMetrics, whose gauges have the ages and ends that are known", () => {
    const seen = [
      sighting({ name: 'a "quoted" | one', since: inDays(-2), mostDays: 90, expires: new Date("2027-01-02T00:00:00Z") }),
      sighting({ name: "two", state: "not there", alert: "two is not there" }),
      sighting({ kind: "certificate", name: "api.example.com", since: inDays(-2), expires: new Date("2027-01-03T00:00:00Z") }),
    ];
    expect(textOf(seen, NOW)).toMatch(/^a "quoted" \| one +2 d +90 d +2027-01-02 +active$/m);
    expect(textOf(seen, NOW)).toMatch(/^two +– +– +– +✗ not there$/m);
    expect(markdownOf("Credentials of prod", seen, NOW)).toContain('| a "quoted" \\| one | 2 d | 90 d | 2027-01-02 | active |');
    expect(markdownOf("Credentials of prod", seen, NOW)).toContain("- ✗ two is not there");
    expect(metricsOf(seen, NOW).split("\n")).toEqual([
      "# TYPE ledge_credential_age_seconds gauge",
      "# UNIT ledge_credential_age_seconds seconds",
      "# HELP ledge_credential_age_seconds Since when a credential is what it is.",
      'ledge_credential_age_seconds{credential="a \\"quoted\\" | one"} 172800',
      "# TYPE ledge_credential_expiry_timestamp_seconds gauge",
      "# UNIT ledge_credential_expiry_timestamp_seconds seconds",
      "# HELP ledge_credential_expiry_timestamp_seconds When a credential expires.",
      'ledge_credential_expiry_timestamp_seconds{credential="a \\"quoted\\" | one"} 1798848000',
      "# TYPE ledge_certificate_expiry_timestamp_seconds gauge",
      "# UNIT ledge_certificate_expiry_timestamp_seconds seconds",
      "# HELP ledge_certificate_expiry_timestamp_seconds When a certificate expires.",
      'ledge_certificate_expiry_timestamp_seconds{host="api.example.com"} 1798934400',
      "# EOF",
      "",
    ]);
  });
});
