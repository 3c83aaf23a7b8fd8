// The security log (OWASP ASVS 5.0, V16.3): refused credentials, refused rights, limits that were met, and changes of keys. Who floods the platform must
// not flood its log: of one window it has a line for each of some subjects, and the number of lines that were left out.
import type { OperationId } from "@ledge/shared/contracts/refusals";
import { log } from "@ledge/shared/telemetry/log";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

const WINDOW_MS = 10_000;
/** @internal Tests read the limit instead of repeating it. */
export const SUBJECTS_PER_WINDOW = 50;

const REFUSALS: Readonly<Record<number, string>> = { 401: "authentication_failed", 403: "authorization_failed", 429: "rate_limited" };
const CHANGES: Partial<Readonly<Record<OperationId, string>>> = {
  createApiKey: "api_key_created",
  rotateApiKey: "api_key_rotated",
  revokeApiKey: "api_key_revoked",
  rotateWebhookSecret: "webhook_secret_rotated",
};

interface Window {
  readonly sinceMs: number;
  readonly subjects: Set<string>;
  leftOut: number;
}

export class SecurityLog {
  readonly #windows = new Map<string, Window>();

  /**
   * Notes an answer if it is one of security.
   *
   * @param who the id of the principal, or the address of a source without one.
   * @param secret under which an address is tagged, in the line alone: most lines are left out; null: `who` is a principal.
   */
  note(status: number, operationId: OperationId, who: string, secret: string | null, requestId: string, nowMs: number): void {
    const change = status < 300 ? CHANGES[operationId] : undefined;
    // Changes are few, and each is wanted.
    const line = () => ({ service: "gateway", subject: secret === null ? who : sourceTag(secret, who), request_id: requestId });
    if (change !== undefined) return log({ level: "info", ...line(), operation: `security.${change}` });
    const refusal = REFUSALS[status];
    if (refusal === undefined) return;
    const last = this.#windows.get(refusal);
    const isOver = last === undefined || nowMs - last.sinceMs >= WINDOW_MS;
    const window: Window = isOver ? { sinceMs: nowMs, subjects: new Set(), leftOut: 0 } : last;
    this.#windows.set(refusal, window);
    if (window.subjects.has(who) || window.subjects.size >= SUBJECTS_PER_WINDOW) {
      window.leftOut += 1;
      return;
    }
    window.subjects.add(who);
    const counts = isOver && last !== undefined && last.leftOut > 0 ? { left_out_before: last.leftOut } : undefined;
    log({ level: "warn", ...line(), operation: `security.${refusal}`, ...(counts && { counts }) });
  }
}

/**
 * Stands for a source address in the log: an address is personal data (law 28), and lines of one source must still be found together.
 *
 * @internal A rule, tested by itself.
 */
export const sourceTag = (secret: string, address: string): string =>
  `source:${bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(address))).slice(0, 16)}`;
