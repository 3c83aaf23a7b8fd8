"""What a generator cannot know of the platform, and which refusals of well-formed requests are its state's and not the contract's fault.

Must never accept a refusal by its status alone: each code that is accepted is here, with its reason.
"""

import os
import re
import uuid

import schemathesis
from schemathesis.openapi.checks import RejectedPositiveData

# What is refused, though its form is right, because of what is there or not there at that moment.
REFUSED_BY_STATE = {
    # Ids are drawn by their pattern: most name nothing.
    "not_found",
    "account_not_found",
    "customer_not_found",
    # The life of a resource.
    "account_closed",
    "account_frozen",
    "api_key_rotated",
    "balance_not_zero",
    "customer_blocked",
    "hold_expired",
    "hold_not_open",
    "house_account_exists",
    "last_operator_key",
    "outcome_expired",
    "overdraft_in_use",
    "overdraft_limit_required",
    "too_many_accounts",
    "too_many_webhook_endpoints",
    "too_many_webhook_secrets",
    "transfer_not_reversible",
    "verification_not_allowed",
    "webhook_delivery_pending",
    "webhook_endpoint_disabled",
    # Something is being recorded in the range at that moment.
    "not_final_yet",
    # A record is in a signed tree seconds after it was made.
    "not_sealed_yet",
    # Money and its rules are judged by the ledger, each with a code of its own: no schema can add up or look into an account.
    "amount_not_positive",
    "amount_out_of_range",
    "batch_item_failed",
    "capture_exceeds_hold",
    "currency_mismatch",
    "insufficient_funds",
    "reversal_before_original",
    "reversal_exceeds_original",
    "same_account",
    "transaction_not_balanced",
    "value_date_before_opening",
    "value_date_not_allowed",
    # An entity tag is the platform's to give: one that was made up is never the present one.
    "precondition_failed",
    # Which hosts are public, and which are the platform's own, is no pattern.
    "webhook_url_not_allowed",
}

# 400s that depend on the clock or on what the platform gave out: by the words of the fault, for the code has other causes.
REFUSED_BY_CLOCK_OR_ORIGIN = re.compile(
    r"must not be in the future|must be in the future|must not be after to|must be within 7 days"  # what is past, and what comes first, is no pattern
    r"|is no event"  # an event's id of the right form that names none
    r"|is no position of this range"  # a position of the right form that no line has
)

API_KEY_ID = os.environ["LEDGE_API_KEY_ID"]
sent_keys = set()
WELL_FORMED_KEY = re.compile(r'[!#-\[\]-~]{1,255}')


@schemathesis.hook
def before_call(context, case, kwargs):
    """Takes out of a well-formed request what only a user of the platform could put right."""
    # The key of this very run: without it every later answer would be 401.
    if case.method != "GET" and (case.path_parameters or {}).get("id") == API_KEY_ID:
        case.path_parameters["id"] = "key_01jd2m8xk7e9vbt3q5w6y8z0ac"
    # An Idempotency-Key stands for one request: one that was drawn twice would be refused as reused. Quoted and bare it is the same key.
    key = str((case.headers or {}).get("Idempotency-Key")).strip('"')
    is_repeated = key in sent_keys
    sent_keys.add(key)
    # A key that is itself what is wrong with a request stays as it is.
    if is_repeated and "Idempotency-Key" in (case.headers or {}) and WELL_FORMED_KEY.fullmatch(key):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    # A write needs a key unless it is a dry run, which takes none: OpenAPI has no words for a header that depends on a parameter.
    if case.method != "GET" and case.headers is not None:
        if (case.query or {}).get("dry_run") == "true":
            case.headers.pop("Idempotency-Key", None)
        elif "Idempotency-Key" not in case.headers:
            case.headers["Idempotency-Key"] = str(uuid.uuid4())
    # A cursor is sealed, and only the platform makes one: no list would answer anything but that a made up one is none of its own.
    (case.query or {}).pop("cursor", None)


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Whether a failure counts: a refusal by the platform's state is none of the contract's."""
    if not isinstance(failure, RejectedPositiveData):
        return True
    # The generator draws credentials of its own now and then, and takes such a request for well-formed.
    if response.status_code == 401 and response.request.headers.get("Authorization") != f"Bearer {os.environ['LEDGE_API_KEY']}":
        return False
    problem = response.json()
    if problem["code"] in REFUSED_BY_STATE:
        return False
    words = [fault["detail"] for fault in problem["errors"]] or [problem["detail"]]
    return problem["code"] != "validation_failed" or not all(map(REFUSED_BY_CLOCK_OR_ORIGIN.search, words))
