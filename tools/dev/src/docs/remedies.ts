// What a client can do about each problem, in addition to the code's title. A code without an entry here does not compile.
import type { ProblemCode } from "@ledge/shared/problem";

export const remedies: Readonly<Record<ProblemCode, string>> = {
  validation_failed:
    "`errors` lists the faults, the first 50 of them: a JSON Pointer into the body, or a parameter's name, and what would be right. Unknown and duplicate members are faults too; times lie from 1900 to 2199. Nothing was stored under the key: correct the request and send it again.",
  idempotency_key_missing: "Make a key for the intent (a UUID will do), keep it with what you are about to do, and send it with every try.",
  idempotency_key_invalid:
    "Send 1 to 255 visible ASCII characters without blanks, double quotes and backslashes; the key itself may be in double quotes. A UUID fits, and so does the number of an order.",
  idempotency_key_not_allowed:
    "Leave the header out of a request with `dry_run=true`: nothing is done, so there is nothing to repeat safely. To do it, leave `dry_run` out.",
  webhook_url_not_allowed:
    "Webhooks go to public hosts, by name, over https on port 443, without credentials and fragment; never to addresses, private names, or the platform itself. `errors` says which of these it was.",
  unauthenticated:
    "Send `Authorization: Bearer ledge_…` with a key that has not expired and was not revoked. It says no more on purpose: not which of these it was.",
  forbidden:
    "The key lacks the scope of this operation, which the API reference names for each; or this use of it is not for its holder. A hold is captured and released by its payee, never by its payer. A key that is bound to a customer never has the institution's scopes, and sets no member that is the institution's: `errors` names it, and the API reference says which those are. House accounts are opened by an operator.",
  not_found:
    "There is no such path, or no resource of yours with this id: someone else's and a missing one cannot be distinguished. A webhook delivery that has ended goes 30 days after it was made, or later; its event stays in the feed.",
  method_not_allowed: "`Allow` lists the methods of this path.",
  not_acceptable: "`errors` lists the media types that there are. Leave `Accept` out for JSON.",
  amount_beyond_format:
    "camt.053 has amounts of up to 18 digits (its schema's `totalDigits`), the ledger of up to 19. Ask for the statement as JSON or CSV, which hold any, or for a period without that amount.",
  idempotency_key_in_use:
    "An earlier try with this key has not been answered yet. Wait as long as `Retry-After` says and send the same request again.",
  account_frozen:
    "Unfreeze the account, or debit another one. A frozen account still takes credits. The refusal is stored under its key: try again with a new one.",
  account_closed:
    "Closing is for good: use another account. What was paid from or to it cannot be reversed any more: pay it back by a transfer between accounts that are open.",
  customer_blocked:
    "The customer's `verification` says which, and `verification_reason` why. Money still comes in, an operator's decision `verified` lifts the block, and the institution's own corrections (reversals, transactions) pass it. The refusal is stored under its key: try again with a new one.",
  api_key_rotated: "A key has one successor: `detail` names it. If its token was lost, rotate the successor, and revoke it.",
  balance_not_zero: "Move the balance away and release or capture the open holds; then close.",
  house_account_exists: "List the accounts of kind `house` in this currency and use the one with this code, or choose another code.",
  hold_expired:
    "It can be neither captured nor released any more, and what it still held becomes available by itself. Place a new hold. A new one is refused so when its `expires_at` is not later than now.",
  hold_not_open: "Get the hold: its `status` says how it ended, `captured_amount` how much was captured.",
  last_operator_key:
    "Create another operator key first, or rotate this one; it counts if it expires no earlier than this one does. Without any left, make one by `npm run db:prepare` (docs/runbooks/operator-keys.md).",
  outcome_expired:
    "A key stands for good, the reason of a refusal at least 90 days. The request had no effect then, has none now, and is not decided anew under this key: decide whether you still want it, and send it under a new one.",
  not_final_yet:
    "Ask again after `Retry-After`: what is being recorded has ended in a moment. A range that ended a few seconds ago is final at once.",
  not_sealed_yet: "Ask again after `Retry-After`: a tree is signed seconds after what it holds was recorded.",
  overdraft_in_use:
    "`available` lies below zero by more than the new limit; what is held counts as used. Lower the limit after money has come in, or after holds have ended.",
  value_date_before_opening:
    "Nothing counts before the day on which its account was opened: see `opened_on`. Give a later `effective_at`, or leave it out. The institution sets `opened_on` when it opens the account; it never changes.",
  value_date_not_allowed:
    "Value dates are the institution's: with a key that is bound to a customer a payment counts on the present day (UTC), or as many days before as the operator has configured. Leave `effective_at` out.",
  transfer_not_reversible:
    "A reversal cannot be reversed: make a transfer in the first direction. A transfer to someone else is for its payee, or the institution, to reverse; one from a debit-normal house account with an overdraft limit for the institution alone.",
  too_many_accounts:
    "With a key that is bound to a customer, an account is opened while the customer has fewer than 1,000, or another limit that the operator of the platform has set. Closed ones count. Use an account that is open, or ask the institution to open one: its keys have no such limit. The refusal is stored under its key: try again with a new one.",
  too_many_webhook_endpoints:
    "Every event is stored and sent once for each endpoint, so their number is limited: 50, unless the operator of the platform has set another limit. Deleted endpoints do not count: delete one that nobody needs, or have one receiver pass events on. Then create it under a new key.",
  too_many_webhook_secrets:
    "Five previous secrets sign beside the current one, each for 24 hours from its rotation. Get the endpoint: `previous_secrets_until` says when the first of them ends; rotate after it, under a new key. To refuse what an old secret signs you need not wait: take it out of your receiver.",
  webhook_delivery_pending: "It will be sent in its turn; nothing is to be done.",
  webhook_endpoint_disabled:
    "Its `disabled_reason` says why. Remove the cause, then `PATCH` its `status` to `enabled`: what waits is sent at once, unless `resume_from` is `now`.",
  verification_not_allowed: "Get the customer: the decision does not follow from its present `verification`.",
  precondition_failed:
    "Someone changed the resource after you read it. Get it again, decide anew, and send the new `ETag` in `If-Match`. What has no `ETag` (a collection, a delivery) is matched by `*` alone.",
  payload_too_large: "Split the request: a batch takes up to 1,000 transfers, and batches are as many as you like.",
  unsupported_content_coding: "Send the JSON as it is: a body is at most 1 MiB, and `Accept-Encoding` of this answer names what is taken.",
  unsupported_media_type: "Send `Content-Type: application/json`.",
  idempotency_key_reused:
    "Method, path, query and body must be the same, byte for byte, in every try under one key. If this is another intent, give it another key. This request did nothing; the answer to the first one remains.",
  account_not_found:
    "Check the account's id. One that you may not see counts as missing. With a key that is bound to a customer, so does a payee that money would leave below its limit: a debit-normal house account with an overdraft limit. The institution can pay it, or open one without a limit (`allow_negative`).",
  customer_not_found: "Check the customer's id.",
  amount_not_positive: "Swap source and destination instead of a negative amount.",
  amount_out_of_range: "Amounts and balances are 64-bit integers of minor units: up to 9,223,372,036,854,775,807.",
  batch_item_failed:
    "`errors` points at the first transfer that was refused, with its code; whether those after it would pass is not known yet. None of the batch was posted: correct it, or leave it out, and send the batch under a new key. Mode `independent` answers for each transfer.",
  capture_exceeds_hold: "Get the hold: `remaining_amount` is what can still be captured.",
  currency_mismatch:
    "Both accounts must have the currency of the amount. To exchange, an operator posts a transaction with legs in both currencies.",
  insufficient_funds:
    "`available` is `posted` less `pending_out`, what open holds keep; the overdraft limit is not in it. A payment may take it below zero by up to the limit: `available` less the amount must be at least −`overdraft_limit`. The refusal is stored under its key: after money has come in, try again with a new one.",
  overdraft_limit_required:
    'Only a house account can be overdrawn without limit (`overdraft_limit` null). Grant the customer a limit as an amount; `"0"` is none.',
  reversal_before_original:
    "Get the transfer: `effective_at` of its reversal is that of the transfer or later. Leave it out to have the reversal count when it is recorded.",
  reversal_exceeds_original:
    "Reversals add up: what is left is the transfer's amount less those before. Leave `amount` out to reverse all that is left.",
  same_account: "Name two different accounts.",
  transaction_not_balanced: "Sum the debits and the credits of each currency: they must be equal.",
  precondition_required: "Get the resource, and send its `ETag` in `If-Match`: so nobody overwrites what they have not seen.",
  request_timeout:
    "Send the same request again, under the same key: nothing was done. If it happens again, the connection is too slow for this body: send smaller batches.",
  rate_limited:
    "Wait as long as `Retry-After` says, and send the same request again under the same key: nothing was done, and nothing is stored under the key. `RateLimit` says what is left of your rate, `RateLimit-Policy` what it is; without them it is the work of yours that waits that is bounded: send less at once. Of live streams, one key may have 20 at the same time unless the operator of the platform has set another limit: close one, or read the feed once and pass it on yourself; a stream that has just ended counts for some seconds more.",
  internal_error:
    "A fault of the platform. Retry with the same key: whatever happened, it happens once. If it persists, report the `request_id`.",
  service_unavailable:
    "The outcome is not known, and a guess would be worse. Retry with the same key, as `Retry-After` says: you get the one outcome there is.",
};
