// Every problem that a request can be refused with: its stable code, HTTP status and title. Clients branch on codes: a code may be added, and is
// never changed or removed within /v1.

export const problems = {
  validation_failed: { status: 400, title: "The request is malformed." },
  idempotency_key_missing: { status: 400, title: "A write needs an Idempotency-Key header." },
  idempotency_key_invalid: {
    status: 400,
    title: "The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes",
  },
  idempotency_key_not_allowed: {
    status: 400,
    title: "A dry run takes no Idempotency-Key: nothing is done that could be recorded under it.",
  },
  webhook_url_not_allowed: { status: 400, title: "Webhooks are not sent to this URL." },
  unauthenticated: { status: 401, title: "The request carries no valid credentials." },
  forbidden: { status: 403, title: "These credentials do not allow this operation." },
  not_found: { status: 404, title: "There is no such resource." },
  method_not_allowed: { status: 405, title: "The resource does not support this method." },
  not_acceptable: { status: 406, title: "The resource has none of the media types in Accept." },
  amount_beyond_format: { status: 406, title: "The format that was asked for cannot hold an amount of this statement." },
  request_timeout: { status: 408, title: "The body of the request did not arrive whole and in time." },
  idempotency_key_in_use: { status: 409, title: "A request with this Idempotency-Key is still running." },
  account_frozen: { status: 409, title: "An account that would be debited is frozen." },
  account_closed: { status: 409, title: "An account that the request concerns is closed." },
  customer_blocked: { status: 409, title: "The customer was rejected or suspended: no payments, no holds, no new accounts." },
  api_key_rotated: { status: 409, title: "The API key has a successor already." },
  balance_not_zero: { status: 409, title: "Only an account without balance and without open holds can be closed." },
  house_account_exists: { status: 409, title: "There is a house account with this code and currency." },
  hold_expired: { status: 409, title: "The time at which the hold expires has come." },
  hold_not_open: { status: 409, title: "The hold has ended: it was captured, it was released, or it expired." },
  last_operator_key: { status: 409, title: "No other operator key lasts as long: nobody would be left who could make another." },
  outcome_expired: { status: 409, title: "The request was refused before, so long ago that the reason is no longer kept." },
  not_final_yet: { status: 409, title: "Something may still be recorded in the range that was asked for." },
  not_sealed_yet: { status: 409, title: "The record is in the log, but in no signed tree yet." },
  overdraft_in_use: { status: 409, title: "The account is overdrawn by more than the new limit." },
  transfer_not_reversible: { status: 409, title: "This transfer cannot be reversed: it is a reversal, or its payee is someone else's." },
  too_many_accounts: { status: 409, title: "The customer has as many accounts as its own key may open." },
  too_many_webhook_endpoints: { status: 409, title: "There are as many webhook endpoints as there may be." },
  too_many_webhook_secrets: { status: 409, title: "As many previous secrets of the webhook endpoint still sign as may at once." },
  webhook_delivery_pending: { status: 409, title: "The delivery is waiting for its turn already." },
  webhook_endpoint_disabled: { status: 409, title: "The webhook endpoint is disabled. Enable it first." },
  verification_not_allowed: { status: 409, title: "The customer's verification does not allow this decision now." },
  precondition_failed: { status: 412, title: "The resource is not in the state that If-Match or If-None-Match asks for." },
  payload_too_large: { status: 413, title: "The body is larger than 1 MiB." },
  unsupported_content_coding: { status: 415, title: "The body must not be compressed: no Content-Encoding, or identity." },
  unsupported_media_type: { status: 415, title: "The body must be application/json." },
  idempotency_key_reused: { status: 422, title: "This Idempotency-Key belongs to another request." },
  account_not_found: { status: 422, title: "An account that the request names does not exist." },
  customer_not_found: { status: 422, title: "The customer does not exist." },
  amount_not_positive: { status: 422, title: "The amount must be at least 1 minor unit." },
  amount_out_of_range: { status: 422, title: "The amount, or the balance it leads to, does not fit 64 bits." },
  batch_item_failed: { status: 422, title: "A transfer of the atomic batch was refused, so none was posted." },
  capture_exceeds_hold: { status: 422, title: "The captures of a hold cannot exceed its amount." },
  currency_mismatch: { status: 422, title: "The amount's currency is not the currency of its account." },
  insufficient_funds: { status: 422, title: "The account's available balance and overdraft limit do not cover the amount." },
  overdraft_limit_required: { status: 422, title: "A customer's account cannot be without an overdraft limit." },
  reversal_before_original: { status: 422, title: "A reversal cannot count before the transfer that it reverses." },
  reversal_exceeds_original: { status: 422, title: "The reversals of a transfer cannot exceed its amount." },
  same_account: { status: 422, title: "Debit and credit are on the same account." },
  transaction_not_balanced: { status: 422, title: "In each currency of a transaction, debits must equal credits." },
  value_date_before_opening: { status: 422, title: "An account that the request names was opened on a later day than its effective_at." },
  value_date_not_allowed: { status: 422, title: "These credentials do not allow an effective_at that lies so far back." },
  precondition_required: { status: 428, title: "Changing this resource needs an If-Match header with its ETag." },
  rate_limited: { status: 429, title: "More requests than this caller may send now." },
  internal_error: { status: 500, title: "An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key." },
  service_unavailable: { status: 503, title: "The outcome is not known yet. Retry with the same Idempotency-Key." },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** One fault of a request: its place (an RFC 6901 JSON Pointer into the body, or a parameter's name) and what is wrong. */
export interface Fault {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly detail: string;
}

/** RFC 9457 problem details, as sent in `application/problem+json`. */
export interface Problem {
  /** The URL of its explanation, relative to the docs; the gateway makes it absolute (RFC 9457, section 3.1.1). */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly request_id: string;
  readonly errors: readonly Fault[];
}

/** What is refused now, and will not be in a moment. */
const COMES_SOON: ReadonlySet<ProblemCode> = new Set<ProblemCode>(["idempotency_key_in_use", "not_final_yet", "not_sealed_yet"]);

/**
 * The problem document of a code. `detail` is public: it must never be an internal message, nor hold what the caller may not see.
 */
export function problem(code: ProblemCode, requestId: string, detail?: string, errors: readonly Fault[] = []): Problem {
  const { status, title } = problems[code];
  return { type: `/errors#${code}`, title, status, detail: detail ?? title, code, request_id: requestId, errors };
}

/** The document as a response's body and headers; the media type is RFC 9457, section 3. */
export function problemResponseParts(document: Problem): { body: string; status: number; headers: Record<string, string> } {
  const headers: Record<string, string> = { "Content-Type": "application/problem+json", "Cache-Control": "no-store" };
  if ([429, 503].includes(document.status) || COMES_SOON.has(document.code)) headers["Retry-After"] = "1";
  if (document.status === 401) headers["WWW-Authenticate"] = "Bearer";
  return { body: JSON.stringify(document), status: document.status, headers };
}
