// The logs that this witness follows, by its settings. A setting that cannot be read stops everything: a witness must not follow fewer logs, or
// believe other keys, than its operator wrote.
import { parseVerifierKey } from "@ledge/shared/transparency/keys";
import { logVerifier } from "@ledge/shared/transparency/log-signature";
import type { Verifier } from "@ledge/shared/transparency/note";
import { toUtf8 } from "@ledge/shared/transparency/encoding";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

export interface ConfiguredLog {
  readonly origin: string;
  /** SHA-256 of the origin, in hex: its name in URLs (tlog-witness, Monitor Retrieval Mechanism). */
  readonly originHash: string;
  readonly keys: readonly Verifier[];
}

let last: { readonly text: string; readonly logs: readonly ConfiguredLog[] } | undefined;

/** @throws for settings that cannot be read. */
export function configuredLogs(text: string): readonly ConfiguredLog[] {
  if (last?.text === text) return last.logs;
  const logs = Object.entries(JSON.parse(text) as Record<string, unknown>).map(([origin, vkeys]) => {
    if (!Array.isArray(vkeys) || vkeys.length === 0) throw new RangeError(`LOGS: ${origin} has no list of verifier keys`);
    const keys = vkeys.map((vkey) => {
      const key = parseVerifierKey(String(vkey));
      if (key === null) throw new RangeError(`LOGS: a verifier key of ${origin} is malformed`);
      return logVerifier(key);
    });
    return { origin, originHash: bytesToHex(sha256(toUtf8(origin))), keys };
  });
  last = { text, logs };
  return logs;
}
