// The rules of the audit log that can be checked on the tables (law 22). Each is a query for what violates it, as text.

/** Outcomes of writes that left no row of their key: the edge reports them, and the same key may have succeeded since. */
const WITHOUT_KEY = "('forbidden', 'not_found', 'precondition_failed', 'idempotency_key_reused', 'outcome_expired')";

export const auditRules = {
  // What is committed is noted in the same transaction, and is in the log later.
  "a key has exactly one record": `
    SELECT format('key %s of %s: %s records', coalesce(k.digest, r.digest), coalesce(k.principal, r.principal), count(r.digest))
      FROM (SELECT principal, sha256(convert_to(key, 'UTF8')) AS digest FROM idempotency.keys) AS k
      FULL JOIN (SELECT principal, key_digest AS digest FROM audit.records WHERE key_digest IS NOT NULL AND outcome NOT IN ${WITHOUT_KEY}
                  UNION ALL
                 SELECT noted.principal, sha256(convert_to(noted.key, 'UTF8')) FROM audit.pending AS p, unnest(p.principals, p.keys) AS noted (principal, key)) AS r
        ON r.principal = k.principal AND r.digest = k.digest
     GROUP BY k.principal, k.digest, r.principal, r.digest
    HAVING count(k.digest) <> 1 OR count(r.digest) <> 1`,

  "a record says what its key says": `
    SELECT format('record %s', r.index)
      FROM audit.records AS r
      JOIN idempotency.keys AS k ON k.principal = r.principal AND sha256(convert_to(k.key, 'UTF8')) = r.key_digest
     WHERE r.outcome NOT IN ${WITHOUT_KEY}
       AND (r.operation, r.recorded_at, r.fingerprint, r.outcome = 'done', r.resources)
           IS DISTINCT FROM (k.operation, k.recorded_at, k.fingerprint, k.resource IS NOT NULL OR k.outcome IS NOT NULL,
                             CASE WHEN k.resource IS NULL THEN coalesce(k.resources, '{}') ELSE ARRAY[k.resource] END)`,

  "the audit log has no gap": `
    SELECT format('record %s is in place %s', index, place)
      FROM (SELECT index, row_number() OVER (ORDER BY index) - 1 AS place FROM audit.records) AS placed WHERE index <> place
     UNION ALL
    SELECT format('the log has %s records, and not %s', (SELECT count(*) FROM audit.records), size)
      FROM audit.head WHERE size <> (SELECT count(*) FROM audit.records)`,
} as const;
