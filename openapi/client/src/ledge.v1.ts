// The contract as types. Written by `npm run contract`, never by hand.
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whether the edge answers, and its commit
         * @description Checks nothing behind the edge, so it answers when the database does not. For load balancers; `GET /readyz` shows whether requests can be served.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read metrics
         * @description Rate, errors and durations of every service and operation, and how far background work is behind, as OpenMetrics 1.0 text, whatever `Accept` says. Counters outlive releases; `_created` shows a reset. The `request_id` of an exemplar is one of `GET /v1/requests`, for as long as that is kept. What was answered in the last seconds may not be counted yet. A gauge whose owner does not answer is left out.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read this contract
         * @description The same for everyone and for every key. The edge may cache it for five minutes; a request with `If-None-Match` and the `ETag` of a copy is answered 304 when the copy is current.
         */
        get: operations["getContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read whether requests can be served, down to the database
         * @description Checks that every service reaches the database and could make a lasting write there, and answers 503 `service_unavailable` with the names of those that could not. With an operator's key the answer also lists the versions that answered, more than one of a service during a release, counts how far events, deliveries and the audit log's checkpoint are behind, and says how old the platform's own credentials are.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List accounts, newest first
         * @description The accounts that match every filter, newest first. A key that is bound to a customer sees that customer's accounts alone; a key of the institution sees all.
         */
        get: operations["listAccounts"];
        put?: never;
        /**
         * Open a customer's or a house account
         * @description Opens an account in one currency with a balance of zero. `kind` decides the form: `customer` for an account of a customer, `house` for an account of the institution itself, which only an operator may open. Refused: a member that the institution alone sets, if the key is bound to a customer (`forbidden`), a customer that does not exist, a second house account with the same code and currency, and, by a key that is bound to a customer, one more account than the customer may open by itself (`too_many_accounts`): 1,000 unless the operator of the platform has set another limit, closed ones counted. The institution may open more.
         */
        post: operations["openAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an account with its balance
         * @description The account's terms, its status and its balance now. The `ETag` covers all of them. `If-Match` of a later change compares the terms and the status alone: a payment does not make the tag stale.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an account's overdraft limit, name or metadata
         * @description Changes the members that the body names, and leaves the others. `If-Match` must carry the `ETag` of the terms that you saw, so that no client overwrites what it has not seen. Refused: a limit below the overdraft in use (`overdraft_in_use`), a change of a closed account, and a change of anything but the name with a key that is bound to a customer (`forbidden`).
         */
        patch: operations["updateAccount"];
        trace?: never;
    };
    "/v1/accounts/{id}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an account's balance, now or at an instant
         * @description What is posted, what open holds reserve, and what is available. With `at`, the balance at that instant: on the basis `recorded` as the books said then, which no later posting changes; on the basis `effective` as it counted then, backdated postings included. An instant in the future is refused.
         */
        get: operations["getBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close an account for good
         * @description Closes the account for good: it refuses every further posting. Refused with `balance_not_zero` while it has a balance or an open hold. Closing a closed account changes nothing and succeeds. For the institution alone: a key that is bound to a customer is refused.
         */
        post: operations["closeAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List an account's entries, newest first
         * @description Every posting on the account with the balance after it, newest first. Entries are never changed or deleted, and their versions have no gap.
         */
        get: operations["listEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{id}/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Freeze an account: it refuses debits
         * @description From now on the account refuses debits and new holds; it still accepts credits. Freezing a frozen account changes nothing and succeeds; a closed one is refused. For the institution alone: a key that is bound to a customer is refused.
         */
        post: operations["freezeAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an account's statement
         * @description One period: the balance before it, its entries in order, and the balance after it, which is the next period's balance before. `Accept` chooses the format: `application/json`, `text/csv`, or `application/xml` for ISO 20022 camt.053. The answer is streamed, so that a period may have any number of entries.
         */
        get: operations["getStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{id}/unfreeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unfreeze an account
         * @description The account accepts debits and holds again. Unfreezing an open account changes nothing and succeeds; a closed one is refused. For the institution alone: a key that is bound to a customer is refused.
         */
        post: operations["unfreezeAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys, newest first
         * @description Every key that was ever issued, revoked and expired ones included, newest first. Tokens are never shown.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Issue an API key
         * @description Issues a key with the scopes and the expiry of the body. The token is in this answer alone; a retry under the same Idempotency-Key shows it again. A key that is bound to a customer by `customer_id` sees that customer's resources alone, and cannot have the institution's scopes. Refused: a customer that does not exist.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an API key, without its token
         * @description What the key may do, until when, and whether it was revoked. The token is never shown again.
         */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description The key is refused from then on, at every edge within 5 seconds; within 30 at an edge that cannot look keys up meanwhile. Revoking a revoked key changes nothing and succeeds. The recorded answers of its Idempotency-Keys remain.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key
         * @description Issues a successor that is the same principal: a retry with it gets the recorded answer of a request with the old key. Both keys are valid until previous_key_until. A key has one successor; a second rotation of it is refused.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the audit log
         * @description Records with their salts, a line of JSON each, in the order of the log's tree: what an auditor verifies against the published checkpoints. A range is of the time at which records were put into the log, moments after they were recorded, so that it is one piece of the tree and nothing is added to it later: one that has not ended is refused. The answer is streamed, so that it may have any number of lines; one that was cut ends without its last newline, or with an error of the connection.
         */
        get: operations["exportAuditRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit log's records, newest first
         * @description Every write has a record, also one that was refused, and so does what the platform does by itself. A record says who, what, to which resources, and how it ended; it never changes.
         */
        get: operations["listAuditRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a record of the audit log
         * @description The record, its place in the log's tree, and the salt of its leaf: all that its proof is verified with.
         */
        get: operations["getAuditRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/records/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove that a record is in the log
         * @description A proof as C2SP tlog-proof has it: the record's path to the root of the last published checkpoint, and that checkpoint. It is verified offline, by the record, its salt and the log's verifier key. A record of the last seconds is in no published checkpoint yet: `not_sealed_yet`.
         */
        get: operations["getAuditProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List customers, newest first
         * @description All customers, newest first. A key that is bound to a customer sees that customer alone.
         */
        get: operations["listCustomers"];
        put?: never;
        /**
         * Create a customer
         * @description Creates a customer, a person or a business, whose verification is pending. No member must be unique: two customers may have the same name, email or `external_id`. For the institution alone: a key that is bound to a customer is refused.
         */
        post: operations["createCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a customer
         * @description Contact data, metadata and the state of the verification. The `ETag` identifies the version, for `If-Match` of a later change.
         */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a customer's contact data
         * @description Changes the members that the body names, and leaves the others; `null` removes an optional one. `If-Match` must carry the `ETag` of the version that you saw. Another `name` takes a verified customer back to pending, with the event `customer.verification_reset`; a rejected or suspended one stays as it is. A key that is bound to a customer changes name and email alone (`forbidden`).
         */
        patch: operations["updateCustomer"];
        trace?: never;
    };
    "/v1/customers/{id}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide on a customer's verification
         * @description Records an operator's decision with its reason. A pending customer may be verified, suspended or rejected, a verified one suspended or rejected, a suspended one verified or rejected, and a rejected one verified; any other decision is refused with `verification_not_allowed`. No decision leads back to pending; a change of the name of a verified customer does, so send `If-Match`: the decision is then about the customer that you saw.
         */
        post: operations["decideVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the feed of events
         * @description All committed events, oldest first, from the event after `after` on. The order is final: no event is ever inserted in between, so the events after the last one that you have are all that you do not have. With `Accept: text/event-stream` the same resource is a live stream of Server-Sent Events, which resumes by `Last-Event-ID`; it ends after some minutes, and when its key is revoked. One key may have 20 streams open at the same time, unless the operator of the platform has set another limit; one more is refused with `rate_limited`.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the messages of all dead letters again
         * @description Sends every message that the queue gave up on to the queue again, oldest first. A consumer ignores events that it has applied already, so calling this twice is safe.
         */
        post: operations["redriveEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the history of accounts
         * @description Every change of an account in a range of the feed, but for its balance: an `Event` with the account as the change left it. The last line of each account, over all ranges, says its terms; what moved its balance are its entries. The range is of the time at which events got into the feed, moments after they were committed: so it is one piece of the feed, and nothing is added to it later. `Accept` chooses the format: `application/x-ndjson`, or `text/csv`, in which what has members of its own is JSON. Every line has its `position`, and the last one has the number of lines (NDJSON: `{"end":true,"count":n}`; CSV: a row of kind `end`): an answer without it was cut, and goes on with `after`, so that both parts joined are the same bytes as the whole. A range always has the same answer: one that may still grow is waited for, for about a second, and then refused with `not_final_yet`. A row that cannot be shown, after a fault of the platform, is a line with `unreadable`. The answer is streamed, so that it may have any number of lines.
         */
        get: operations["exportAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the history of customers
         * @description Every change of a customer in a range of the feed: an `Event` with the customer as the change left it. The last line of each customer, over all ranges, is how it is. The range is of the time at which events got into the feed, moments after they were committed: so it is one piece of the feed, and nothing is added to it later. `Accept` chooses the format: `application/x-ndjson`, or `text/csv`, in which what has members of its own is JSON. Every line has its `position`, and the last one has the number of lines (NDJSON: `{"end":true,"count":n}`; CSV: a row of kind `end`): an answer without it was cut, and goes on with `after`, so that both parts joined are the same bytes as the whole. A range always has the same answer: one that may still grow is waited for, for about a second, and then refused with `not_final_yet`. A row that cannot be shown, after a fault of the platform, is a line with `unreadable`. The answer is streamed, so that it may have any number of lines.
         */
        get: operations["exportCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export entries
         * @description Every entry that was recorded in a range of time, of all accounts, each an `Entry`: in the order in which their transactions were recorded, and of one transaction debits first. Over a range, debits equal credits in each currency. `Accept` chooses the format: `application/x-ndjson`, or `text/csv`, in which what has members of its own is JSON. Every line has its `position`, and the last one has the number of lines (NDJSON: `{"end":true,"count":n}`; CSV: a row of kind `end`): an answer without it was cut, and goes on with `after`, so that both parts joined are the same bytes as the whole. A range always has the same answer: one that may still grow is waited for, for about a second, and then refused with `not_final_yet`. A row that cannot be shown, after a fault of the platform, is a line with `unreadable`. The answer is streamed, so that it may have any number of lines.
         */
        get: operations["exportEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the feed of events
         * @description Every event of a range of the feed, each an `Event`, in the order of the feed. The range is of the time at which events got into the feed, moments after they were committed: so it is one piece of the feed, and nothing is added to it later. `Accept` chooses the format: `application/x-ndjson`, or `text/csv`, in which what has members of its own is JSON. Every line has its `position`, and the last one has the number of lines (NDJSON: `{"end":true,"count":n}`; CSV: a row of kind `end`): an answer without it was cut, and goes on with `after`, so that both parts joined are the same bytes as the whole. A range always has the same answer: one that may still grow is waited for, for about a second, and then refused with `not_final_yet`. A row that cannot be shown, after a fault of the platform, is a line with `unreadable`. The answer is streamed, so that it may have any number of lines.
         */
        get: operations["exportEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the journal
         * @description Every transaction that was recorded in a range of time with its entries, each a `Transaction`, in the order of recording: those of transfers, captures and reversals, and those that operators posted. `Accept` chooses the format: `application/x-ndjson`, or `text/csv`, in which what has members of its own is JSON. Every line has its `position`, and the last one has the number of lines (NDJSON: `{"end":true,"count":n}`; CSV: a row of kind `end`): an answer without it was cut, and goes on with `after`, so that both parts joined are the same bytes as the whole. A range always has the same answer: one that may still grow is waited for, for about a second, and then refused with `not_final_yet`. A row that cannot be shown, after a fault of the platform, is a line with `unreadable`. The answer is streamed, so that it may have any number of lines.
         */
        get: operations["exportTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export transfers
         * @description Every transfer that was recorded in a range of time, in the order of recording: each a `Transfer` without `reversed_amount`, which may grow. Reversals and captures are transfers of their own, which name what they reverse and capture. `Accept` chooses the format: `application/x-ndjson`, or `text/csv`, in which what has members of its own is JSON. Every line has its `position`, and the last one has the number of lines (NDJSON: `{"end":true,"count":n}`; CSV: a row of kind `end`): an answer without it was cut, and goes on with `after`, so that both parts joined are the same bytes as the whole. A range always has the same answer: one that may still grow is waited for, for about a second, and then refused with `not_final_yet`. A row that cannot be shown, after a fault of the platform, is a line with `unreadable`. The answer is streamed, so that it may have any number of lines.
         */
        get: operations["exportTransfers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List holds, newest first
         * @description The holds that match every filter, newest first. A key that is bound to a customer sees the holds from or to that customer's accounts.
         */
        get: operations["listHolds"];
        put?: never;
        /**
         * Hold money for a later transfer
         * @description Reserves money of the source account for the payee until it is captured, released or expired. The posted balances stay as they are; `available` of the source falls at once. Refused for the same reasons as a transfer: `insufficient_funds`, a frozen or closed account, another currency. A hold without `expires_at` stays open until it is captured or released. With `dry_run=true` it answers what it would answer now, with `dry_run` and `as_of`, without the ids of what would be made, and does nothing: nothing is posted, reserved or recorded.
         */
        post: operations["createHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a hold
         * @description How much of the hold was captured, how much is still reserved, and how it ended.
         */
        get: operations["getHold"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{id}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Capture a hold, in full or in part
         * @description Posts a transfer of all or a part of what is held, and answers with its id. A capture with `final` releases the rest; without it the hold stays open for further captures. Together they never exceed the hold (`capture_exceeds_hold`). A hold that has ended is refused with `hold_not_open` or `hold_expired`. For the payee and the institution alone: a key that is bound to the payer is refused. With `dry_run=true` it answers what it would answer now, with `dry_run` and `as_of`, without the ids of what would be made, and does nothing: nothing is posted, reserved or recorded.
         */
        post: operations["captureHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release what is still held
         * @description Ends the hold and makes the rest available to its source again; what was captured stays posted. A hold that has ended is refused with `hold_not_open` or `hold_expired`. For the payee and the institution: the payer's own key is refused. With `dry_run=true` it answers what it would answer now, with `dry_run` and `as_of`, without the ids of what would be made, and does nothing: nothing is posted, reserved or recorded.
         */
        post: operations["releaseHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the trial balance, now or at an instant
         * @description Per currency, the sum of all debit balances and the sum of all credit balances, which are equal, and both of them separately for house accounts and for customers' accounts. With `at`, as the books said at that instant; an instant in the future is refused.
         */
        get: operations["getTrialBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the requests of the last days, newest first
         * @description All errors and writes are kept, and of reads that were answered one in a hundred, for some days and up to a number for each day; when there are too many, reads go first, then refusals of unknown keys, and /metrics counts what is left out. A request can be read a second or two after its answer. A page that has read much to find little has fewer items than `limit`, or none, and goes on at its `next_cursor`.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what happened to a request
         * @description What the request was answered, what each service did for it, and what it has caused: its record in the audit log, its events, and their deliveries. All errors and writes of the last days are kept, and of reads that were answered one in a hundred; `not_found` for any other. It can be read a second or two after its answer. A request that is `replayed` has caused nothing: the audit record of the resource that it was answered with, or its event, has the `request_id` of the earlier one, and so has a problem document that is replayed.
         */
        get: operations["getRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the journal, newest first
         * @description Every transaction of the ledger with its entries: those of transfers, captures and reversals, and those that operators posted.
         */
        get: operations["listTransactions"];
        put?: never;
        /**
         * Post a transaction of 2 to 100 entries
         * @description Posts all entries or none. In each currency debits must equal credits (`transaction_not_balanced`). Entries are posted in their order, and no account may exceed its overdraft limit in between. For movements of money that are no transfer, such as an exchange between currencies. With `dry_run=true` it answers what it would answer now, with `dry_run` and `as_of`, without the ids of what would be made, and does nothing: nothing is posted, reserved or recorded.
         */
        post: operations["createTransaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transactions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a transaction of the journal
         * @description One transaction with all its entries and the balance of each account after it.
         */
        get: operations["getTransaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfer-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post up to 1,000 transfers under one key
         * @description `atomic` posts all transfers or none: if one is refused, the batch is refused with `batch_item_failed`, and `errors` names the first refused transfer. `independent` posts each on its own, and the answer has one outcome per transfer in the order of the request. Either way one Idempotency-Key belongs to the whole batch: a retry posts nothing twice. With `dry_run=true` it answers what it would answer now, with `dry_run` and `as_of`, without the ids of what would be made, and does nothing: nothing is posted, reserved or recorded.
         */
        post: operations["createTransferBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List transfers, newest first
         * @description The transfers that match every filter, newest first: reversals and captures among them. A key that is bound to a customer sees the transfers from or to that customer's accounts.
         */
        get: operations["listTransfers"];
        put?: never;
        /**
         * Move money from one account to another
         * @description Debits the source account and credits the destination account, in one transaction, and answers with both new balances: 201 means that the money has moved, but for a dry run. Refused, with nothing posted: `insufficient_funds`, a frozen source, a closed account, another currency than that of the accounts. A refusal is recorded under its Idempotency-Key like a success: another try needs a new key. With `dry_run=true` it answers what it would answer now, with `dry_run` and `as_of`, without the ids of what would be made, and does nothing: nothing is posted, reserved or recorded.
         */
        post: operations["createTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a transfer
         * @description The transfer, and how much of it has been reversed.
         */
        get: operations["getTransfer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a transfer's receipt
         * @description Signed evidence of the transfer, which its holder can show to others: they verify it without access to the platform. Payer and payee each get their own, of what they see of the transfer. It states the transfer as it is now, and the record of the write that made it.
         */
        get: operations["getTransferReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/transfers/{id}/reversals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reverse a transfer, in full or in part
         * @description Posts a transfer in the other direction that refers to its original, of `amount` or of all that is left. The original is never changed. All reversals together never exceed it (`reversal_exceeds_original`), also when they race. Refused with `transfer_not_reversible`: a reversal of a reversal, and a key that is bound to a customer other than the payee. With `dry_run=true` it answers what it would answer now, with `dry_run` and `as_of`, without the ids of what would be made, and does nothing: nothing is posted, reserved or recorded.
         */
        post: operations["reverseTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again, under the same webhook-id
         * @description Makes a delivery pending again that was delivered or given up, at its original place in the endpoint's order: the same `webhook-id`, the same bytes, a new signature. Refused: a delivery that is still pending, and one of a disabled endpoint.
         */
        post: operations["redeliverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints, newest first
         * @description All endpoints that were not deleted, newest first.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Have events sent to a URL
         * @description From now on, every event of the types in `events`, or every event if it is empty, is sent to the URL, in the order of the feed. The secret is in this answer alone; a retry under the same Idempotency-Key shows it again. Refused with `webhook_url_not_allowed`: anything but https to a public host by its name, on port 443; and with `too_many_webhook_endpoints`: one more endpoint than there may be at the same time, which is 50 unless the operator of the platform has set another limit. `ping` sends a test event.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook endpoint
         * @description The URL, the types of events that are sent to it, and whether it is enabled. The secret is never shown again. The `ETag` identifies the version, for `If-Match` of a later change.
         */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description Nothing more is sent to it, and its pending deliveries are given up. Its deliveries are no longer listed. Deleting it again answers 404.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change, disable or enable a webhook endpoint
         * @description Changes the members that the body names, and leaves the others. `If-Match` must carry the `ETag` of the version that you saw. After an endpoint is enabled or its URL is changed, its pending deliveries are sent at once.
         */
        patch: operations["updateWebhookEndpoint"];
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was sent to an endpoint
         * @description Each delivery with its status and its last ten attempts: the answer's status, how long it took, and how the answer began. Newest first.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test event to an endpoint
         * @description A `ping` is sent to this endpoint alone, whatever its filter, in the same way as every event: through the feed, signed, and with retries. Refused while the endpoint is disabled.
         */
        post: operations["pingWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an endpoint a new secret
         * @description The new secret is in this answer alone; a retry under the same Idempotency-Key shows it again. Each previous secret signs too, beside it, for 24 hours from its rotation, so that a receiver can switch without losing a delivery. At most five previous secrets may sign: a rotation beyond that is refused with `too_many_webhook_secrets`.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "account.opened": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An account was opened
         * @description Sent to the endpoints whose `events` name `account.opened` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveAccountOpened"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "account.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An account's terms were changed
         * @description Sent to the endpoints whose `events` name `account.updated` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveAccountUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "account.frozen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An account was frozen: no debits
         * @description Sent to the endpoints whose `events` name `account.frozen` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveAccountFrozen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "account.unfrozen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An account is open again
         * @description Sent to the endpoints whose `events` name `account.unfrozen` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveAccountUnfrozen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "account.closed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An account was closed, for good
         * @description Sent to the endpoints whose `events` name `account.closed` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveAccountClosed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "api_key.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An API key was issued
         * @description Sent to the endpoints whose `events` name `api_key.created` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveApiKeyCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "api_key.rotated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An API key has a successor, and ends at its expires_at
         * @description Sent to the endpoints whose `events` name `api_key.rotated` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveApiKeyRotated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "api_key.revoked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An API key was revoked
         * @description Sent to the endpoints whose `events` name `api_key.revoked` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveApiKeyRevoked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "credential.rotated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The password of one of the database's logins was changed
         * @description Sent to the endpoints whose `events` name `credential.rotated` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveCredentialRotated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "customer.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A customer was created
         * @description Sent to the endpoints whose `events` name `customer.created` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveCustomerCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "customer.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A customer's contact data were changed
         * @description Sent to the endpoints whose `events` name `customer.updated` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveCustomerUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "customer.verification_reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A verified customer's name was changed: the verification is pending again
         * @description Sent to the endpoints whose `events` name `customer.verification_reset` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveCustomerVerificationReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "customer.verification_decided": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An operator decided on a customer's verification
         * @description Sent to the endpoints whose `events` name `customer.verification_decided` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveCustomerVerificationDecided"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "hold.placed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Money is held for a payee
         * @description Sent to the endpoints whose `events` name `hold.placed` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveHoldPlaced"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "hold.captured": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * All or a part of a hold was captured by a transfer
         * @description Sent to the endpoints whose `events` name `hold.captured` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveHoldCaptured"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "hold.released": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A hold was released
         * @description Sent to the endpoints whose `events` name `hold.released` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveHoldReleased"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "hold.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A hold has expired
         * @description Sent to the endpoints whose `events` name `hold.expired` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveHoldExpired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    ping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A test event, sent to one webhook endpoint alone
         * @description Sent to the endpoints whose `events` name `ping` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receivePing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "transaction.posted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An operator posted a transaction by its legs
         * @description Sent to the endpoints whose `events` name `transaction.posted` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveTransactionPosted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "transfer.posted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A transfer was posted; reversals and captures are transfers too
         * @description Sent to the endpoints whose `events` name `transfer.posted` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveTransferPosted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A webhook endpoint was created
         * @description Sent to the endpoints whose `events` name `webhook_endpoint.created` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveWebhookEndpointCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.updated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A webhook endpoint was changed, or enabled again
         * @description Sent to the endpoints whose `events` name `webhook_endpoint.updated` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveWebhookEndpointUpdated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.secret_rotated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A webhook endpoint has a new secret
         * @description Sent to the endpoints whose `events` name `webhook_endpoint.secret_rotated` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveWebhookEndpointSecretRotated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.disabled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A webhook endpoint was disabled, because it failed for three days or answered 410
         * @description Sent to the endpoints whose `events` name `webhook_endpoint.disabled` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveWebhookEndpointDisabled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "webhook_endpoint.deleted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A webhook endpoint was deleted
         * @description Sent to the endpoints whose `events` name `webhook_endpoint.deleted` or are empty, signed, in the order of the feed, at least once.
         */
        post: operations["receiveWebhookEndpointDeleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Account: {
            id: components["schemas"]["AccountId"];
            kind: components["schemas"]["AccountKind"];
            /**
             * @description null: a house account
             * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
             */
            customer_id: components["schemas"]["CustomerId"] | null;
            /** @description null: a customer's account */
            code: string | null;
            currency: components["schemas"]["CurrencyCode"];
            /** @example credit */
            normal_side: components["schemas"]["Side"];
            /**
             * @description null: the account has no overdraft limit
             * @example 0
             */
            overdraft_limit: components["schemas"]["NonNegativeAmount"] | null;
            status: components["schemas"]["AccountStatus"];
            /** @example Rent */
            name: string | null;
            /** @description String members of your own. Shown to the institution alone: left out for a key that is bound to a customer */
            metadata?: components["schemas"]["Metadata"];
            /** @description No posting counts before this day, which the institution has set; the day of created_at unless it said another */
            opened_on: components["schemas"]["Day"];
            created_at: components["schemas"]["Instant"];
            balance: components["schemas"]["Balance"];
        };
        /** @description An account was closed, for good */
        AccountClosedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "account.closed";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["AccountId"];
            data: components["schemas"]["Account"];
        };
        /** @description An account was frozen: no debits */
        AccountFrozenEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "account.frozen";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["AccountId"];
            data: components["schemas"]["Account"];
        };
        /**
         * @description TypeID with prefix acct
         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        AccountId: string;
        /** @enum {string} */
        AccountKind: "customer" | "house";
        /** @description An account was opened */
        AccountOpenedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "account.opened";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["AccountId"];
            data: components["schemas"]["Account"];
        };
        /** @enum {string} */
        AccountStatus: "open" | "frozen" | "closed";
        /** @description An account is open again */
        AccountUnfrozenEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "account.unfrozen";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["AccountId"];
            data: components["schemas"]["Account"];
        };
        /** @description An account's terms were changed */
        AccountUpdatedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "account.updated";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["AccountId"];
            data: components["schemas"]["Account"];
        };
        /**
         * @description The principal that caused it, by its id. `key_…` is an API key; `platform` is the platform itself, which lets holds expire, disables endpoints that fail and rotates its passwords. Later releases may add principals of other kinds, with other prefixes
         * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        Actor: string;
        /**
         * @description Integer minor units as a string
         * @example 1050
         */
        Amount: string;
        /**
         * @description TypeID of any kind
         * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        AnyId: string;
        ApiKey: {
            id: components["schemas"]["ApiKeyId"];
            /** @description The principal of the key, to which Idempotency-Keys belong: the first key in its chain of rotations, often the key itself */
            principal: components["schemas"]["ApiKeyId"];
            /**
             * @description The key that it succeeds; null: it was issued, not made by a rotation
             * @example key_01jd2m9c4hf6et1wkz0r7p3n8d
             */
            rotated_from: components["schemas"]["ApiKeyId"] | null;
            /**
             * @description Its successor; null: it has none yet, and can be rotated
             * @example null
             */
            rotated_to: components["schemas"]["ApiKeyId"] | null;
            /** @example back office */
            name: string;
            /**
             * @description The first characters of the token, to distinguish keys
             * @example ledge_4f9c
             */
            prefix: string;
            scopes: components["schemas"]["Scope"][];
            customer_id: components["schemas"]["CustomerId"] | null;
            /**
             * @description Its own rate; null: that of its kind
             * @example null
             */
            rate_limit: components["schemas"]["RateLimit"] | null;
            expires_at: components["schemas"]["Instant"] | null;
            revoked_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
        };
        /** @description An API key was issued */
        ApiKeyCreatedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "api_key.created";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["ApiKeyId"];
            data: components["schemas"]["ApiKey"];
        };
        /**
         * @description TypeID with prefix key
         * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        ApiKeyId: string;
        /** @description An API key was revoked */
        ApiKeyRevokedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "api_key.revoked";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["ApiKeyId"];
            data: components["schemas"]["ApiKey"];
        };
        /** @description An API key has a successor, and ends at its expires_at */
        ApiKeyRotatedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "api_key.rotated";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["ApiKeyId"];
            data: components["schemas"]["ApiKey"];
        };
        /** @description Who did what to which resources, and how it ended. Ids and digests alone, no personal data */
        AuditRecord: {
            /**
             * @description The version of this form
             * @example 1
             * @constant
             */
            v: 1;
            id: components["schemas"]["AuditRecordId"];
            /**
             * @description In UTC, to the microsecond, as the database recorded it
             * @example 2026-11-22T10:00:00.123456Z
             */
            at: string;
            /**
             * @description Who: an API key. null: the platform itself
             * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
             */
            principal: components["schemas"]["AnyId"] | null;
            /** @description The customer for whom the principal acted */
            on_behalf_of: components["schemas"]["CustomerId"] | null;
            /**
             * @description The operationId; of what no request has caused, the name of the platform's act
             * @example createTransfer
             */
            operation: string;
            /**
             * @description `done`, or the code of the problem
             * @example done
             */
            outcome: string;
            /** @description What the write made or changed; of a refused one, what the request names in its path and would have changed */
            resources: components["schemas"]["AnyId"][];
            /** @description The `Request-Id` of its answer */
            request_id: components["schemas"]["RequestId"] | null;
            /**
             * @description W3C Trace Context
             * @example 4bf92f3577b34da6a3ce929d0e0e4736
             */
            trace_id: string | null;
            fingerprint: string | null;
            key_digest: string | null;
        };
        /**
         * @description TypeID with prefix aud
         * @example aud_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        AuditRecordId: string;
        /** @description Balance of an account at an instant */
        Balance: {
            currency: components["schemas"]["CurrencyCode"];
            /** @description Sum of the entries, signed to the account's normal side */
            posted: components["schemas"]["Amount"];
            pending_in: components["schemas"]["NonNegativeAmount"];
            pending_out: components["schemas"]["NonNegativeAmount"];
            /** @description posted − pending_out. An overdraft limit is not added to it: with one, available may fall below zero by as much */
            available: components["schemas"]["Amount"];
            /** @description How many entries the account has: it identifies the state that the balance is of */
            version: components["schemas"]["Version"];
            /** @description By the clock that entries are recorded by. For a balance at an instant: the instant that was used, which is at most the requested one */
            as_of: components["schemas"]["Instant"];
        };
        /**
         * @description recorded: what the books said then, which no later posting changes; effective: what counted then, backdated postings included
         * @enum {string}
         */
        Basis: "recorded" | "effective";
        BatchDryRun: {
            /**
             * @description atomic: all or nothing; independent: each on its own
             * @enum {string}
             */
            mode: "atomic" | "independent";
            /**
             * @description How many were posted
             * @example 1
             */
            posted: number;
            /** @example 0 */
            refused: number;
            /** @description One outcome per transfer, in the order of the request */
            outcomes: components["schemas"]["DryRunItem"][];
            /**
             * @description Nothing was done: this is the answer to a dry run
             * @example true
             * @constant
             */
            dry_run: true;
            /** @description The recorded time of the state that it was judged by */
            as_of: components["schemas"]["Instant"];
        };
        BatchItem: components["schemas"]["PostedItem"] | components["schemas"]["RefusedItem"];
        BooksClock: {
            /**
             * @description How far recorded time is ahead of the database server's clock: 0, unless that clock was ahead once and was set back. Until the clock has caught up, everything is recorded at the same time
             * @example 0
             */
            ahead_ms: number;
        };
        CaptureDryRun: {
            id: components["schemas"]["HoldId"];
            status: components["schemas"]["HoldStatus"];
            source_account: components["schemas"]["AccountId"];
            /** @example acct_01jd2m9c4hf6et1wkz0r7p3n8d */
            destination_account: components["schemas"]["AccountId"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            /** @description How much of the hold has been captured so far */
            captured_amount: components["schemas"]["NonNegativeAmount"];
            /**
             * @description How much is still held: 0 unless the hold is open
             * @example 1050
             */
            remaining_amount: components["schemas"]["NonNegativeAmount"];
            description: string | null;
            /** @description null for the payee. It belongs to the payer: shown to the payer and to the institution */
            external_id: string | null;
            /**
             * @description Empty for the payee. It belongs to the payer: shown to the payer and to the institution
             * @example {
             *       "order": "A-1001"
             *     }
             */
            metadata: components["schemas"]["Metadata"];
            expires_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /** @description When it was captured for good, released, or expired */
            resolved_at: components["schemas"]["Instant"] | null;
            /**
             * @description null: nothing was made
             * @example null
             */
            transfer: null;
            balances: components["schemas"]["HoldBalances"];
            /**
             * @description Nothing was done: this is the answer to a dry run
             * @example true
             * @constant
             */
            dry_run: true;
            /** @description The recorded time of the state that it was judged by */
            as_of: components["schemas"]["Instant"];
        };
        CaptureHold: {
            /** @description Minor units; all that is left if left out */
            amount?: components["schemas"]["Amount"];
            /**
             * @description Whether the rest is released after this capture. If left out: true without an amount, false with one
             * @example true
             */
            final?: boolean;
            /** @description The transfer's; the hold's if left out */
            description?: components["schemas"]["Text"];
            /** @description The transfer's; the hold's if left out. It belongs to the payer: a key that is bound to the payee cannot set it */
            external_id?: components["schemas"]["ExternalId"];
            /** @description The transfer's; the hold's if left out. It belongs to the payer: a key that is bound to the payee cannot set it */
            metadata?: components["schemas"]["MetadataInput"];
        };
        CapturedHold: {
            id: components["schemas"]["HoldId"];
            status: components["schemas"]["HoldStatus"];
            source_account: components["schemas"]["AccountId"];
            /** @example acct_01jd2m9c4hf6et1wkz0r7p3n8d */
            destination_account: components["schemas"]["AccountId"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            /** @description How much of the hold has been captured so far */
            captured_amount: components["schemas"]["NonNegativeAmount"];
            /**
             * @description How much is still held: 0 unless the hold is open
             * @example 1050
             */
            remaining_amount: components["schemas"]["NonNegativeAmount"];
            description: string | null;
            /** @description null for the payee. It belongs to the payer: shown to the payer and to the institution */
            external_id: string | null;
            /**
             * @description Empty for the payee. It belongs to the payer: shown to the payer and to the institution
             * @example {
             *       "order": "A-1001"
             *     }
             */
            metadata: components["schemas"]["Metadata"];
            expires_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /** @description When it was captured for good, released, or expired */
            resolved_at: components["schemas"]["Instant"] | null;
            /** @description The transfer that this capture posted */
            transfer: components["schemas"]["TransferId"];
            balances: components["schemas"]["HoldBalances"];
        };
        CausedAttempt: {
            /** @example 1 */
            number: number;
            /**
             * @description The HTTP status of the answer; null: there was none
             * @example 200
             */
            status: number | null;
            /** @description null: delivered */
            failure: components["schemas"]["DeliveryFailure"] | null;
            /** @example 84 */
            duration_ms: number;
            attempted_at: components["schemas"]["Instant"];
        };
        CausedDelivery: {
            id: components["schemas"]["WebhookDeliveryId"];
            endpoint: components["schemas"]["WebhookEndpointId"];
            event: components["schemas"]["EventId"];
            /** @example transfer.posted */
            event_type: string;
            status: components["schemas"]["DeliveryStatus"];
            /** @example 1 */
            attempt_count: number;
            next_attempt_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /** @description The last ten, newest first */
            attempts: components["schemas"]["CausedAttempt"][];
        };
        CausedEvent: {
            id: components["schemas"]["EventId"];
            /** @example transfer.posted */
            type: string;
            /**
             * @description The id of the resource that it is about
             * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
             */
            resource: string;
            occurred_at: components["schemas"]["Instant"];
        };
        ChangedHold: {
            id: components["schemas"]["HoldId"];
            status: components["schemas"]["HoldStatus"];
            source_account: components["schemas"]["AccountId"];
            /** @example acct_01jd2m9c4hf6et1wkz0r7p3n8d */
            destination_account: components["schemas"]["AccountId"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            /** @description How much of the hold has been captured so far */
            captured_amount: components["schemas"]["NonNegativeAmount"];
            /**
             * @description How much is still held: 0 unless the hold is open
             * @example 1050
             */
            remaining_amount: components["schemas"]["NonNegativeAmount"];
            description: string | null;
            /** @description null for the payee. It belongs to the payer: shown to the payer and to the institution */
            external_id: string | null;
            /**
             * @description Empty for the payee. It belongs to the payer: shown to the payer and to the institution
             * @example {
             *       "order": "A-1001"
             *     }
             */
            metadata: components["schemas"]["Metadata"];
            expires_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /** @description When it was captured for good, released, or expired */
            resolved_at: components["schemas"]["Instant"] | null;
            balances: components["schemas"]["HoldBalances"];
        };
        CreateApiKey: components["schemas"]["CreateInstitutionApiKey"] | components["schemas"]["CreateCustomerApiKey"];
        CreateCustomer: {
            type: components["schemas"]["CustomerType"];
            /** @example Ada Lovelace */
            name: components["schemas"]["Name"];
            /** @example ada@example.com */
            email?: components["schemas"]["Email"] | null;
            /**
             * @description An id of your own: one line; neither begins nor ends with a blank. Set by the institution alone: `forbidden` for a key that is bound to a customer
             * @example crm-4711
             */
            external_id?: components["schemas"]["ExternalId"] | null;
            /** @description Up to 50 string members of your own; no member may be named __proto__. Set by the institution alone: `forbidden` for a key that is bound to a customer */
            metadata?: components["schemas"]["MetadataInput"];
        };
        CreateCustomerApiKey: {
            /** @example back office */
            name: components["schemas"]["Name"];
            /** @example 2099-01-01T00:00:00Z */
            expires_at?: components["schemas"]["InstantInput"] | null;
            /**
             * @description The key's own rate; null: that of its kind, which is the platform's for keys of customers, and none for keys of the institution
             * @example null
             */
            rate_limit?: components["schemas"]["RateLimit"] | null;
            /**
             * @example [
             *       "accounts:read",
             *       "transfers:read",
             *       "transfers:write"
             *     ]
             */
            scopes: components["schemas"]["CustomerScope"][];
            /** @description Binds the key to this customer's resources */
            customer_id: components["schemas"]["CustomerId"];
        };
        CreateHold: {
            /** @description The account that a capture will debit */
            source_account: components["schemas"]["AccountId"];
            /**
             * @description The account that a capture will credit
             * @example acct_01jd2m9c4hf6et1wkz0r7p3n8d
             */
            destination_account: components["schemas"]["AccountId"];
            /** @description Minor units, at least 1 */
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            /**
             * @description In the future; a hold without it stays open until it is captured or released
             * @example 2099-01-01T00:00:00Z
             */
            expires_at?: components["schemas"]["InstantInput"] | null;
            description?: components["schemas"]["Text"] | null;
            external_id?: components["schemas"]["ExternalId"] | null;
            metadata?: components["schemas"]["MetadataInput"];
        };
        CreateInstitutionApiKey: {
            /** @example back office */
            name: components["schemas"]["Name"];
            /** @example 2099-01-01T00:00:00Z */
            expires_at?: components["schemas"]["InstantInput"] | null;
            /**
             * @description The key's own rate; null: that of its kind, which is the platform's for keys of customers, and none for keys of the institution
             * @example null
             */
            rate_limit?: components["schemas"]["RateLimit"] | null;
            /**
             * @example [
             *       "accounts:read",
             *       "transfers:read",
             *       "transfers:write"
             *     ]
             */
            scopes: components["schemas"]["Scope"][];
            customer_id?: null;
        };
        CreateTransaction: {
            /**
             * @description Debits equal credits in each currency. Posted in this order, and no account may exceed its overdraft limit in between
             * @example [
             *       {
             *         "account": "acct_01jd2m8xk7e9vbt3q5w6y8z0ac",
             *         "direction": "debit",
             *         "amount": "1050",
             *         "currency": "EUR"
             *       },
             *       {
             *         "account": "acct_01jd2m9c4hf6et1wkz0r7p3n8d",
             *         "direction": "credit",
             *         "amount": "1050",
             *         "currency": "EUR"
             *       }
             *     ]
             */
            entries: components["schemas"]["Leg"][];
            description?: components["schemas"]["Text"] | null;
            external_id?: components["schemas"]["ExternalId"] | null;
            /** @description When it counts, not in the future; when it is recorded if left out. A time that is ahead by the few seconds by which clocks differ is accepted, and then it counts when it is recorded */
            effective_at?: components["schemas"]["InstantInput"];
            metadata?: components["schemas"]["MetadataInput"];
        };
        CreateTransfer: {
            /** @description The account that is debited */
            source_account: components["schemas"]["AccountId"];
            /**
             * @description The account that is credited
             * @example acct_01jd2m9c4hf6et1wkz0r7p3n8d
             */
            destination_account: components["schemas"]["AccountId"];
            /** @description Minor units, at least 1 */
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
            /** @example Rent for December */
            description?: components["schemas"]["Text"] | null;
            external_id?: components["schemas"]["ExternalId"] | null;
            /** @description When it counts, not in the future; when it is recorded if left out. A time that is ahead by the few seconds by which clocks differ is accepted, and then it counts when it is recorded */
            effective_at?: components["schemas"]["InstantInput"];
            metadata?: components["schemas"]["MetadataInput"];
        };
        CreateTransferBatch: {
            /**
             * @description atomic: all or nothing; independent: each on its own
             * @enum {string}
             */
            mode: "atomic" | "independent";
            transfers: components["schemas"]["CreateTransfer"][];
        };
        CreateWebhookEndpoint: {
            /**
             * @description https on port 443, by name; neither credentials nor a private or own host
             * @example https://example.com/ledge
             */
            url: string;
            /**
             * @description Types of events to send; empty: all
             * @example [
             *       "transfer.posted"
             *     ]
             */
            events: ("account.opened" | "account.updated" | "account.frozen" | "account.unfrozen" | "account.closed" | "api_key.created" | "api_key.rotated" | "api_key.revoked" | "credential.rotated" | "customer.created" | "customer.updated" | "customer.verification_reset" | "customer.verification_decided" | "hold.placed" | "hold.captured" | "hold.released" | "hold.expired" | "ping" | "transaction.posted" | "transfer.posted" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.disabled" | "webhook_endpoint.deleted")[];
            /** @example Back office */
            description?: components["schemas"]["Text"] | null;
            /** @description v1 if left out */
            signature?: components["schemas"]["SignatureScheme"];
        };
        /** @description A login of the database, after a change of its password */
        Credential: {
            id: components["schemas"]["CredentialId"];
            /**
             * @description Its name
             * @example ledge_runtime_b
             */
            login: string;
            change: components["schemas"]["CredentialChange"];
            /**
             * @description Of one that was opened: until when it may log in
             * @example null
             */
            valid_until: components["schemas"]["Instant"] | null;
            /** @example 2026-11-23T10:00:00.000Z */
            changed_at: components["schemas"]["Instant"];
        };
        CredentialAges: {
            /**
             * @description Age of the password that the Workers log in by. A rotation gives them another one every week
             * @example 86400
             */
            runtime_seconds: number;
            /**
             * @description Age of the password of the login that rotates it
             * @example 86400
             */
            rotator_seconds: number;
        };
        /**
         * @description password_set: it has a new password; published: it is the one to use from now on; revoked: nobody knows its password; sessions_ended: what used it was cut off; opened, closed: the login of releases, for minutes
         * @example password_set
         * @enum {string}
         */
        CredentialChange: "password_set" | "published" | "revoked" | "sessions_ended" | "opened" | "closed";
        /**
         * @description TypeID with prefix cred
         * @example cred_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        CredentialId: string;
        /** @description The password of one of the database's logins was changed */
        CredentialRotatedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "credential.rotated";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["CredentialId"];
            data: components["schemas"]["Credential"];
        };
        /**
         * @description ISO 4217 list one as of 2026-01-01, without funds, metals and units of account
         * @example EUR
         */
        Currency: string;
        /**
         * @description ISO 4217 currency code
         * @example EUR
         */
        CurrencyCode: string;
        Customer: {
            id: components["schemas"]["CustomerId"];
            type: components["schemas"]["CustomerType"];
            /** @example Ada Lovelace */
            name: string;
            /** @example ada@example.com */
            email: string | null;
            /**
             * @description Shown to the institution alone: left out for a key that is bound to a customer
             * @example crm-4711
             */
            external_id?: string | null;
            /** @description String members of your own. Shown to the institution alone: left out for a key that is bound to a customer */
            metadata?: components["schemas"]["Metadata"];
            verification: components["schemas"]["Verification"];
            /** @description Shown to the institution alone: left out for a key that is bound to a customer */
            verification_reason?: string | null;
            version: components["schemas"]["Version"];
            created_at: components["schemas"]["Instant"];
            updated_at: components["schemas"]["Instant"];
        };
        /** @description A customer was created */
        CustomerCreatedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "customer.created";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["CustomerId"];
            data: components["schemas"]["Customer"];
        };
        /**
         * @description TypeID with prefix cus
         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        CustomerId: string;
        /**
         * @example accounts:read
         * @enum {string}
         */
        CustomerScope: "customers:read" | "customers:write" | "accounts:read" | "accounts:write" | "transfers:read" | "transfers:write";
        /** @enum {string} */
        CustomerType: "person" | "business";
        /** @description A customer's contact data were changed */
        CustomerUpdatedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "customer.updated";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["CustomerId"];
            data: components["schemas"]["Customer"];
        };
        /** @description An operator decided on a customer's verification */
        CustomerVerificationDecidedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "customer.verification_decided";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["CustomerId"];
            data: components["schemas"]["Customer"];
        };
        /** @description A verified customer's name was changed: the verification is pending again */
        CustomerVerificationResetEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "customer.verification_reset";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["CustomerId"];
            data: components["schemas"]["Customer"];
        };
        /**
         * Format: date
         * @description A day in UTC (RFC 3339, full-date)
         * @example 2026-11-22
         */
        Day: string;
        /**
         * @description A day in UTC (RFC 3339, full-date), from 1900-01-01 to before 2200-01-01
         * @example 2026-01-01
         */
        DayInput: string;
        DecideVerification: {
            /** @enum {string} */
            decision: "verified" | "rejected" | "suspended";
            /** @example Passport seen */
            reason?: components["schemas"]["Text"] | null;
        };
        /**
         * @description timeout: no answer in time; unreachable: no connection, or it ended without an answer; redirected: the status was one of 300 to 399, and a redirect is not followed; refused_by_policy: webhooks are not sent to this URL, so nothing was sent; status: the status was another one than 200 to 299; unreadable: the event could not be shown, so nothing was sent
         * @example status
         * @enum {string}
         */
        DeliveryFailure: "timeout" | "unreachable" | "redirected" | "refused_by_policy" | "status" | "unreadable";
        /**
         * @description pending: it waits for its turn, for its next attempt, or for its endpoint to be enabled; dead: given up, and can be redelivered
         * @example delivered
         * @enum {string}
         */
        DeliveryStatus: "pending" | "delivered" | "dead";
        DryRunItem: components["schemas"]["UnpostedItem"] | components["schemas"]["RefusedItem"];
        /**
         * @description A Mailbox of RFC 5321 without quotes and literals, with letters of other scripts (RFC 6531). Whether it exists is not checked
         * @example ada@example.com
         */
        Email: string;
        Entry: {
            account: components["schemas"]["AccountId"];
            /** @description The account's version after this entry */
            version: components["schemas"]["Version"];
            transaction: components["schemas"]["TransactionId"];
            /** @description null: an entry of a transaction that an operator posted */
            transfer: components["schemas"]["TransferId"] | null;
            direction: components["schemas"]["Side"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            balance_after: components["schemas"]["Amount"];
            effective_at: components["schemas"]["Instant"];
            created_at: components["schemas"]["Instant"];
        };
        /** @description What happened. `type` distinguishes the forms; a later release may have more of them */
        Event: components["schemas"]["AccountOpenedEvent"] | components["schemas"]["AccountUpdatedEvent"] | components["schemas"]["AccountFrozenEvent"] | components["schemas"]["AccountUnfrozenEvent"] | components["schemas"]["AccountClosedEvent"] | components["schemas"]["ApiKeyCreatedEvent"] | components["schemas"]["ApiKeyRotatedEvent"] | components["schemas"]["ApiKeyRevokedEvent"] | components["schemas"]["CredentialRotatedEvent"] | components["schemas"]["CustomerCreatedEvent"] | components["schemas"]["CustomerUpdatedEvent"] | components["schemas"]["CustomerVerificationResetEvent"] | components["schemas"]["CustomerVerificationDecidedEvent"] | components["schemas"]["HoldPlacedEvent"] | components["schemas"]["HoldCapturedEvent"] | components["schemas"]["HoldReleasedEvent"] | components["schemas"]["HoldExpiredEvent"] | components["schemas"]["PingEvent"] | components["schemas"]["TransactionPostedEvent"] | components["schemas"]["TransferPostedEvent"] | components["schemas"]["WebhookEndpointCreatedEvent"] | components["schemas"]["WebhookEndpointUpdatedEvent"] | components["schemas"]["WebhookEndpointSecretRotatedEvent"] | components["schemas"]["WebhookEndpointDisabledEvent"] | components["schemas"]["WebhookEndpointDeletedEvent"];
        EventCounters: {
            outbox: {
                /**
                 * @description Committed, without a position in the feed yet
                 * @example 0
                 */
                pending: number;
                /**
                 * @description In the feed, not handed over to the queue yet
                 * @example 0
                 */
                unsent: number;
                /**
                 * @description The age of the oldest event of both
                 * @example 0
                 */
                oldest_seconds: number;
            };
            consumers: {
                /** @example webhooks */
                name: string;
                /**
                 * @description Events of the feed that it has not applied
                 * @example 0
                 */
                behind: number;
                /**
                 * @description Messages that were retried after a failure
                 * @example 0
                 */
                retries: number;
            }[];
            /** @example 0 */
            dead_letters: number;
            deliveries: {
                /** @example 0 */
                pending: number;
                /** @example 0 */
                dead: number;
                /**
                 * @description Enabled, and still missing deliveries: of the time when they were disabled, or because too many are pending
                 * @example 0
                 */
                behind_endpoints: number;
                /** @example 0 */
                disabled_endpoints: number;
            };
        };
        /**
         * @description TypeID with prefix evt
         * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        EventId: string;
        /** @description An id of your own: one line; neither begins nor ends with a blank */
        ExternalId: string;
        /** @description One fault of a request: its place, and what is wrong */
        Fault: {
            /**
             * @description JSON Pointer into the body (RFC 6901). Names are shown up to 64 characters: the detail says where the pointer is cut
             * @example /amount
             */
            pointer?: string;
            /** @description Name of a query parameter or header */
            parameter?: string;
            /** @example must be a string of integer minor units, such as "1050" */
            detail: string;
        };
        Hold: {
            id: components["schemas"]["HoldId"];
            status: components["schemas"]["HoldStatus"];
            source_account: components["schemas"]["AccountId"];
            /** @example acct_01jd2m9c4hf6et1wkz0r7p3n8d */
            destination_account: components["schemas"]["AccountId"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            /** @description How much of the hold has been captured so far */
            captured_amount: components["schemas"]["NonNegativeAmount"];
            /**
             * @description How much is still held: 0 unless the hold is open
             * @example 1050
             */
            remaining_amount: components["schemas"]["NonNegativeAmount"];
            description: string | null;
            /** @description null for the payee. It belongs to the payer: shown to the payer and to the institution */
            external_id: string | null;
            /**
             * @description Empty for the payee. It belongs to the payer: shown to the payer and to the institution
             * @example {
             *       "order": "A-1001"
             *     }
             */
            metadata: components["schemas"]["Metadata"];
            expires_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /** @description When it was captured for good, released, or expired */
            resolved_at: components["schemas"]["Instant"] | null;
        };
        HoldBalances: {
            /** @description null when the source belongs to someone else. Shown to the account's owner and to the institution */
            source: components["schemas"]["Balance"] | null;
            /** @description null when the destination belongs to someone else. Shown to the account's owner and to the institution */
            destination: components["schemas"]["Balance"] | null;
        };
        HoldCapture: {
            id: components["schemas"]["HoldId"];
            status: components["schemas"]["HoldStatus"];
            source_account: components["schemas"]["AccountId"];
            /** @example acct_01jd2m9c4hf6et1wkz0r7p3n8d */
            destination_account: components["schemas"]["AccountId"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            /** @description How much of the hold has been captured so far */
            captured_amount: components["schemas"]["NonNegativeAmount"];
            /**
             * @description How much is still held: 0 unless the hold is open
             * @example 1050
             */
            remaining_amount: components["schemas"]["NonNegativeAmount"];
            description: string | null;
            /** @description null for the payee. It belongs to the payer: shown to the payer and to the institution */
            external_id: string | null;
            /**
             * @description Empty for the payee. It belongs to the payer: shown to the payer and to the institution
             * @example {
             *       "order": "A-1001"
             *     }
             */
            metadata: components["schemas"]["Metadata"];
            expires_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /** @description When it was captured for good, released, or expired */
            resolved_at: components["schemas"]["Instant"] | null;
            /** @description The transfer that this capture posted */
            transfer: components["schemas"]["TransferId"];
        };
        /** @description All or a part of a hold was captured by a transfer */
        HoldCapturedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "hold.captured";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["HoldId"];
            data: components["schemas"]["HoldCapture"];
        };
        HoldDryRun: {
            /**
             * @description null: nothing was made
             * @example null
             */
            id: null;
            status: components["schemas"]["HoldStatus"];
            source_account: components["schemas"]["AccountId"];
            /** @example acct_01jd2m9c4hf6et1wkz0r7p3n8d */
            destination_account: components["schemas"]["AccountId"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            /** @description How much of the hold has been captured so far */
            captured_amount: components["schemas"]["NonNegativeAmount"];
            /**
             * @description How much is still held: 0 unless the hold is open
             * @example 1050
             */
            remaining_amount: components["schemas"]["NonNegativeAmount"];
            description: string | null;
            /** @description null for the payee. It belongs to the payer: shown to the payer and to the institution */
            external_id: string | null;
            /**
             * @description Empty for the payee. It belongs to the payer: shown to the payer and to the institution
             * @example {
             *       "order": "A-1001"
             *     }
             */
            metadata: components["schemas"]["Metadata"];
            expires_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /** @description When it was captured for good, released, or expired */
            resolved_at: components["schemas"]["Instant"] | null;
            balances: components["schemas"]["HoldBalances"];
            /**
             * @description Nothing was done: this is the answer to a dry run
             * @example true
             * @constant
             */
            dry_run: true;
            /** @description The recorded time of the state that it was judged by */
            as_of: components["schemas"]["Instant"];
        };
        /** @description A hold has expired */
        HoldExpiredEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "hold.expired";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["HoldId"];
            data: components["schemas"]["Hold"];
        };
        /**
         * @description TypeID with prefix hold
         * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        HoldId: string;
        /** @description Money is held for a payee */
        HoldPlacedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "hold.placed";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["HoldId"];
            data: components["schemas"]["Hold"];
        };
        /** @description A hold was released */
        HoldReleasedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "hold.released";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["HoldId"];
            data: components["schemas"]["Hold"];
        };
        /** @enum {string} */
        HoldStatus: "open" | "captured" | "released" | "expired";
        Hop: {
            /**
             * @description A Worker, or the lane behind the core
             * @example payments
             */
            service: string;
            /** @example createTransfer */
            operation: string;
            /**
             * @description The id of the service's version
             * @example 3e8b6b5e-6d5c-4b0b-9d0e-0c7a4a1f2b11
             */
            version: string;
            /**
             * @description In the service, with all that it waited for
             * @example 9
             */
            duration_ms: number;
            /**
             * @description `ok`, the code of a refusal, or the name of an error
             * @example insufficient_funds
             */
            outcome: string;
        };
        /**
         * Format: date-time
         * @description RFC 3339 in UTC, to the millisecond
         * @example 2026-11-22T10:00:00.000Z
         */
        Instant: string;
        /**
         * @description RFC 3339, from 1900-01-01T00:00:00.000Z to before 2200-01-01T00:00:00.000Z, to the millisecond at most, with any offset; answers have it in UTC
         * @example 2026-11-22T10:00:00Z
         */
        InstantInput: string;
        IssuedApiKey: {
            id: components["schemas"]["ApiKeyId"];
            /** @description The principal of the key, to which Idempotency-Keys belong: the first key in its chain of rotations, often the key itself */
            principal: components["schemas"]["ApiKeyId"];
            /**
             * @description The key that it succeeds; null: it was issued, not made by a rotation
             * @example key_01jd2m9c4hf6et1wkz0r7p3n8d
             */
            rotated_from: components["schemas"]["ApiKeyId"] | null;
            /**
             * @description Its successor; null: it has none yet, and can be rotated
             * @example null
             */
            rotated_to: components["schemas"]["ApiKeyId"] | null;
            /** @example back office */
            name: string;
            /**
             * @description The first characters of the token, to distinguish keys
             * @example ledge_4f9c
             */
            prefix: string;
            scopes: components["schemas"]["Scope"][];
            customer_id: components["schemas"]["CustomerId"] | null;
            /**
             * @description Its own rate; null: that of its kind
             * @example null
             */
            rate_limit: components["schemas"]["RateLimit"] | null;
            expires_at: components["schemas"]["Instant"] | null;
            revoked_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /**
             * @description The API key itself. It cannot be read again later.
             * @example ledge_…
             */
            token: string;
        };
        KeptRequest: {
            /** @description The `Request-Id` of its answer */
            id: components["schemas"]["RequestId"];
            received_at: components["schemas"]["Instant"];
            /**
             * @description The operationId; `unmatched`: the contract has no such path or method
             * @example createTransfer
             */
            operation: string;
            /**
             * @description The HTTP status of its answer
             * @example 422
             */
            status: number;
            /**
             * @description Whether it was answered with what an earlier request with its key was answered, and did nothing itself: records and effects are under that one
             * @example false
             */
            replayed: boolean;
            /**
             * @description The code of the problem that it was answered with
             * @example insufficient_funds
             */
            code: string | null;
            /**
             * @description Milliseconds; of an answer that streams, until it begins
             * @example 12
             */
            duration_ms: number;
            /** @description The first key of its key's line of rotations. null: it had no valid key, or needed none */
            principal: components["schemas"]["ApiKeyId"] | null;
            /**
             * @description W3C Trace Context: 32 hex digits
             * @example 4bf92f3577b34da6a3ce929d0e0e4736
             */
            trace_id: string | null;
            version: string | null;
        };
        Leg: {
            account: components["schemas"]["AccountId"];
            direction: components["schemas"]["Side"];
            /** @description Minor units, at least 1 */
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
        };
        LogCounters: {
            /**
             * @description Records in the published checkpoint
             * @example 42
             */
            published: number;
            /**
             * @description For how long a record has waited for a published checkpoint: 0 if none waits. It grows while too few witnesses cosign
             * @example 0
             */
            behind_ms: number;
        };
        /** @description A record and what its leaf is made of: `0x01 || SHA-256(salt || JCS(record))` is the entry of the tree at the index */
        LoggedRecord: {
            /**
             * @description Of its leaf in the tree: 0 is the first
             * @example 41
             */
            index: number;
            /**
             * @description 16 random bytes, base64 (RFC 4648, section 4)
             * @example 3q2+7wAAAAAAAAAAAAAAAA==
             */
            salt: string;
            record: components["schemas"]["AuditRecord"];
        };
        /**
         * @description String members of your own
         * @example {
         *       "order": "A-1001"
         *     }
         */
        Metadata: {
            [key: string]: string;
        };
        /**
         * @description Up to 50 string members of your own; no member may be named __proto__
         * @example {
         *       "order": "A-1001"
         *     }
         */
        MetadataInput: {
            [key: string]: components["schemas"]["Text"];
        };
        /** @description One line; neither begins nor ends with a blank */
        Name: string;
        /**
         * @description Non-negative integer minor units as a string, within 64 bits
         * @example 0
         */
        NonNegativeAmount: string;
        OpenAccount: components["schemas"]["OpenCustomerAccount"] | components["schemas"]["OpenHouseAccount"];
        OpenCustomerAccount: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "customer";
            customer_id: components["schemas"]["CustomerId"];
            currency: components["schemas"]["Currency"];
            /** @example Rent */
            name?: components["schemas"]["Name"] | null;
            /** @description How far available may fall below zero: 0 if left out. Set by the institution alone: `forbidden` for a key that is bound to a customer */
            overdraft_limit?: components["schemas"]["NonNegativeAmount"];
            /** @description The day from which on it may be posted to, not in the future; the present day (UTC) if left out. Set by the institution alone: `forbidden` for a key that is bound to a customer */
            opened_on?: components["schemas"]["DayInput"];
            /** @description Up to 50 string members of your own; no member may be named __proto__. Set by the institution alone: `forbidden` for a key that is bound to a customer */
            metadata?: components["schemas"]["MetadataInput"];
        };
        /** @description For operators alone: `forbidden` for every other key */
        OpenHouseAccount: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "house";
            /** @example cash */
            code: string;
            currency: components["schemas"]["Currency"];
            normal_side: components["schemas"]["Side"];
            /**
             * @description Whether the account has no overdraft limit: false if left out. To change it later, change overdraft_limit
             * @example true
             */
            allow_negative?: boolean;
            /** @example Cash at the central bank */
            name?: components["schemas"]["Name"] | null;
            /** @description The day from which on it may be posted to, not in the future; the present day (UTC) if left out */
            opened_on?: components["schemas"]["DayInput"];
            metadata?: components["schemas"]["MetadataInput"];
        };
        /** @description A test event, sent to one webhook endpoint alone */
        PingEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ping";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["WebhookEndpointId"];
            data: components["schemas"]["WebhookEndpoint"];
        };
        PostedItem: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            status: "posted";
            transfer: components["schemas"]["PostedTransfer"];
        };
        PostedTransfer: {
            id: components["schemas"]["TransferId"];
            status: components["schemas"]["TransferStatus"];
            source_account: components["schemas"]["AccountId"];
            /** @example acct_01jd2m9c4hf6et1wkz0r7p3n8d */
            destination_account: components["schemas"]["AccountId"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            /** @example Rent for December */
            description: string | null;
            /** @description null for the payee. It belongs to the payer: shown to the payer and to the institution */
            external_id: string | null;
            /**
             * @description Empty for the payee. It belongs to the payer: shown to the payer and to the institution
             * @example {
             *       "order": "A-1001"
             *     }
             */
            metadata: components["schemas"]["Metadata"];
            /** @description The original that this transfer reverses */
            reversal_of: components["schemas"]["TransferId"] | null;
            /** @description The hold that this transfer captured */
            hold: components["schemas"]["HoldId"] | null;
            /** @description How much of this transfer has been reversed */
            reversed_amount: components["schemas"]["NonNegativeAmount"];
            effective_at: components["schemas"]["Instant"];
            created_at: components["schemas"]["Instant"];
            balances: components["schemas"]["TransferBalances"];
        };
        /** @description Problem details (RFC 9457) */
        Problem: {
            /**
             * @description The URL at which the docs explain this code: one per code
             * @example https://docs.example.com/errors#not_found
             */
            type: string;
            /**
             * @description The same text for every problem of this code
             * @example There is no such resource.
             */
            title: string;
            /** @example 404 */
            status: number;
            /**
             * @description Text for people; programs should branch on `code`
             * @example There is no such resource.
             */
            detail: string;
            code: components["schemas"]["ProblemCode"];
            /**
             * @description Quote it when you ask for help
             * @example req_01jd2m8xk7e9vbt3q5w6y8z0ac
             */
            request_id: string;
            /** @description What is wrong with which part of the request; often empty */
            errors: components["schemas"]["Fault"][];
        };
        /**
         * @description Stable: within /v1 none is changed or removed
         * @example not_found
         * @enum {string}
         */
        ProblemCode: "validation_failed" | "idempotency_key_missing" | "idempotency_key_invalid" | "idempotency_key_not_allowed" | "webhook_url_not_allowed" | "unauthenticated" | "forbidden" | "not_found" | "method_not_allowed" | "not_acceptable" | "amount_beyond_format" | "request_timeout" | "idempotency_key_in_use" | "account_frozen" | "account_closed" | "customer_blocked" | "api_key_rotated" | "balance_not_zero" | "house_account_exists" | "hold_expired" | "hold_not_open" | "last_operator_key" | "outcome_expired" | "not_final_yet" | "not_sealed_yet" | "overdraft_in_use" | "transfer_not_reversible" | "too_many_accounts" | "too_many_webhook_endpoints" | "too_many_webhook_secrets" | "webhook_delivery_pending" | "webhook_endpoint_disabled" | "verification_not_allowed" | "precondition_failed" | "payload_too_large" | "unsupported_content_coding" | "unsupported_media_type" | "idempotency_key_reused" | "account_not_found" | "customer_not_found" | "amount_not_positive" | "amount_out_of_range" | "batch_item_failed" | "capture_exceeds_hold" | "currency_mismatch" | "insufficient_funds" | "overdraft_limit_required" | "reversal_before_original" | "reversal_exceeds_original" | "same_account" | "transaction_not_balanced" | "value_date_before_opening" | "value_date_not_allowed" | "precondition_required" | "rate_limited" | "internal_error" | "service_unavailable";
        RateLimit: {
            /**
             * @description Requests that may come at once
             * @example 100
             */
            burst: number;
            /**
             * @description Requests that may come again in each minute
             * @example 600
             */
            per_minute: number;
        };
        RefusedItem: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            status: "refused";
            /** @enum {string} */
            code: "account_closed" | "account_frozen" | "account_not_found" | "amount_not_positive" | "amount_out_of_range" | "currency_mismatch" | "customer_blocked" | "insufficient_funds" | "same_account" | "value_date_before_opening" | "value_date_not_allowed";
            /** @example The account's available balance and overdraft limit do not cover the amount. */
            detail: string;
        };
        ReleaseDryRun: {
            id: components["schemas"]["HoldId"];
            status: components["schemas"]["HoldStatus"];
            source_account: components["schemas"]["AccountId"];
            /** @example acct_01jd2m9c4hf6et1wkz0r7p3n8d */
            destination_account: components["schemas"]["AccountId"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            /** @description How much of the hold has been captured so far */
            captured_amount: components["schemas"]["NonNegativeAmount"];
            /**
             * @description How much is still held: 0 unless the hold is open
             * @example 1050
             */
            remaining_amount: components["schemas"]["NonNegativeAmount"];
            description: string | null;
            /** @description null for the payee. It belongs to the payer: shown to the payer and to the institution */
            external_id: string | null;
            /**
             * @description Empty for the payee. It belongs to the payer: shown to the payer and to the institution
             * @example {
             *       "order": "A-1001"
             *     }
             */
            metadata: components["schemas"]["Metadata"];
            expires_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /** @description When it was captured for good, released, or expired */
            resolved_at: components["schemas"]["Instant"] | null;
            balances: components["schemas"]["HoldBalances"];
            /**
             * @description Nothing was done: this is the answer to a dry run
             * @example true
             * @constant
             */
            dry_run: true;
            /** @description The recorded time of the state that it was judged by */
            as_of: components["schemas"]["Instant"];
        };
        RequestEffects: {
            events: components["schemas"]["CausedEvent"][];
            /** @description How the answers of endpoints begin is in the list of an endpoint's deliveries alone */
            deliveries: components["schemas"]["CausedDelivery"][];
            /**
             * @description Whether it has caused more events or deliveries than are shown
             * @example false
             */
            has_more: boolean;
        };
        /**
         * @description TypeID with prefix req
         * @example req_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        RequestId: string;
        ReverseTransfer: {
            /** @description Minor units; all that is left of the original if left out */
            amount?: components["schemas"]["Amount"];
            /**
             * @description The reversal's description
             * @example Returned goods
             */
            reason?: components["schemas"]["Text"] | null;
            external_id?: components["schemas"]["ExternalId"] | null;
            /** @description When it counts: not in the future, and not before its original; when it is recorded if left out */
            effective_at?: components["schemas"]["InstantInput"];
            metadata?: components["schemas"]["MetadataInput"];
        };
        RotateApiKey: {
            /**
             * @description When the successor expires, in the future; null: never. If left out: after as long as the old key was made for, or never
             * @example 2099-01-01T00:00:00Z
             */
            expires_at?: components["schemas"]["InstantInput"] | null;
            /**
             * @description Until when the old key is accepted too, at most 7 days from now; 24 hours from now if left out. It may expire earlier
             * @example 2026-11-23T10:00:00Z
             */
            previous_key_until?: components["schemas"]["InstantInput"];
        };
        /**
         * @description operator includes every scope
         * @example accounts:read
         * @enum {string}
         */
        Scope: "operator" | "customers:read" | "customers:write" | "accounts:read" | "accounts:write" | "transfers:read" | "transfers:write" | "events:read" | "webhooks:read" | "webhooks:write" | "audit:read" | "exports:read";
        SecretWebhookEndpoint: {
            id: components["schemas"]["WebhookEndpointId"];
            /** @example https://example.com/ledge */
            url: string;
            /**
             * @description Types of events that are sent to it; empty: all
             * @example [
             *       "transfer.posted"
             *     ]
             */
            events: string[];
            description: string | null;
            signature: components["schemas"]["SignatureScheme"];
            /** @enum {string} */
            status: "enabled" | "disabled";
            /** @description failing: no delivery for three days; gone: it answered 410 */
            disabled_reason: ("requested" | "failing" | "gone") | null;
            /** @description While it is disabled: the event before the oldest one that was not delivered to it. Whatever will be sent when it is enabled again is among the events that the feed has `after` this one. null: it is enabled, or there is no event before */
            resumes_after: components["schemas"]["EventId"] | null;
            /**
             * @description Until when each previous secret signs too, beside the current one: 24 hours from its rotation, soonest first. The next rotation removes those that have passed
             * @example [
             *       "2026-11-23T10:00:00.000Z"
             *     ]
             */
            previous_secrets_until: components["schemas"]["Instant"][];
            version: components["schemas"]["Version"];
            created_at: components["schemas"]["Instant"];
            updated_at: components["schemas"]["Instant"];
            /**
             * @description v1: whsec_…, cannot be read again later; v1a: the public key, whpk_…
             * @example whsec_…
             */
            secret: string;
        };
        /** @enum {string} */
        Side: "debit" | "credit";
        Sides: {
            debits: components["schemas"]["Total"];
            credits: components["schemas"]["Total"];
        };
        /**
         * @description v1: HMAC-SHA256 with a shared secret; v1a: Ed25519, verified with a public key (Standard Webhooks)
         * @enum {string}
         */
        SignatureScheme: "v1" | "v1a";
        /**
         * @example {
         *       "account": "acct_01jd2m8xk7e9vbt3q5w6y8z0ac",
         *       "name": "Everyday",
         *       "currency": "EUR",
         *       "normal_side": "credit",
         *       "basis": "recorded",
         *       "from": "2026-11-01T00:00:00.000Z",
         *       "to": "2026-12-01T00:00:00.000Z",
         *       "opening_balance": "500",
         *       "closing_balance": "9450",
         *       "last_version": 3,
         *       "created_at": "2026-12-01T06:00:00.000Z",
         *       "entries": [
         *         {
         *           "version": 2,
         *           "transaction": "txn_01jd2m9c4hf6et1wkz0r7p3n8d",
         *           "transfer": "trf_01jd2m9c4hf6et1wkz0r7p3n8d",
         *           "reversal_of": null,
         *           "direction": "credit",
         *           "amount": "10000",
         *           "balance_after": "10500",
         *           "external_id": null,
         *           "description": "Invoice 7",
         *           "counterparty_account": "acct_01jd2m9c4hf6et1wkz0r7p3n8d",
         *           "counterparty_name": "Grace Hopper",
         *           "effective_at": "2026-11-05T10:00:00.000Z",
         *           "created_at": "2026-11-05T10:00:00.000Z"
         *         },
         *         {
         *           "version": 3,
         *           "transaction": "txn_01jd2m8xk7e9vbt3q5w6y8z0ac",
         *           "transfer": "trf_01jd2m8xk7e9vbt3q5w6y8z0ac",
         *           "reversal_of": null,
         *           "direction": "debit",
         *           "amount": "1050",
         *           "balance_after": "9450",
         *           "external_id": "A-1001",
         *           "description": "Rent",
         *           "counterparty_account": "acct_01jd2m9c4hf6et1wkz0r7p3n8d",
         *           "counterparty_name": null,
         *           "effective_at": "2026-11-22T10:00:00.000Z",
         *           "created_at": "2026-11-22T10:00:00.000Z"
         *         }
         *       ]
         *     }
         */
        Statement: {
            account: components["schemas"]["AccountId"];
            name: string | null;
            currency: components["schemas"]["CurrencyCode"];
            /** @example credit */
            normal_side: components["schemas"]["Side"];
            /** @description Which of an entry's times decides whether it is in the period */
            basis: components["schemas"]["Basis"];
            /** @description Start of the period, inclusive: the requested one, or when the account begins */
            from: components["schemas"]["Instant"];
            /** @description End of the period, exclusive: the requested one, as far as it had passed */
            to: components["schemas"]["Instant"];
            /**
             * @description Balance at from, signed to the account's normal side
             * @example 0
             */
            opening_balance: components["schemas"]["Amount"];
            /** @description Balance at to, signed to the account's normal side */
            closing_balance: components["schemas"]["Amount"];
            /** @description The account's version at to (basis recorded), or when the statement was made (basis effective). It never decreases from one statement of an account to a later one */
            last_version: components["schemas"]["Version"];
            /** @description When the statement was made */
            created_at: components["schemas"]["Instant"];
            entries: components["schemas"]["StatementEntry"][];
        };
        StatementEntry: {
            /** @description The account's version after this entry */
            version: components["schemas"]["Version"];
            /** @description The transaction that this entry is part of */
            transaction: components["schemas"]["TransactionId"];
            /** @description null: not part of a transfer */
            transfer: components["schemas"]["TransferId"] | null;
            /** @description The transfer that this one reverses, in full or in part */
            reversal_of: components["schemas"]["TransferId"] | null;
            direction: components["schemas"]["Side"];
            /** @description Minor units, at least 1 */
            amount: components["schemas"]["Amount"];
            /** @description Balance after this entry, in the order of the statement, signed to the account's normal side */
            balance_after: components["schemas"]["Amount"];
            /** @description Only outgoing transfers have it; null otherwise. It belongs to the payer: shown to the payer and to the institution */
            external_id: string | null;
            description: string | null;
            /** @description null: the entry is not part of a transfer */
            counterparty_account: components["schemas"]["AccountId"] | null;
            /** @description For incoming transfers: the name of the customer who pays. null otherwise: a payee's name is not disclosed to the payer, and a reversal is no payment */
            counterparty_name: string | null;
            effective_at: components["schemas"]["Instant"];
            created_at: components["schemas"]["Instant"];
        };
        /** @description Text of one or more lines */
        Text: string;
        /**
         * @description Non-negative integer minor units as a string; may exceed 64 bits
         * @example 1050
         */
        Total: string;
        TouchedAccount: {
            id: components["schemas"]["AccountId"];
            /** @description The account's version after it */
            version: components["schemas"]["Version"];
        };
        TracedRequest: {
            /** @description The `Request-Id` of its answer */
            id: components["schemas"]["RequestId"];
            received_at: components["schemas"]["Instant"];
            /**
             * @description The operationId; `unmatched`: the contract has no such path or method
             * @example createTransfer
             */
            operation: string;
            /**
             * @description The HTTP status of its answer
             * @example 422
             */
            status: number;
            /**
             * @description Whether it was answered with what an earlier request with its key was answered, and did nothing itself: records and effects are under that one
             * @example false
             */
            replayed: boolean;
            /**
             * @description The code of the problem that it was answered with
             * @example insufficient_funds
             */
            code: string | null;
            /**
             * @description Milliseconds; of an answer that streams, until it begins
             * @example 12
             */
            duration_ms: number;
            /** @description The first key of its key's line of rotations. null: it had no valid key, or needed none */
            principal: components["schemas"]["ApiKeyId"] | null;
            /**
             * @description W3C Trace Context: 32 hex digits
             * @example 4bf92f3577b34da6a3ce929d0e0e4736
             */
            trace_id: string | null;
            version: string | null;
            /** @description What each service on the way did for it, the outermost of each call first */
            hops: components["schemas"]["Hop"][];
            /** @description Its record in the audit log, if it is a write that was decided, and no replay. null: the audit log did not answer */
            audit_records: components["schemas"]["LoggedRecord"][] | null;
            /** @description What it has caused, as far as it is in the feed yet. null: it could not be found out now */
            effects: components["schemas"]["RequestEffects"] | null;
        };
        Transaction: {
            id: components["schemas"]["TransactionId"];
            /** @description The transfer that this transaction is; null: an operator posted it by its legs */
            transfer: components["schemas"]["TransferId"] | null;
            description: string | null;
            external_id: string | null;
            metadata: components["schemas"]["Metadata"];
            entries: components["schemas"]["TransactionEntry"][];
            effective_at: components["schemas"]["Instant"];
            created_at: components["schemas"]["Instant"];
        };
        TransactionDryRun: {
            /**
             * @description null: nothing was made
             * @example null
             */
            id: null;
            /** @description The transfer that this transaction is; null: an operator posted it by its legs */
            transfer: components["schemas"]["TransferId"] | null;
            description: string | null;
            external_id: string | null;
            metadata: components["schemas"]["Metadata"];
            entries: components["schemas"]["TransactionEntry"][];
            effective_at: components["schemas"]["Instant"];
            created_at: components["schemas"]["Instant"];
            /**
             * @description Nothing was done: this is the answer to a dry run
             * @example true
             * @constant
             */
            dry_run: true;
            /** @description The recorded time of the state that it was judged by */
            as_of: components["schemas"]["Instant"];
        };
        TransactionEntry: {
            account: components["schemas"]["AccountId"];
            /** @description The account's version after this entry */
            version: components["schemas"]["Version"];
            direction: components["schemas"]["Side"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            balance_after: components["schemas"]["Amount"];
        };
        /**
         * @description TypeID with prefix txn
         * @example txn_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        TransactionId: string;
        /** @description An operator posted a transaction by its legs */
        TransactionPostedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "transaction.posted";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["TransactionId"];
            data: components["schemas"]["Transaction"];
        };
        Transfer: {
            id: components["schemas"]["TransferId"];
            status: components["schemas"]["TransferStatus"];
            source_account: components["schemas"]["AccountId"];
            /** @example acct_01jd2m9c4hf6et1wkz0r7p3n8d */
            destination_account: components["schemas"]["AccountId"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            /** @example Rent for December */
            description: string | null;
            /** @description null for the payee. It belongs to the payer: shown to the payer and to the institution */
            external_id: string | null;
            /**
             * @description Empty for the payee. It belongs to the payer: shown to the payer and to the institution
             * @example {
             *       "order": "A-1001"
             *     }
             */
            metadata: components["schemas"]["Metadata"];
            /** @description The original that this transfer reverses */
            reversal_of: components["schemas"]["TransferId"] | null;
            /** @description The hold that this transfer captured */
            hold: components["schemas"]["HoldId"] | null;
            /** @description How much of this transfer has been reversed */
            reversed_amount: components["schemas"]["NonNegativeAmount"];
            effective_at: components["schemas"]["Instant"];
            created_at: components["schemas"]["Instant"];
        };
        TransferBalances: {
            source: components["schemas"]["Balance"];
            /** @description null when the destination belongs to someone else. Shown to the account's owner and to the institution */
            destination: components["schemas"]["Balance"] | null;
        };
        TransferBatch: {
            /**
             * @description atomic: all or nothing; independent: each on its own
             * @enum {string}
             */
            mode: "atomic" | "independent";
            /**
             * @description How many were posted
             * @example 1
             */
            posted: number;
            /** @example 0 */
            refused: number;
            /** @description One outcome per transfer, in the order of the request */
            outcomes: components["schemas"]["BatchItem"][];
        };
        TransferDryRun: {
            /**
             * @description null: nothing was made
             * @example null
             */
            id: null;
            status: components["schemas"]["TransferStatus"];
            source_account: components["schemas"]["AccountId"];
            /** @example acct_01jd2m9c4hf6et1wkz0r7p3n8d */
            destination_account: components["schemas"]["AccountId"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            /** @example Rent for December */
            description: string | null;
            /** @description null for the payee. It belongs to the payer: shown to the payer and to the institution */
            external_id: string | null;
            /**
             * @description Empty for the payee. It belongs to the payer: shown to the payer and to the institution
             * @example {
             *       "order": "A-1001"
             *     }
             */
            metadata: components["schemas"]["Metadata"];
            /** @description The original that this transfer reverses */
            reversal_of: components["schemas"]["TransferId"] | null;
            /** @description The hold that this transfer captured */
            hold: components["schemas"]["HoldId"] | null;
            /** @description How much of this transfer has been reversed */
            reversed_amount: components["schemas"]["NonNegativeAmount"];
            effective_at: components["schemas"]["Instant"];
            created_at: components["schemas"]["Instant"];
            balances: components["schemas"]["TransferBalances"];
            /**
             * @description Nothing was done: this is the answer to a dry run
             * @example true
             * @constant
             */
            dry_run: true;
            /** @description The recorded time of the state that it was judged by */
            as_of: components["schemas"]["Instant"];
        };
        /**
         * @description TypeID with prefix trf
         * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        TransferId: string;
        /** @description A transfer was posted; reversals and captures are transfers too */
        TransferPostedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "transfer.posted";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["TransferId"];
            data: components["schemas"]["Transfer"];
        };
        TransferReceipt: {
            /**
             * @description A JSON Web Signature (RFC 7515, compact) of the transfer as you see it and of its record in the audit log; the keys are at `/.well-known/jwks.json` of the log's host
             * @example eyJhbGciOiJFZERTQSIsInR5cCI6ImxlZGdlLXJlY2VpcHQranNvbiJ9.eyJ2IjoxfQ.c2lnbmF0dXJl
             */
            jws: string;
            /**
             * @description C2SP tlog-proof that the record is in the log. null: in no signed tree yet, ask again in some seconds. It is not signed by the JWS, and proves by itself
             * @example c2sp.org/tlog-proof@v1
             *     index 41
             *
             *     log.example.com
             *     …
             */
            proof: string | null;
        };
        /** @enum {string} */
        TransferStatus: "posted";
        TrialBalance: {
            /** @description With at: the instant that was used, which is at most the requested one; the trial balance at it never changes. Without at: when it was read */
            as_of: components["schemas"]["Instant"];
            currencies: {
                currency: components["schemas"]["CurrencyCode"];
                /** @description Sum of the balances on the debit side; equals credits */
                debits: components["schemas"]["Total"];
                credits: components["schemas"]["Total"];
                /**
                 * @description The institution's own accounts
                 * @example {
                 *       "debits": "1050",
                 *       "credits": "0"
                 *     }
                 */
                house: components["schemas"]["Sides"];
                /**
                 * @example {
                 *       "debits": "0",
                 *       "credits": "1050"
                 *     }
                 */
                customers: components["schemas"]["Sides"];
            }[];
        };
        UnpostedItem: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            status: "posted";
            transfer: components["schemas"]["UnpostedTransfer"];
        };
        UnpostedTransfer: {
            /**
             * @description null: nothing was made
             * @example null
             */
            id: null;
            status: components["schemas"]["TransferStatus"];
            source_account: components["schemas"]["AccountId"];
            /** @example acct_01jd2m9c4hf6et1wkz0r7p3n8d */
            destination_account: components["schemas"]["AccountId"];
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["CurrencyCode"];
            /** @example Rent for December */
            description: string | null;
            /** @description null for the payee. It belongs to the payer: shown to the payer and to the institution */
            external_id: string | null;
            /**
             * @description Empty for the payee. It belongs to the payer: shown to the payer and to the institution
             * @example {
             *       "order": "A-1001"
             *     }
             */
            metadata: components["schemas"]["Metadata"];
            /** @description The original that this transfer reverses */
            reversal_of: components["schemas"]["TransferId"] | null;
            /** @description The hold that this transfer captured */
            hold: components["schemas"]["HoldId"] | null;
            /** @description How much of this transfer has been reversed */
            reversed_amount: components["schemas"]["NonNegativeAmount"];
            effective_at: components["schemas"]["Instant"];
            created_at: components["schemas"]["Instant"];
            balances: components["schemas"]["TransferBalances"];
        };
        UpdateAccount: {
            /**
             * @description How far available may fall below zero; null: no limit, which only a house account can have. Set by the institution alone: `forbidden` for a key that is bound to a customer
             * @example 5000
             */
            overdraft_limit?: components["schemas"]["NonNegativeAmount"] | null;
            /** @example Rent */
            name?: components["schemas"]["Name"] | null;
            /** @description Up to 50 string members of your own; no member may be named __proto__. Set by the institution alone: `forbidden` for a key that is bound to a customer */
            metadata?: components["schemas"]["MetadataInput"];
        };
        UpdateCustomer: {
            /** @example Ada Lovelace */
            name?: components["schemas"]["Name"];
            /** @example ada@example.com */
            email?: components["schemas"]["Email"] | null;
            /**
             * @description An id of your own: one line; neither begins nor ends with a blank. Set by the institution alone: `forbidden` for a key that is bound to a customer
             * @example crm-4711
             */
            external_id?: components["schemas"]["ExternalId"] | null;
            /** @description Up to 50 string members of your own; no member may be named __proto__. Set by the institution alone: `forbidden` for a key that is bound to a customer */
            metadata?: components["schemas"]["MetadataInput"];
        };
        UpdateWebhookEndpoint: {
            /**
             * @description https on port 443, by name; neither credentials nor a private or own host
             * @example https://example.com/ledge
             */
            url?: string;
            /**
             * @description Types of events to send; empty: all
             * @example [
             *       "transfer.posted"
             *     ]
             */
            events?: ("account.opened" | "account.updated" | "account.frozen" | "account.unfrozen" | "account.closed" | "api_key.created" | "api_key.rotated" | "api_key.revoked" | "credential.rotated" | "customer.created" | "customer.updated" | "customer.verification_reset" | "customer.verification_decided" | "hold.placed" | "hold.captured" | "hold.released" | "hold.expired" | "ping" | "transaction.posted" | "transfer.posted" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.disabled" | "webhook_endpoint.deleted")[];
            /** @example Back office */
            description?: components["schemas"]["Text"] | null;
            /** @enum {string} */
            status?: "enabled" | "disabled";
            /**
             * @description pause, also if left out: when the endpoint is enabled, it is sent the pending deliveries, first the one that had it disabled, and then the events that happened while it was disabled. now: all of these are given up, and it is sent the events of the feed from the event of this change on, and nothing that was committed before it
             * @example pause
             * @enum {string}
             */
            resume_from?: "pause" | "now";
        };
        /**
         * @description rejected and suspended block the customer: no account of theirs is debited by a transfer, a hold or a capture, and none is opened (customer_blocked). pending and verified do not
         * @enum {string}
         */
        Verification: "pending" | "verified" | "rejected" | "suspended";
        /**
         * @description Grows by one with every change
         * @example 1
         */
        Version: number;
        WebhookAttempt: {
            /** @example 1 */
            number: number;
            /**
             * @description The HTTP status of the answer; null: there was none
             * @example 200
             */
            status: number | null;
            /** @description null: delivered */
            failure: components["schemas"]["DeliveryFailure"] | null;
            /** @example 84 */
            duration_ms: number;
            /**
             * @description How the answer's body begins
             * @example ok
             */
            first_bytes: string;
            attempted_at: components["schemas"]["Instant"];
        };
        WebhookDelivery: {
            id: components["schemas"]["WebhookDeliveryId"];
            endpoint: components["schemas"]["WebhookEndpointId"];
            event: components["schemas"]["EventId"];
            /** @example transfer.posted */
            event_type: string;
            status: components["schemas"]["DeliveryStatus"];
            /** @example 1 */
            attempt_count: number;
            next_attempt_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /** @description The last ten, newest first */
            attempts: components["schemas"]["WebhookAttempt"][];
        };
        /**
         * @description TypeID with prefix whd
         * @example whd_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        WebhookDeliveryId: string;
        WebhookEndpoint: {
            id: components["schemas"]["WebhookEndpointId"];
            /** @example https://example.com/ledge */
            url: string;
            /**
             * @description Types of events that are sent to it; empty: all
             * @example [
             *       "transfer.posted"
             *     ]
             */
            events: string[];
            description: string | null;
            signature: components["schemas"]["SignatureScheme"];
            /** @enum {string} */
            status: "enabled" | "disabled";
            /** @description failing: no delivery for three days; gone: it answered 410 */
            disabled_reason: ("requested" | "failing" | "gone") | null;
            /** @description While it is disabled: the event before the oldest one that was not delivered to it. Whatever will be sent when it is enabled again is among the events that the feed has `after` this one. null: it is enabled, or there is no event before */
            resumes_after: components["schemas"]["EventId"] | null;
            /**
             * @description Until when each previous secret signs too, beside the current one: 24 hours from its rotation, soonest first. The next rotation removes those that have passed
             * @example [
             *       "2026-11-23T10:00:00.000Z"
             *     ]
             */
            previous_secrets_until: components["schemas"]["Instant"][];
            version: components["schemas"]["Version"];
            created_at: components["schemas"]["Instant"];
            updated_at: components["schemas"]["Instant"];
        };
        /** @description A webhook endpoint was created */
        WebhookEndpointCreatedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "webhook_endpoint.created";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["WebhookEndpointId"];
            data: components["schemas"]["WebhookEndpoint"];
        };
        /** @description A webhook endpoint was deleted */
        WebhookEndpointDeletedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "webhook_endpoint.deleted";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["WebhookEndpointId"];
            data: components["schemas"]["WebhookEndpoint"];
        };
        /** @description A webhook endpoint was disabled, because it failed for three days or answered 410 */
        WebhookEndpointDisabledEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "webhook_endpoint.disabled";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["WebhookEndpointId"];
            data: components["schemas"]["WebhookEndpoint"];
        };
        /**
         * @description TypeID with prefix whe
         * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        WebhookEndpointId: string;
        /** @description A webhook endpoint has a new secret */
        WebhookEndpointSecretRotatedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "webhook_endpoint.secret_rotated";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["WebhookEndpointId"];
            data: components["schemas"]["WebhookEndpoint"];
        };
        /** @description A webhook endpoint was changed, or enabled again */
        WebhookEndpointUpdatedEvent: {
            /** @description Stable: a repeated message has the same id. Apply each event once by it */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, equal to the time in the resource */
            occurred_at: components["schemas"]["Instant"];
            /** @description The accounts that it concerns. Per account, events are in the order of versions */
            accounts: components["schemas"]["TouchedAccount"][];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: no request did, as when a hold expires */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "webhook_endpoint.updated";
            /** @description The id of the resource that it is about */
            resource: components["schemas"]["WebhookEndpointId"];
            data: components["schemas"]["WebhookEndpoint"];
        };
    };
    responses: {
        /** @description `validation_failed`: The request is malformed. */
        ValidationFailed: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 400;
                    /** @enum {unknown} */
                    code: "validation_failed";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `unauthenticated`: The request carries no valid credentials. */
        Unauthenticated: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                "WWW-Authenticate": components["headers"]["WWWAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 401;
                    /** @enum {unknown} */
                    code: "unauthenticated";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `forbidden`: These credentials do not allow this operation. */
        Forbidden: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 403;
                    /** @enum {unknown} */
                    code: "forbidden";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `not_found`: There is no such resource. */
        NotFound: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 404;
                    /** @enum {unknown} */
                    code: "not_found";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `not_acceptable`: The resource has none of the media types in Accept. */
        NotAcceptable: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 406;
                    /** @enum {unknown} */
                    code: "not_acceptable";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `request_timeout`: The body of the request did not arrive whole and in time. */
        RequestTimeout: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 408;
                    /** @enum {unknown} */
                    code: "request_timeout";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running. */
        IdempotencyKeyInUse: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfterInUse"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 409;
                    /** @enum {unknown} */
                    code: "idempotency_key_in_use";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `not_final_yet`: Something may still be recorded in the range that was asked for. */
        NotFinalYet: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfterNotFinal"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 409;
                    /** @enum {unknown} */
                    code: "not_final_yet";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `not_sealed_yet`: The record is in the log, but in no signed tree yet. */
        NotSealedYet: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfterNotSealed"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 409;
                    /** @enum {unknown} */
                    code: "not_sealed_yet";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `precondition_failed`: The resource is not in the state that If-Match or If-None-Match asks for. */
        PreconditionFailed: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 412;
                    /** @enum {unknown} */
                    code: "precondition_failed";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `payload_too_large`: The body is larger than 1 MiB. */
        PayloadTooLarge: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 413;
                    /** @enum {unknown} */
                    code: "payload_too_large";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity. */
        UnsupportedContentCoding: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                "Accept-Encoding": components["headers"]["AcceptEncoding"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 415;
                    /** @enum {unknown} */
                    code: "unsupported_content_coding";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
        IdempotencyKeyReused: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 422;
                    /** @enum {unknown} */
                    code: "idempotency_key_reused";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `precondition_required`: Changing this resource needs an If-Match header with its ETag. */
        PreconditionRequired: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 428;
                    /** @enum {unknown} */
                    code: "precondition_required";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `rate_limited`: More requests than this caller may send now. */
        RateLimited: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 429;
                    /** @enum {unknown} */
                    code: "rate_limited";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
        InternalError: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 500;
                    /** @enum {unknown} */
                    code: "internal_error";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
        ServiceUnavailable: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 503;
                    /** @enum {unknown} */
                    code: "service_unavailable";
                } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
            };
        };
        /** @description It is delivered, and the next one is sent. Answer within 15 seconds, and do long work afterwards */
        WebhookTaken: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The receiver is gone: the endpoint is disabled at once */
        WebhookGone: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description It is tried again by the schedule for three days, and later ones wait behind it; `Retry-After` is heeded for up to 12 hours. Redirects are not followed */
        WebhookFailed: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        /** @description 1 to 255 visible ASCII characters without quotes and backslashes, quoted or bare, such as the id of a row of yours. A key belongs to one request for good: every retry with it gets the recorded answer. Tools need a new key for each request: `{{$guid}}` in Postman and Bruno. */
        IdempotencyKey: string;
        /** @description Required, unless `dry_run` is true: a dry run takes none. 1 to 255 visible ASCII characters without quotes and backslashes, quoted or bare, such as the id of a row of yours. A key belongs to one request for good: every retry with it gets the recorded answer. Tools need a new key for each request: `{{$guid}}` in Postman and Bruno. */
        IdempotencyKeyUnlessDryRun: string;
        /**
         * @description The ETag of the version to change, a list of ETags, or `*` for any version. If the resource has another version, the request is refused with `precondition_failed`. A tag that was weakened on the way (`W/`) counts too
         * @example "1"
         */
        IfMatch: string;
        /**
         * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
         * @example "1"
         */
        OptionalIfMatch: string;
        /**
         * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
         * @example "b1d74ee9eaf64f4b"
         */
        IfNoneMatch: string;
        /**
         * @description For a stream: the id of the last event that the client has. The stream continues after it, whatever `after` says; an empty header counts as absent
         * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        LastEventId: string;
        /**
         * @description The event's id, the same at every attempt: apply a delivery once by it
         * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        WebhookId: string;
        /**
         * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
         * @example 1763805600
         */
        WebhookTimestamp: string;
        /**
         * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        WebhookSignature: string;
        /**
         * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
         */
        WebhookTraceparent: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The id of this request, also when the answer is a replay
         * @example req_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        RequestId: string;
        /**
         * @description The answer is that to the first request with this key: nothing was done again
         * @example true
         */
        IdempotentReplayed: "true";
        /**
         * @description Identifies the version in this answer (RFC 9110, section 8.8.3); opaque, to be sent back as it is
         * @example "1"
         */
        ETag: string;
        /**
         * @description Identifies the version in this answer (RFC 9110, section 8.8.3); opaque, to be sent back as it is. A dry run has none
         * @example "1"
         */
        ETagUnlessDryRun: string;
        /**
         * @description The answer depends on Accept (RFC 9110, section 12.5.5)
         * @example Accept
         */
        Vary: string;
        /**
         * @description Only with `unsupported_content_coding`: the codings that a body may have (RFC 9110, section 12.5.3)
         * @example identity
         */
        AcceptEncoding: "identity";
        /**
         * @description The path of the created resource
         * @example /v1/accounts/acct_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        Location: string;
        /**
         * @description The path of the created resource. A dry run makes none
         * @example /v1/transfers/trf_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        LocationUnlessDryRun: string;
        /**
         * @description Seconds after which to try again; a write, with the same Idempotency-Key
         * @example 1
         */
        RetryAfter: string;
        /**
         * @description Only with `idempotency_key_in_use`: seconds after which to try again
         * @example 1
         */
        RetryAfterInUse: string;
        /**
         * @description Seconds after which the range should be final
         * @example 1
         */
        RetryAfterNotFinal: string;
        /**
         * @description Seconds after which the record should be in a signed tree
         * @example 1
         */
        RetryAfterNotSealed: string;
        /**
         * @description What is left of the caller's rate: `r` requests now, and `t` seconds until all of it is back (draft-ietf-httpapi-ratelimit-headers). Approximate: each edge counts for itself. Callers without a rate get none
         * @example "requests";r=99;t=1
         */
        RateLimit: string;
        /**
         * @description The caller's rate: `q` requests at once, and as many again in `w` seconds (draft-ietf-httpapi-ratelimit-headers)
         * @example "requests";q=100;w=10
         */
        RateLimitPolicy: string;
        /**
         * @description The scheme of the credentials that are missing (RFC 9110, section 11.6.1)
         * @example Bearer
         */
        WWWAuthenticate: "Bearer";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The edge answers */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                        /**
                         * @description The git commit of the build; null: it was not set
                         * @example afa36b6fc54b2c3b3a3c8a0ecb5d1ad3e5a1f0c9
                         */
                        commit: string | null;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example # TYPE ledge_operations counter
                     *     ledge_operations_total{service="payments",operation="createTransfer",version="3e8b6b5e",status_class="2xx"} 42 # {request_id="req_01jd2m8xk7e9vbt3q5w6y8z0ac"} 1 1764547200
                     *     # EOF
                     */
                    "application/openmetrics-text": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getContract: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI 3.1 document */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example 3.1.0 */
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The resource still has the version of If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
            412: components["responses"]["PreconditionFailed"];
            500: components["responses"]["InternalError"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every service reaches the database and could write */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ready";
                        /** @description For operators alone */
                        versions?: {
                            /**
                             * @description A Worker, or the lane behind the core
                             * @example payments
                             */
                            service: string;
                            /**
                             * @description The id of its version
                             * @example 3e8b6b5e-6d5c-4b0b-9d0e-0c7a4a1f2b11
                             */
                            version: string;
                        }[];
                        /** @description For operators alone */
                        events?: components["schemas"]["EventCounters"];
                        /** @description For operators alone */
                        clock?: components["schemas"]["BooksClock"];
                        /** @description For operators alone */
                        log?: components["schemas"]["LogCounters"];
                        /** @description For operators alone */
                        credentials?: components["schemas"]["CredentialAges"];
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /**
                 * @description Only accounts of this customer
                 * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                customer_id?: components["schemas"]["CustomerId"];
                /**
                 * @description Only customers' accounts, or only house accounts
                 * @example customer
                 */
                kind?: components["schemas"]["AccountKind"];
                /**
                 * @description Only accounts in this currency
                 * @example EUR
                 */
                currency?: components["schemas"]["Currency"];
                /**
                 * @description Items per page, 1 to 100
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The next_cursor of the page before. A client cannot make one itself
                 * @example 0193445d-3a67-7256-9dda-3ac64c2b0cdf~5b0e7d213f1c9a0d5be24c7786d1a9b0c4e2f857
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of accounts */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Account"][];
                        /**
                         * @description Whether there is a next page
                         * @example false
                         */
                        has_more: boolean;
                        /** @description null: this is the last page */
                        next_cursor: string | null;
                        /**
                         * @description Only after a fault of the platform: ids (of entries, versions) of items of this page that cannot be shown; the other items are in data. Please report them
                         * @example [
                         *       "trf_01jd2m8xk7e9vbt3q5w6y8z0ac"
                         *     ]
                         */
                        unreadable?: string[];
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    openAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenAccount"];
            };
        };
        responses: {
            /** @description The account with its balance of zero */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `customer_blocked`: The customer was rejected or suspended: no payments, no holds, no new accounts.
             *
             *     `house_account_exists`: There is a house account with this code and currency.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             *
             *     `too_many_accounts`: The customer has as many accounts as its own key may open.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "customer_blocked" | "house_account_exists" | "idempotency_key_in_use" | "outcome_expired" | "too_many_accounts";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            /**
             * @description `customer_not_found`: The customer does not exist.
             *
             *     `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             */
            422: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 422;
                        /** @enum {unknown} */
                        code: "customer_not_found" | "idempotency_key_reused";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The account
                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description The resource still has the version of If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateAccount: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version to change, a list of ETags, or `*` for any version. If the resource has another version, the request is refused with `precondition_failed`. A tag that was weakened on the way (`W/`) counts too
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The account
                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAccount"];
            };
        };
        responses: {
            /** @description The changed account */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `account_closed`: An account that the request concerns is closed.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             *
             *     `overdraft_in_use`: The account is overdrawn by more than the new limit.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "account_closed" | "idempotency_key_in_use" | "outcome_expired" | "overdraft_in_use";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            /**
             * @description `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             *
             *     `overdraft_limit_required`: A customer's account cannot be without an overdraft limit.
             */
            422: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 422;
                        /** @enum {unknown} */
                        code: "idempotency_key_reused" | "overdraft_limit_required";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getBalance: {
        parameters: {
            query?: {
                /**
                 * @description An instant that has passed; now if left out. as_of says which instant was used
                 * @example 2026-11-22T10:00:00Z
                 */
                at?: components["schemas"]["InstantInput"];
                /**
                 * @description By which time entries count at `at`; without `at`, both bases give the same balance
                 * @example recorded
                 */
                basis?: components["schemas"]["Basis"];
            };
            header?: never;
            path: {
                /**
                 * @description The account
                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The balance */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    closeAccount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The account
                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The closed account */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `balance_not_zero`: Only an account without balance and without open holds can be closed.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "balance_not_zero" | "idempotency_key_in_use" | "outcome_expired";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedContentCoding"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listEntries: {
        parameters: {
            query?: {
                /**
                 * @description Recorded at or after
                 * @example 2026-11-22T10:00:00Z
                 */
                from?: components["schemas"]["InstantInput"];
                /**
                 * @description Recorded before. The list ends where nothing can be recorded any more; its to says where it ended
                 * @example 2026-11-22T10:00:00Z
                 */
                to?: components["schemas"]["InstantInput"];
                /**
                 * @description Items per page, 1 to 100
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The next_cursor of the page before. A client cannot make one itself
                 * @example 0193445d-3a67-7256-9dda-3ac64c2b0cdf~5b0e7d213f1c9a0d5be24c7786d1a9b0c4e2f857
                 */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The account
                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Entry"][];
                        /**
                         * @description Whether there is a next page
                         * @example false
                         */
                        has_more: boolean;
                        /** @description null: this is the last page */
                        next_cursor: string | null;
                        /**
                         * @description Only after a fault of the platform: ids (of entries, versions) of items of this page that cannot be shown; the other items are in data. Please report them
                         * @example [
                         *       "trf_01jd2m8xk7e9vbt3q5w6y8z0ac"
                         *     ]
                         */
                        unreadable?: string[];
                        /** @description Only if the request has to: the exclusive end that was used, the same on each page of the list. It is earlier than requested while something could still be recorded before the requested end; the next range begins here */
                        to?: components["schemas"]["Instant"];
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    freezeAccount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The account
                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The frozen account */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `account_closed`: An account that the request concerns is closed.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "account_closed" | "idempotency_key_in_use" | "outcome_expired";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedContentCoding"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getStatement: {
        parameters: {
            query?: {
                /**
                 * @description Inclusive; if left out, when the account was opened, or when its first entry counts
                 * @example 2026-11-22T10:00:00Z
                 */
                from?: components["schemas"]["InstantInput"];
                /**
                 * @description Exclusive, not in the future; now if left out. The statement's to says which instant was used
                 * @example 2026-11-22T10:00:00Z
                 */
                to?: components["schemas"]["InstantInput"];
                /**
                 * @description Which of an entry's times decides whether it is in the period
                 * @example recorded
                 */
                basis?: components["schemas"]["Basis"];
            };
            header?: never;
            path: {
                /**
                 * @description The account
                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The balance before, the entries in their order, and the balance after: the next statement's balance before */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                    /**
                     * @example kind,account,currency,name,normal_side,basis,version,transaction,transfer,reversal_of,direction,amount_minor,amount_decimal,change_minor,change_decimal,balance_minor,balance_decimal,external_id,description,counterparty_account,counterparty_name,effective_at,created_at
                     *     opening,acct_01jd2m8xk7e9vbt3q5w6y8z0ac,EUR,Everyday,credit,recorded,,,,,,,,,,500,5.00,,,,,2026-11-01T00:00:00.000Z,2026-12-01T06:00:00.000Z
                     *     entry,acct_01jd2m8xk7e9vbt3q5w6y8z0ac,EUR,,,,2,txn_01jd2m9c4hf6et1wkz0r7p3n8d,trf_01jd2m9c4hf6et1wkz0r7p3n8d,,credit,10000,100.00,10000,100.00,10500,105.00,,Invoice 7,acct_01jd2m9c4hf6et1wkz0r7p3n8d,Grace Hopper,2026-11-05T10:00:00.000Z,2026-11-05T10:00:00.000Z
                     *     entry,acct_01jd2m8xk7e9vbt3q5w6y8z0ac,EUR,,,,3,txn_01jd2m8xk7e9vbt3q5w6y8z0ac,trf_01jd2m8xk7e9vbt3q5w6y8z0ac,,debit,1050,10.50,-1050,-10.50,9450,94.50,A-1001,Rent,acct_01jd2m9c4hf6et1wkz0r7p3n8d,,2026-11-22T10:00:00.000Z,2026-11-22T10:00:00.000Z
                     *     closing,acct_01jd2m8xk7e9vbt3q5w6y8z0ac,EUR,Everyday,credit,recorded,,,,,,,,,,9450,94.50,,,,,2026-12-01T00:00:00.000Z,2026-12-01T06:00:00.000Z
                     */
                    "text/csv": string;
                    /**
                     * @example <?xml version="1.0" encoding="UTF-8"?>
                     *     <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>fb5afe8a75a3de90e53c949ddb861b65</MsgId><CreDtTm>2026-12-01T06:00:00.000Z</CreDtTm></GrpHdr><Stmt><Id>969aed57a9cdf971d4a28985bb31a17f</Id><ElctrncSeqNb>3</ElctrncSeqNb><CreDtTm>2026-12-01T06:00:00.000Z</CreDtTm><FrToDt><FrDtTm>2026-11-01T00:00:00.000Z</FrDtTm><ToDtTm>2026-12-01T00:00:00.000Z</ToDtTm></FrToDt><Acct><Id><Othr><Id>acct_01jd2m8xk7e9vbt3q5w6y8z0ac</Id></Othr></Id><Ccy>EUR</Ccy><Nm>Everyday</Nm><Svcr><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></Svcr></Acct><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-01</Dt></Dt></Bal><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">94.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>
                     *     <Ntry><NtryRef>2</NtryRef><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-05</Dt></BookgDt><ValDt><Dt>2026-11-05</Dt></ValDt><AcctSvcrRef>txn_01jd2m9c4hf6et1wkz0r7p3n8d</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>BOOK</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><AcctSvcrRef>txn_01jd2m9c4hf6et1wkz0r7p3n8d</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId><AcctSvcrTxId>trf_01jd2m9c4hf6et1wkz0r7p3n8d</AcctSvcrTxId></Refs><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>Grace Hopper</Nm></Pty></Dbtr><DbtrAcct><Id><Othr><Id>acct_01jd2m9c4hf6et1wkz0r7p3n8d</Id></Othr></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>Invoice 7</Ustrd></RmtInf><RltdDts><TxDtTm>2026-11-05T10:00:00.000Z</TxDtTm></RltdDts></TxDtls></NtryDtls></Ntry>
                     *     <Ntry><NtryRef>3</NtryRef><Amt Ccy="EUR">10.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-22</Dt></BookgDt><ValDt><Dt>2026-11-22</Dt></ValDt><AcctSvcrRef>txn_01jd2m8xk7e9vbt3q5w6y8z0ac</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>BOOK</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><AcctSvcrRef>txn_01jd2m8xk7e9vbt3q5w6y8z0ac</AcctSvcrRef><EndToEndId>A-1001</EndToEndId><AcctSvcrTxId>trf_01jd2m8xk7e9vbt3q5w6y8z0ac</AcctSvcrTxId></Refs><Amt Ccy="EUR">10.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><RltdPties><CdtrAcct><Id><Othr><Id>acct_01jd2m9c4hf6et1wkz0r7p3n8d</Id></Othr></Id></CdtrAcct></RltdPties><RmtInf><Ustrd>Rent</Ustrd></RmtInf><RltdDts><TxDtTm>2026-11-22T10:00:00.000Z</TxDtTm></RltdDts></TxDtls></NtryDtls></Ntry>
                     *     <AddtlStmtInf>Entries by the time they were recorded</AddtlStmtInf></Stmt></BkToCstmrStmt></Document>
                     */
                    "application/xml": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `amount_beyond_format`: The format that was asked for cannot hold an amount of this statement.
             *
             *     `not_acceptable`: The resource has none of the media types in Accept.
             */
            406: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 406;
                        /** @enum {unknown} */
                        code: "amount_beyond_format" | "not_acceptable";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    unfreezeAccount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The account
                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The open account */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `account_closed`: An account that the request concerns is closed.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "account_closed" | "idempotency_key_in_use" | "outcome_expired";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedContentCoding"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /**
                 * @description Items per page, 1 to 100
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The next_cursor of the page before. A client cannot make one itself
                 * @example 0193445d-3a67-7256-9dda-3ac64c2b0cdf~5b0e7d213f1c9a0d5be24c7786d1a9b0c4e2f857
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of keys, revoked ones included */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        /**
                         * @description Whether there is a next page
                         * @example false
                         */
                        has_more: boolean;
                        /** @description null: this is the last page */
                        next_cursor: string | null;
                        /**
                         * @description Only after a fault of the platform: ids (of entries, versions) of items of this page that cannot be shown; the other items are in data. Please report them
                         * @example [
                         *       "trf_01jd2m8xk7e9vbt3q5w6y8z0ac"
                         *     ]
                         */
                        unreadable?: string[];
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description The key with its token, shown this once */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "idempotency_key_in_use" | "outcome_expired";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            /**
             * @description `customer_not_found`: The customer does not exist.
             *
             *     `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             */
            422: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 422;
                        /** @enum {unknown} */
                        code: "customer_not_found" | "idempotency_key_reused";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The API key's id, which is not its token
                 * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["ApiKeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description The resource still has the version of If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The API key's id, which is not its token
                 * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["ApiKeyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The revoked key */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `last_operator_key`: No other operator key lasts as long: nobody would be left who could make another.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "idempotency_key_in_use" | "last_operator_key" | "outcome_expired";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedContentCoding"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The API key's id, which is not its token
                 * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["ApiKeyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateApiKey"];
            };
        };
        responses: {
            /** @description The successor with its token, shown this once */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `api_key_rotated`: The API key has a successor already.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `last_operator_key`: No other operator key lasts as long: nobody would be left who could make another.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "api_key_rotated" | "idempotency_key_in_use" | "last_operator_key" | "outcome_expired";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exportAuditRecords: {
        parameters: {
            query?: {
                /**
                 * @description Put into the log at or after; if left out, from the first record on
                 * @example 2026-11-22T10:00:00Z
                 */
                from?: components["schemas"]["InstantInput"];
                /**
                 * @description Put into the log before, not in the future; if left out, up to the last record
                 * @example 2026-11-22T10:00:00Z
                 */
                to?: components["schemas"]["InstantInput"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lines of JSON, each a `LoggedRecord` */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /** @example {"index":41,"salt":"3q2+7wAAAAAAAAAAAAAAAA==","record":{"v":1,…}} */
                    "application/x-ndjson": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAuditRecords: {
        parameters: {
            query?: {
                /**
                 * @description Only what this API key did: the first key of its line of rotations
                 * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                principal?: components["schemas"]["ApiKeyId"];
                /**
                 * @description Only this operation
                 * @example createTransfer
                 */
                operation?: string;
                /**
                 * @description Only what was about this resource
                 * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                resource?: components["schemas"]["AnyId"];
                /**
                 * @description Only what this request did: the `Request-Id` of its answer
                 * @example req_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                request_id?: components["schemas"]["RequestId"];
                /**
                 * @description Put into the log at or after: moments after it was recorded
                 * @example 2026-11-22T10:00:00Z
                 */
                from?: components["schemas"]["InstantInput"];
                /**
                 * @description Put into the log before. The list ends where nothing can be put any more; its to says where it ended
                 * @example 2026-11-22T10:00:00Z
                 */
                to?: components["schemas"]["InstantInput"];
                /**
                 * @description Items per page, 1 to 100
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The next_cursor of the page before. A client cannot make one itself
                 * @example 0193445d-3a67-7256-9dda-3ac64c2b0cdf~5b0e7d213f1c9a0d5be24c7786d1a9b0c4e2f857
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of records */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["LoggedRecord"][];
                        /**
                         * @description Whether there is a next page
                         * @example false
                         */
                        has_more: boolean;
                        /** @description null: this is the last page */
                        next_cursor: string | null;
                        /**
                         * @description Only after a fault of the platform: ids (of entries, versions) of items of this page that cannot be shown; the other items are in data. Please report them
                         * @example [
                         *       "trf_01jd2m8xk7e9vbt3q5w6y8z0ac"
                         *     ]
                         */
                        unreadable?: string[];
                        /** @description Only if the request has to: the exclusive end that was used, the same on each page of the list. It is earlier than requested while something could still be recorded before the requested end; the next range begins here */
                        to?: components["schemas"]["Instant"];
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAuditRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The record
                 * @example aud_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["AuditRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedRecord"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAuditProof: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The record
                 * @example aud_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["AuditRecordId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The proof */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example c2sp.org/tlog-proof@v1
                     *     index 41
                     *     …
                     *
                     *     log.example.com
                     *     42
                     *     …
                     *
                     *     — log.example.com …
                     */
                    "text/plain": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["NotSealedYet"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /**
                 * @description Items per page, 1 to 100
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The next_cursor of the page before. A client cannot make one itself
                 * @example 0193445d-3a67-7256-9dda-3ac64c2b0cdf~5b0e7d213f1c9a0d5be24c7786d1a9b0c4e2f857
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of customers */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Customer"][];
                        /**
                         * @description Whether there is a next page
                         * @example false
                         */
                        has_more: boolean;
                        /** @description null: this is the last page */
                        next_cursor: string | null;
                        /**
                         * @description Only after a fault of the platform: ids (of entries, versions) of items of this page that cannot be shown; the other items are in data. Please report them
                         * @example [
                         *       "trf_01jd2m8xk7e9vbt3q5w6y8z0ac"
                         *     ]
                         */
                        unreadable?: string[];
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCustomer"];
            };
        };
        responses: {
            /** @description The customer, pending verification */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdempotencyKeyInUse"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The customer
                 * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description The resource still has the version of If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateCustomer: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version to change, a list of ETags, or `*` for any version. If the resource has another version, the request is refused with `precondition_failed`. A tag that was weakened on the way (`W/`) counts too
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The customer
                 * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateCustomer"];
            };
        };
        responses: {
            /** @description The changed customer */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdempotencyKeyInUse"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            422: components["responses"]["IdempotencyKeyReused"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    decideVerification: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The customer
                 * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["CustomerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideVerification"];
            };
        };
        responses: {
            /** @description The customer with the decision */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             *
             *     `verification_not_allowed`: The customer's verification does not allow this decision now.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "idempotency_key_in_use" | "outcome_expired" | "verification_not_allowed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /**
                 * @description The last event that you have; if left out: from the beginning (a stream: from now)
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                after?: components["schemas"]["EventId"];
                /**
                 * @description Only events that touch this account
                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                account?: components["schemas"]["AccountId"];
                /**
                 * @description Items per page, 1 to 100
                 * @example 25
                 */
                limit?: number;
            };
            header?: {
                /**
                 * @description For a stream: the id of the last event that the client has. The stream continues after it, whatever `after` says; an empty header counts as absent
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The next events, oldest first. Their order is final: no event is ever inserted in between */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Event"][];
                        /**
                         * @description Whether there is a next page
                         * @example false
                         */
                        has_more: boolean;
                        /** @description The `after` of the next page: the last event of this one */
                        next_cursor: components["schemas"]["EventId"] | null;
                        /**
                         * @description Only after a fault of the platform: ids (of entries, versions) of items of this page that cannot be shown; the other items are in data. Please report them
                         * @example [
                         *       "trf_01jd2m8xk7e9vbt3q5w6y8z0ac"
                         *     ]
                         */
                        unreadable?: string[];
                    };
                    /**
                     * @example id: evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                     *     event: transfer.posted
                     *     data: {"id":"evt_01jd2m8xk7e9vbt3q5w6y8z0ac",…}
                     */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    redriveEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many events' messages are sent again */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example 2 */
                        redriven: number;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdempotencyKeyInUse"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedContentCoding"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exportAccounts: {
        parameters: {
            query: {
                /**
                 * @description Inclusive
                 * @example 2026-11-22T10:00:00Z
                 */
                from: components["schemas"]["InstantInput"];
                /**
                 * @description Exclusive, not in the future. A range that can still grow is `not_final_yet`
                 * @example 2026-11-22T10:00:00Z
                 */
                to: components["schemas"]["InstantInput"];
                /**
                 * @description The position of the last whole line that you have, of the same from; if left out, from the first line on
                 * @example 1-evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines, and a last one with their number */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"position":"1-evt_01jd2m8xk7e9vbt3q5w6y8z0ac","id":"evt_01jd2m8xk7e9vbt3q5w6y8z0ac","version":1,"occurred_at":"2026-11-22T10:00:00.000Z","actor":"key_01jd2m8xk7e9vbt3q5w6y8z0ac","request_id":"req_01jd2m8xk7e9vbt3q5w6y8z0ac","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","type":"account.opened","resource":"acct_01jd2m8xk7e9vbt3q5w6y8z0ac","accounts":[{"id":"acct_01jd2m8xk7e9vbt3q5w6y8z0ac","version":0}],"data":{"id":"acct_01jd2m8xk7e9vbt3q5w6y8z0ac","kind":"house","customer_id":null,"code":"cash","currency":"EUR","normal_side":"debit","overdraft_limit":null,"status":"open","name":null,"metadata":{},"opened_on":"2026-11-22","created_at":"2026-11-22T10:00:00.000Z","balance":{"currency":"EUR","posted":"0","pending_in":"0","pending_out":"0","available":"0","version":0,"as_of":"2026-11-22T10:00:00.000Z"}}}
                     *     {"end":true,"count":1}
                     */
                    "application/x-ndjson": string;
                    /**
                     * @example kind,position,id,type,version,occurred_at,resource,accounts,actor,request_id,trace_id,data,count
                     *     event,1-evt_01jd2m8xk7e9vbt3q5w6y8z0ac,evt_01jd2m8xk7e9vbt3q5w6y8z0ac,account.opened,1,2026-11-22T10:00:00.000Z,acct_01jd2m8xk7e9vbt3q5w6y8z0ac,"[{""id"":""acct_01jd2m8xk7e9vbt3q5w6y8z0ac"",""version"":0}]",key_01jd2m8xk7e9vbt3q5w6y8z0ac,req_01jd2m8xk7e9vbt3q5w6y8z0ac,4bf92f3577b34da6a3ce929d0e0e4736,"{""id"":""acct_01jd2m8xk7e9vbt3q5w6y8z0ac"",""kind"":""house"",""customer_id"":null,""code"":""cash"",""currency"":""EUR"",""normal_side"":""debit"",""overdraft_limit"":null,""status"":""open"",""name"":null,""metadata"":{},""opened_on"":""2026-11-22"",""created_at"":""2026-11-22T10:00:00.000Z"",""balance"":{""currency"":""EUR"",""posted"":""0"",""pending_in"":""0"",""pending_out"":""0"",""available"":""0"",""version"":0,""as_of"":""2026-11-22T10:00:00.000Z""}}",
                     *     end,,,,,,,,,,,,1
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["NotFinalYet"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exportCustomers: {
        parameters: {
            query: {
                /**
                 * @description Inclusive
                 * @example 2026-11-22T10:00:00Z
                 */
                from: components["schemas"]["InstantInput"];
                /**
                 * @description Exclusive, not in the future. A range that can still grow is `not_final_yet`
                 * @example 2026-11-22T10:00:00Z
                 */
                to: components["schemas"]["InstantInput"];
                /**
                 * @description The position of the last whole line that you have, of the same from; if left out, from the first line on
                 * @example 1-evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines, and a last one with their number */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"position":"1-evt_01jd2m8xk7e9vbt3q5w6y8z0ac","id":"evt_01jd2m8xk7e9vbt3q5w6y8z0ac","version":1,"occurred_at":"2026-11-22T10:00:00.000Z","actor":"key_01jd2m8xk7e9vbt3q5w6y8z0ac","request_id":"req_01jd2m8xk7e9vbt3q5w6y8z0ac","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","type":"customer.created","resource":"cus_01jd2m8xk7e9vbt3q5w6y8z0ac","accounts":[],"data":{"id":"cus_01jd2m8xk7e9vbt3q5w6y8z0ac","type":"person","name":"Ada Lovelace","email":null,"external_id":null,"metadata":{},"verification":"pending","verification_reason":null,"version":1,"created_at":"2026-11-22T10:00:00.000Z","updated_at":"2026-11-22T10:00:00.000Z"}}
                     *     {"end":true,"count":1}
                     */
                    "application/x-ndjson": string;
                    /**
                     * @example kind,position,id,type,version,occurred_at,resource,accounts,actor,request_id,trace_id,data,count
                     *     event,1-evt_01jd2m8xk7e9vbt3q5w6y8z0ac,evt_01jd2m8xk7e9vbt3q5w6y8z0ac,customer.created,1,2026-11-22T10:00:00.000Z,cus_01jd2m8xk7e9vbt3q5w6y8z0ac,[],key_01jd2m8xk7e9vbt3q5w6y8z0ac,req_01jd2m8xk7e9vbt3q5w6y8z0ac,4bf92f3577b34da6a3ce929d0e0e4736,"{""id"":""cus_01jd2m8xk7e9vbt3q5w6y8z0ac"",""type"":""person"",""name"":""Ada Lovelace"",""email"":null,""external_id"":null,""metadata"":{},""verification"":""pending"",""verification_reason"":null,""version"":1,""created_at"":""2026-11-22T10:00:00.000Z"",""updated_at"":""2026-11-22T10:00:00.000Z""}",
                     *     end,,,,,,,,,,,,1
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["NotFinalYet"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exportEntries: {
        parameters: {
            query: {
                /**
                 * @description Inclusive
                 * @example 2026-11-22T10:00:00Z
                 */
                from: components["schemas"]["InstantInput"];
                /**
                 * @description Exclusive, not in the future. A range that can still grow is `not_final_yet`
                 * @example 2026-11-22T10:00:00Z
                 */
                to: components["schemas"]["InstantInput"];
                /**
                 * @description The position of the last whole line that you have, of the same from; if left out, from the first line on
                 * @example 1-txn_01jd2m8xk7e9vbt3q5w6y8z0ac.1
                 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines, and a last one with their number */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"position":"1-txn_01jd2m8xk7e9vbt3q5w6y8z0ac.1","account":"acct_01jd2m8xk7e9vbt3q5w6y8z0ac","version":2,"transaction":"txn_01jd2m8xk7e9vbt3q5w6y8z0ac","transfer":"trf_01jd2m8xk7e9vbt3q5w6y8z0ac","direction":"debit","amount":"1050","currency":"EUR","balance_after":"9450","effective_at":"2026-11-22T10:00:00.000Z","created_at":"2026-11-22T10:00:00.000Z"}
                     *     {"end":true,"count":1}
                     */
                    "application/x-ndjson": string;
                    /**
                     * @example kind,position,account,version,transaction,transfer,direction,amount,currency,balance_after,effective_at,created_at,count
                     *     entry,1-txn_01jd2m8xk7e9vbt3q5w6y8z0ac.1,acct_01jd2m8xk7e9vbt3q5w6y8z0ac,2,txn_01jd2m8xk7e9vbt3q5w6y8z0ac,trf_01jd2m8xk7e9vbt3q5w6y8z0ac,debit,1050,EUR,9450,2026-11-22T10:00:00.000Z,2026-11-22T10:00:00.000Z,
                     *     end,,,,,,,,,,,,1
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["NotFinalYet"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exportEvents: {
        parameters: {
            query: {
                /**
                 * @description Inclusive
                 * @example 2026-11-22T10:00:00Z
                 */
                from: components["schemas"]["InstantInput"];
                /**
                 * @description Exclusive, not in the future. A range that can still grow is `not_final_yet`
                 * @example 2026-11-22T10:00:00Z
                 */
                to: components["schemas"]["InstantInput"];
                /**
                 * @description The position of the last whole line that you have, of the same from; if left out, from the first line on
                 * @example 1-evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines, and a last one with their number */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"position":"1-evt_01jd2m8xk7e9vbt3q5w6y8z0ac","id":"evt_01jd2m8xk7e9vbt3q5w6y8z0ac","version":1,"occurred_at":"2026-11-22T10:00:00.000Z","actor":"key_01jd2m8xk7e9vbt3q5w6y8z0ac","request_id":"req_01jd2m8xk7e9vbt3q5w6y8z0ac","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","type":"transfer.posted","resource":"trf_01jd2m8xk7e9vbt3q5w6y8z0ac","accounts":[{"id":"acct_01jd2m8xk7e9vbt3q5w6y8z0ac","version":2},{"id":"acct_01jd2m9c4hf6et1wkz0r7p3n8d","version":1}],"data":{"id":"trf_01jd2m8xk7e9vbt3q5w6y8z0ac","status":"posted","source_account":"acct_01jd2m8xk7e9vbt3q5w6y8z0ac","destination_account":"acct_01jd2m9c4hf6et1wkz0r7p3n8d","amount":"1050","currency":"EUR","description":"Rent","external_id":null,"metadata":{},"reversal_of":null,"hold":null,"reversed_amount":"0","effective_at":"2026-11-22T10:00:00.000Z","created_at":"2026-11-22T10:00:00.000Z"}}
                     *     {"end":true,"count":1}
                     */
                    "application/x-ndjson": string;
                    /**
                     * @example kind,position,id,type,version,occurred_at,resource,accounts,actor,request_id,trace_id,data,count
                     *     event,1-evt_01jd2m8xk7e9vbt3q5w6y8z0ac,evt_01jd2m8xk7e9vbt3q5w6y8z0ac,transfer.posted,1,2026-11-22T10:00:00.000Z,trf_01jd2m8xk7e9vbt3q5w6y8z0ac,"[{""id"":""acct_01jd2m8xk7e9vbt3q5w6y8z0ac"",""version"":2},{""id"":""acct_01jd2m9c4hf6et1wkz0r7p3n8d"",""version"":1}]",key_01jd2m8xk7e9vbt3q5w6y8z0ac,req_01jd2m8xk7e9vbt3q5w6y8z0ac,4bf92f3577b34da6a3ce929d0e0e4736,"{""id"":""trf_01jd2m8xk7e9vbt3q5w6y8z0ac"",""status"":""posted"",""source_account"":""acct_01jd2m8xk7e9vbt3q5w6y8z0ac"",""destination_account"":""acct_01jd2m9c4hf6et1wkz0r7p3n8d"",""amount"":""1050"",""currency"":""EUR"",""description"":""Rent"",""external_id"":null,""metadata"":{},""reversal_of"":null,""hold"":null,""reversed_amount"":""0"",""effective_at"":""2026-11-22T10:00:00.000Z"",""created_at"":""2026-11-22T10:00:00.000Z""}",
                     *     end,,,,,,,,,,,,1
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["NotFinalYet"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exportTransactions: {
        parameters: {
            query: {
                /**
                 * @description Inclusive
                 * @example 2026-11-22T10:00:00Z
                 */
                from: components["schemas"]["InstantInput"];
                /**
                 * @description Exclusive, not in the future. A range that can still grow is `not_final_yet`
                 * @example 2026-11-22T10:00:00Z
                 */
                to: components["schemas"]["InstantInput"];
                /**
                 * @description The position of the last whole line that you have, of the same from; if left out, from the first line on
                 * @example 1-txn_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines, and a last one with their number */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"position":"1-txn_01jd2m8xk7e9vbt3q5w6y8z0ac","id":"txn_01jd2m8xk7e9vbt3q5w6y8z0ac","transfer":"trf_01jd2m8xk7e9vbt3q5w6y8z0ac","description":null,"external_id":null,"metadata":{},"entries":[{"account":"acct_01jd2m8xk7e9vbt3q5w6y8z0ac","version":2,"direction":"debit","amount":"1050","currency":"EUR","balance_after":"9450"},{"account":"acct_01jd2m9c4hf6et1wkz0r7p3n8d","version":1,"direction":"credit","amount":"1050","currency":"EUR","balance_after":"1050"}],"effective_at":"2026-11-22T10:00:00.000Z","created_at":"2026-11-22T10:00:00.000Z"}
                     *     {"end":true,"count":1}
                     */
                    "application/x-ndjson": string;
                    /**
                     * @example kind,position,id,transfer,description,external_id,metadata,entries,effective_at,created_at,count
                     *     transaction,1-txn_01jd2m8xk7e9vbt3q5w6y8z0ac,txn_01jd2m8xk7e9vbt3q5w6y8z0ac,trf_01jd2m8xk7e9vbt3q5w6y8z0ac,,,{},"[{""account"":""acct_01jd2m8xk7e9vbt3q5w6y8z0ac"",""version"":2,""direction"":""debit"",""amount"":""1050"",""currency"":""EUR"",""balance_after"":""9450""},{""account"":""acct_01jd2m9c4hf6et1wkz0r7p3n8d"",""version"":1,""direction"":""credit"",""amount"":""1050"",""currency"":""EUR"",""balance_after"":""1050""}]",2026-11-22T10:00:00.000Z,2026-11-22T10:00:00.000Z,
                     *     end,,,,,,,,,,1
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["NotFinalYet"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    exportTransfers: {
        parameters: {
            query: {
                /**
                 * @description Inclusive
                 * @example 2026-11-22T10:00:00Z
                 */
                from: components["schemas"]["InstantInput"];
                /**
                 * @description Exclusive, not in the future. A range that can still grow is `not_final_yet`
                 * @example 2026-11-22T10:00:00Z
                 */
                to: components["schemas"]["InstantInput"];
                /**
                 * @description The position of the last whole line that you have, of the same from; if left out, from the first line on
                 * @example 1-trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines, and a last one with their number */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Vary: components["headers"]["Vary"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {"position":"1-trf_01jd2m8xk7e9vbt3q5w6y8z0ac","id":"trf_01jd2m8xk7e9vbt3q5w6y8z0ac","status":"posted","source_account":"acct_01jd2m8xk7e9vbt3q5w6y8z0ac","destination_account":"acct_01jd2m9c4hf6et1wkz0r7p3n8d","amount":"1050","currency":"EUR","description":"Rent","external_id":"A-1001","metadata":{},"reversal_of":null,"hold":null,"effective_at":"2026-11-22T10:00:00.000Z","created_at":"2026-11-22T10:00:00.000Z"}
                     *     {"end":true,"count":1}
                     */
                    "application/x-ndjson": string;
                    /**
                     * @example kind,position,id,status,source_account,destination_account,amount,currency,description,external_id,metadata,reversal_of,hold,effective_at,created_at,count
                     *     transfer,1-trf_01jd2m8xk7e9vbt3q5w6y8z0ac,trf_01jd2m8xk7e9vbt3q5w6y8z0ac,posted,acct_01jd2m8xk7e9vbt3q5w6y8z0ac,acct_01jd2m9c4hf6et1wkz0r7p3n8d,1050,EUR,Rent,A-1001,{},,,2026-11-22T10:00:00.000Z,2026-11-22T10:00:00.000Z,
                     *     end,,,,,,,,,,,,,,,1
                     */
                    "text/csv": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            406: components["responses"]["NotAcceptable"];
            409: components["responses"]["NotFinalYet"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listHolds: {
        parameters: {
            query?: {
                /**
                 * @description Only holds from or to this account
                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                account?: components["schemas"]["AccountId"];
                /**
                 * @description Only holds in this state
                 * @example open
                 */
                status?: components["schemas"]["HoldStatus"];
                /**
                 * @description Items per page, 1 to 100
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The next_cursor of the page before. A client cannot make one itself
                 * @example 0193445d-3a67-7256-9dda-3ac64c2b0cdf~5b0e7d213f1c9a0d5be24c7786d1a9b0c4e2f857
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of holds */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Hold"][];
                        /**
                         * @description Whether there is a next page
                         * @example false
                         */
                        has_more: boolean;
                        /** @description null: this is the last page */
                        next_cursor: string | null;
                        /**
                         * @description Only after a fault of the platform: ids (of entries, versions) of items of this page that cannot be shown; the other items are in data. Please report them
                         * @example [
                         *       "trf_01jd2m8xk7e9vbt3q5w6y8z0ac"
                         *     ]
                         */
                        unreadable?: string[];
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createHold: {
        parameters: {
            query?: {
                /**
                 * @description true: answers what the write would be answered now, and does nothing; such a request takes no Idempotency-Key. false, or left out: does it
                 * @example false
                 */
                dry_run?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateHold"];
            };
        };
        responses: {
            /** @description The hold, with both accounts' new balances */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETagUnlessDryRun"];
                    Location: components["headers"]["LocationUnlessDryRun"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedHold"] | components["schemas"]["HoldDryRun"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `idempotency_key_not_allowed`: A dry run takes no Idempotency-Key: nothing is done that could be recorded under it.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "idempotency_key_not_allowed" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `account_closed`: An account that the request concerns is closed.
             *
             *     `account_frozen`: An account that would be debited is frozen.
             *
             *     `customer_blocked`: The customer was rejected or suspended: no payments, no holds, no new accounts.
             *
             *     `hold_expired`: The time at which the hold expires has come.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "account_closed" | "account_frozen" | "customer_blocked" | "hold_expired" | "idempotency_key_in_use" | "outcome_expired";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            /**
             * @description `account_not_found`: An account that the request names does not exist.
             *
             *     `amount_not_positive`: The amount must be at least 1 minor unit.
             *
             *     `amount_out_of_range`: The amount, or the balance it leads to, does not fit 64 bits.
             *
             *     `currency_mismatch`: The amount's currency is not the currency of its account.
             *
             *     `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             *
             *     `insufficient_funds`: The account's available balance and overdraft limit do not cover the amount.
             *
             *     `same_account`: Debit and credit are on the same account.
             */
            422: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 422;
                        /** @enum {unknown} */
                        code: "account_not_found" | "amount_not_positive" | "amount_out_of_range" | "currency_mismatch" | "idempotency_key_reused" | "insufficient_funds" | "same_account";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getHold: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The hold
                 * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["HoldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hold */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description The resource still has the version of If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    captureHold: {
        parameters: {
            query?: {
                /**
                 * @description true: answers what the write would be answered now, and does nothing; such a request takes no Idempotency-Key. false, or left out: does it
                 * @example false
                 */
                dry_run?: "true" | "false";
            };
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The hold
                 * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["HoldId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaptureHold"];
            };
        };
        responses: {
            /** @description The hold, the transfer that was posted, and both accounts' new balances */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETagUnlessDryRun"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CapturedHold"] | components["schemas"]["CaptureDryRun"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `idempotency_key_not_allowed`: A dry run takes no Idempotency-Key: nothing is done that could be recorded under it.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "idempotency_key_not_allowed" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `account_frozen`: An account that would be debited is frozen.
             *
             *     `customer_blocked`: The customer was rejected or suspended: no payments, no holds, no new accounts.
             *
             *     `hold_expired`: The time at which the hold expires has come.
             *
             *     `hold_not_open`: The hold has ended: it was captured, it was released, or it expired.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "account_frozen" | "customer_blocked" | "hold_expired" | "hold_not_open" | "idempotency_key_in_use" | "outcome_expired";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            /**
             * @description `amount_not_positive`: The amount must be at least 1 minor unit.
             *
             *     `amount_out_of_range`: The amount, or the balance it leads to, does not fit 64 bits.
             *
             *     `capture_exceeds_hold`: The captures of a hold cannot exceed its amount.
             *
             *     `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             */
            422: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 422;
                        /** @enum {unknown} */
                        code: "amount_not_positive" | "amount_out_of_range" | "capture_exceeds_hold" | "idempotency_key_reused";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    releaseHold: {
        parameters: {
            query?: {
                /**
                 * @description true: answers what the write would be answered now, and does nothing; such a request takes no Idempotency-Key. false, or left out: does it
                 * @example false
                 */
                dry_run?: "true" | "false";
            };
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The hold
                 * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["HoldId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The released hold, with both accounts' new balances */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETagUnlessDryRun"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedHold"] | components["schemas"]["ReleaseDryRun"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `idempotency_key_not_allowed`: A dry run takes no Idempotency-Key: nothing is done that could be recorded under it.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "idempotency_key_not_allowed" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `hold_expired`: The time at which the hold expires has come.
             *
             *     `hold_not_open`: The hold has ended: it was captured, it was released, or it expired.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "hold_expired" | "hold_not_open" | "idempotency_key_in_use" | "outcome_expired";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedContentCoding"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTrialBalance: {
        parameters: {
            query?: {
                /**
                 * @description An instant that has passed; now if left out. as_of says which instant was used
                 * @example 2026-11-22T10:00:00Z
                 */
                at?: components["schemas"]["InstantInput"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Per currency, the sums of debit and of credit balances */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialBalance"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /**
                 * @description Only this operation; `unmatched`: no path of the contract
                 * @example createTransfer
                 */
                operation?: string;
                /**
                 * @description Only answers of this status, or of this class
                 * @example 5xx
                 */
                status?: string;
                /**
                 * @description Only answers with this code
                 * @example insufficient_funds
                 */
                code?: string;
                /**
                 * @description Only what this API key asked for: the first key of its line of rotations
                 * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                principal?: components["schemas"]["ApiKeyId"];
                /**
                 * @description Only what took at least this many milliseconds
                 * @example 500
                 */
                min_duration_ms?: number;
                /**
                 * @description Received at or after
                 * @example 2026-11-22T10:00:00Z
                 */
                from?: components["schemas"]["InstantInput"];
                /**
                 * @description Received before
                 * @example 2026-11-22T10:00:00Z
                 */
                to?: components["schemas"]["InstantInput"];
                /**
                 * @description The last request that you have; if left out: from the newest on
                 * @example req_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                before?: components["schemas"]["RequestId"];
                /**
                 * @description Items per page, 1 to 100
                 * @example 25
                 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of requests */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["KeptRequest"][];
                        /**
                         * @description Whether there is a next page
                         * @example false
                         */
                        has_more: boolean;
                        /** @description The `before` of the next page. null: this is the last page */
                        next_cursor: components["schemas"]["RequestId"] | null;
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The `request_id` of a problem document, or the `Request-Id` of an answer
                 * @example req_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TracedRequest"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listTransactions: {
        parameters: {
            query?: {
                /**
                 * @description Recorded at or after
                 * @example 2026-11-22T10:00:00Z
                 */
                from?: components["schemas"]["InstantInput"];
                /**
                 * @description Recorded before. The list ends where nothing can be recorded any more; its to says where it ended
                 * @example 2026-11-22T10:00:00Z
                 */
                to?: components["schemas"]["InstantInput"];
                /**
                 * @description Items per page, 1 to 100
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The next_cursor of the page before. A client cannot make one itself
                 * @example 0193445d-3a67-7256-9dda-3ac64c2b0cdf~5b0e7d213f1c9a0d5be24c7786d1a9b0c4e2f857
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the journal */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Transaction"][];
                        /**
                         * @description Whether there is a next page
                         * @example false
                         */
                        has_more: boolean;
                        /** @description null: this is the last page */
                        next_cursor: string | null;
                        /**
                         * @description Only after a fault of the platform: ids (of entries, versions) of items of this page that cannot be shown; the other items are in data. Please report them
                         * @example [
                         *       "trf_01jd2m8xk7e9vbt3q5w6y8z0ac"
                         *     ]
                         */
                        unreadable?: string[];
                        /** @description Only if the request has to: the exclusive end that was used, the same on each page of the list. It is earlier than requested while something could still be recorded before the requested end; the next range begins here */
                        to?: components["schemas"]["Instant"];
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createTransaction: {
        parameters: {
            query?: {
                /**
                 * @description true: answers what the write would be answered now, and does nothing; such a request takes no Idempotency-Key. false, or left out: does it
                 * @example false
                 */
                dry_run?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTransaction"];
            };
        };
        responses: {
            /** @description The posted transaction */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    Location: components["headers"]["LocationUnlessDryRun"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"] | components["schemas"]["TransactionDryRun"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `idempotency_key_not_allowed`: A dry run takes no Idempotency-Key: nothing is done that could be recorded under it.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "idempotency_key_not_allowed" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `account_closed`: An account that the request concerns is closed.
             *
             *     `account_frozen`: An account that would be debited is frozen.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "account_closed" | "account_frozen" | "idempotency_key_in_use" | "outcome_expired";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            /**
             * @description `account_not_found`: An account that the request names does not exist.
             *
             *     `amount_not_positive`: The amount must be at least 1 minor unit.
             *
             *     `amount_out_of_range`: The amount, or the balance it leads to, does not fit 64 bits.
             *
             *     `currency_mismatch`: The amount's currency is not the currency of its account.
             *
             *     `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             *
             *     `insufficient_funds`: The account's available balance and overdraft limit do not cover the amount.
             *
             *     `same_account`: Debit and credit are on the same account.
             *
             *     `transaction_not_balanced`: In each currency of a transaction, debits must equal credits.
             *
             *     `value_date_before_opening`: An account that the request names was opened on a later day than its effective_at.
             */
            422: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 422;
                        /** @enum {unknown} */
                        code: "account_not_found" | "amount_not_positive" | "amount_out_of_range" | "currency_mismatch" | "idempotency_key_reused" | "insufficient_funds" | "same_account" | "transaction_not_balanced" | "value_date_before_opening";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTransaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The transaction
                 * @example txn_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["TransactionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transaction */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createTransferBatch: {
        parameters: {
            query?: {
                /**
                 * @description true: answers what the write would be answered now, and does nothing; such a request takes no Idempotency-Key. false, or left out: does it
                 * @example false
                 */
                dry_run?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTransferBatch"];
            };
        };
        responses: {
            /** @description One outcome per transfer, in the order of the request */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferBatch"] | components["schemas"]["BatchDryRun"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `idempotency_key_not_allowed`: A dry run takes no Idempotency-Key: nothing is done that could be recorded under it.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "idempotency_key_not_allowed" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "idempotency_key_in_use" | "outcome_expired";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            /**
             * @description `batch_item_failed`: A transfer of the atomic batch was refused, so none was posted.
             *
             *     `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             */
            422: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 422;
                        /** @enum {unknown} */
                        code: "batch_item_failed" | "idempotency_key_reused";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listTransfers: {
        parameters: {
            query?: {
                /**
                 * @description Only transfers from or to this account
                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                account?: components["schemas"]["AccountId"];
                /**
                 * @description Only transfers in this state
                 * @example posted
                 */
                status?: components["schemas"]["TransferStatus"];
                /**
                 * @description Recorded at or after
                 * @example 2026-11-22T10:00:00Z
                 */
                from?: components["schemas"]["InstantInput"];
                /**
                 * @description Recorded before. The list ends where nothing can be recorded any more; its to says where it ended
                 * @example 2026-11-22T10:00:00Z
                 */
                to?: components["schemas"]["InstantInput"];
                /**
                 * @description Items per page, 1 to 100
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The next_cursor of the page before. A client cannot make one itself
                 * @example 0193445d-3a67-7256-9dda-3ac64c2b0cdf~5b0e7d213f1c9a0d5be24c7786d1a9b0c4e2f857
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of transfers */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Transfer"][];
                        /**
                         * @description Whether there is a next page
                         * @example false
                         */
                        has_more: boolean;
                        /** @description null: this is the last page */
                        next_cursor: string | null;
                        /**
                         * @description Only after a fault of the platform: ids (of entries, versions) of items of this page that cannot be shown; the other items are in data. Please report them
                         * @example [
                         *       "trf_01jd2m8xk7e9vbt3q5w6y8z0ac"
                         *     ]
                         */
                        unreadable?: string[];
                        /** @description Only if the request has to: the exclusive end that was used, the same on each page of the list. It is earlier than requested while something could still be recorded before the requested end; the next range begins here */
                        to?: components["schemas"]["Instant"];
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createTransfer: {
        parameters: {
            query?: {
                /**
                 * @description true: answers what the write would be answered now, and does nothing; such a request takes no Idempotency-Key. false, or left out: does it
                 * @example false
                 */
                dry_run?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTransfer"];
            };
        };
        responses: {
            /** @description The posted transfer with both accounts' new balances */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETagUnlessDryRun"];
                    Location: components["headers"]["LocationUnlessDryRun"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostedTransfer"] | components["schemas"]["TransferDryRun"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `idempotency_key_not_allowed`: A dry run takes no Idempotency-Key: nothing is done that could be recorded under it.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "idempotency_key_not_allowed" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `account_closed`: An account that the request concerns is closed.
             *
             *     `account_frozen`: An account that would be debited is frozen.
             *
             *     `customer_blocked`: The customer was rejected or suspended: no payments, no holds, no new accounts.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "account_closed" | "account_frozen" | "customer_blocked" | "idempotency_key_in_use" | "outcome_expired";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            /**
             * @description `account_not_found`: An account that the request names does not exist.
             *
             *     `amount_not_positive`: The amount must be at least 1 minor unit.
             *
             *     `amount_out_of_range`: The amount, or the balance it leads to, does not fit 64 bits.
             *
             *     `currency_mismatch`: The amount's currency is not the currency of its account.
             *
             *     `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             *
             *     `insufficient_funds`: The account's available balance and overdraft limit do not cover the amount.
             *
             *     `same_account`: Debit and credit are on the same account.
             *
             *     `value_date_before_opening`: An account that the request names was opened on a later day than its effective_at.
             *
             *     `value_date_not_allowed`: These credentials do not allow an effective_at that lies so far back.
             */
            422: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 422;
                        /** @enum {unknown} */
                        code: "account_not_found" | "amount_not_positive" | "amount_out_of_range" | "currency_mismatch" | "idempotency_key_reused" | "insufficient_funds" | "same_account" | "value_date_before_opening" | "value_date_not_allowed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTransfer: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The transfer
                 * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["TransferId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transfer */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transfer"];
                };
            };
            /** @description The resource still has the version of If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTransferReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The transfer
                 * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["TransferId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferReceipt"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reverseTransfer: {
        parameters: {
            query?: {
                /**
                 * @description true: answers what the write would be answered now, and does nothing; such a request takes no Idempotency-Key. false, or left out: does it
                 * @example false
                 */
                dry_run?: "true" | "false";
            };
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The transfer
                 * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["TransferId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReverseTransfer"];
            };
        };
        responses: {
            /** @description The reversal: a transfer in the other direction, with both accounts' new balances */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETagUnlessDryRun"];
                    Location: components["headers"]["LocationUnlessDryRun"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostedTransfer"] | components["schemas"]["TransferDryRun"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `idempotency_key_not_allowed`: A dry run takes no Idempotency-Key: nothing is done that could be recorded under it.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "idempotency_key_not_allowed" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `account_closed`: An account that the request concerns is closed.
             *
             *     `account_frozen`: An account that would be debited is frozen.
             *
             *     `customer_blocked`: The customer was rejected or suspended: no payments, no holds, no new accounts.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             *
             *     `transfer_not_reversible`: This transfer cannot be reversed: it is a reversal, or its payee is someone else's.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "account_closed" | "account_frozen" | "customer_blocked" | "idempotency_key_in_use" | "outcome_expired" | "transfer_not_reversible";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            /**
             * @description `amount_not_positive`: The amount must be at least 1 minor unit.
             *
             *     `amount_out_of_range`: The amount, or the balance it leads to, does not fit 64 bits.
             *
             *     `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             *
             *     `insufficient_funds`: The account's available balance and overdraft limit do not cover the amount.
             *
             *     `reversal_before_original`: A reversal cannot count before the transfer that it reverses.
             *
             *     `reversal_exceeds_original`: The reversals of a transfer cannot exceed its amount.
             *
             *     `value_date_not_allowed`: These credentials do not allow an effective_at that lies so far back.
             */
            422: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 422;
                        /** @enum {unknown} */
                        code: "amount_not_positive" | "amount_out_of_range" | "idempotency_key_reused" | "insufficient_funds" | "reversal_before_original" | "reversal_exceeds_original" | "value_date_not_allowed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The delivery
                 * @example whd_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["WebhookDeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, waiting for its turn */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             *
             *     `webhook_delivery_pending`: The delivery is waiting for its turn already.
             *
             *     `webhook_endpoint_disabled`: The webhook endpoint is disabled. Enable it first.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "idempotency_key_in_use" | "outcome_expired" | "webhook_delivery_pending" | "webhook_endpoint_disabled";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedContentCoding"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /**
                 * @description Items per page, 1 to 100
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The next_cursor of the page before. A client cannot make one itself
                 * @example 0193445d-3a67-7256-9dda-3ac64c2b0cdf~5b0e7d213f1c9a0d5be24c7786d1a9b0c4e2f857
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of endpoints */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEndpoint"][];
                        /**
                         * @description Whether there is a next page
                         * @example false
                         */
                        has_more: boolean;
                        /** @description null: this is the last page */
                        next_cursor: string | null;
                        /**
                         * @description Only after a fault of the platform: ids (of entries, versions) of items of this page that cannot be shown; the other items are in data. Please report them
                         * @example [
                         *       "trf_01jd2m8xk7e9vbt3q5w6y8z0ac"
                         *     ]
                         */
                        unreadable?: string[];
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookEndpoint"];
            };
        };
        responses: {
            /** @description The endpoint with its secret, which is shown this once */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretWebhookEndpoint"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             *
             *     `webhook_url_not_allowed`: Webhooks are not sent to this URL.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed" | "webhook_url_not_allowed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             *
             *     `too_many_webhook_endpoints`: There are as many webhook endpoints as there may be.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "idempotency_key_in_use" | "outcome_expired" | "too_many_webhook_endpoints";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The webhook endpoint
                 * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint; its secret is not shown again */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description The resource still has the version of If-None-Match */
            304: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["PreconditionFailed"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The webhook endpoint
                 * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint as it was */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdempotencyKeyInUse"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedContentCoding"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version to change, a list of ETags, or `*` for any version. If the resource has another version, the request is refused with `precondition_failed`. A tag that was weakened on the way (`W/`) counts too
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The webhook endpoint
                 * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhookEndpoint"];
            };
        };
        responses: {
            /** @description The endpoint as it is now */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             *
             *     `webhook_url_not_allowed`: Webhooks are not sent to this URL.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed" | "webhook_url_not_allowed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["IdempotencyKeyInUse"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            /**
             * @description `unsupported_content_coding`: The body must not be compressed: no Content-Encoding, or identity.
             *
             *     `unsupported_media_type`: The body must be application/json.
             */
            415: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Accept-Encoding": components["headers"]["AcceptEncoding"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 415;
                        /** @enum {unknown} */
                        code: "unsupported_content_coding" | "unsupported_media_type";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            422: components["responses"]["IdempotencyKeyReused"];
            428: components["responses"]["PreconditionRequired"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description Only deliveries in this state
                 * @example delivered
                 */
                status?: components["schemas"]["DeliveryStatus"];
                /**
                 * @description Items per page, 1 to 100
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The next_cursor of the page before. A client cannot make one itself
                 * @example 0193445d-3a67-7256-9dda-3ac64c2b0cdf~5b0e7d213f1c9a0d5be24c7786d1a9b0c4e2f857
                 */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The webhook endpoint
                 * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookDelivery"][];
                        /**
                         * @description Whether there is a next page
                         * @example false
                         */
                        has_more: boolean;
                        /** @description null: this is the last page */
                        next_cursor: string | null;
                        /**
                         * @description Only after a fault of the platform: ids (of entries, versions) of items of this page that cannot be shown; the other items are in data. Please report them
                         * @example [
                         *       "trf_01jd2m8xk7e9vbt3q5w6y8z0ac"
                         *     ]
                         */
                        unreadable?: string[];
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    pingWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The webhook endpoint
                 * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint; its deliveries show the result of the ping */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             *
             *     `webhook_endpoint_disabled`: The webhook endpoint is disabled. Enable it first.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "idempotency_key_in_use" | "outcome_expired" | "webhook_endpoint_disabled";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedContentCoding"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Go on only if the resource is at the version with this ETag, or one of these: otherwise `precondition_failed`
                 * @example "1"
                 */
                "If-Match"?: components["parameters"]["OptionalIfMatch"];
                /**
                 * @description Go on only if the resource has none of these ETags: otherwise a read answers 304, and a write `precondition_failed`
                 * @example "b1d74ee9eaf64f4b"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /**
                 * @description The webhook endpoint
                 * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                id: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint with its new secret, which is shown this once */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretWebhookEndpoint"];
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 1 to 255 visible ASCII characters without quotes and backslashes
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 400;
                        /** @enum {unknown} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `outcome_expired`: The request was refused before, so long ago that the reason is no longer kept.
             *
             *     `too_many_webhook_secrets`: As many previous secrets of the webhook endpoint still sign as may at once.
             */
            409: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        /** @constant */
                        status: 409;
                        /** @enum {unknown} */
                        code: "idempotency_key_in_use" | "outcome_expired" | "too_many_webhook_secrets";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedContentCoding"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    receiveAccountOpened: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountOpenedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveAccountUpdated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountUpdatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveAccountFrozen: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountFrozenEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveAccountUnfrozen: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountUnfrozenEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveAccountClosed: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountClosedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveApiKeyCreated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyCreatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveApiKeyRotated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyRotatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveApiKeyRevoked: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyRevokedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveCredentialRotated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialRotatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveCustomerCreated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerCreatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveCustomerUpdated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerUpdatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveCustomerVerificationReset: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerVerificationResetEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveCustomerVerificationDecided: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerVerificationDecidedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveHoldPlaced: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldPlacedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveHoldCaptured: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldCapturedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveHoldReleased: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldReleasedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveHoldExpired: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldExpiredEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receivePing: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PingEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveTransactionPosted: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransactionPostedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveTransferPosted: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferPostedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveWebhookEndpointCreated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointCreatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveWebhookEndpointUpdated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointUpdatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveWebhookEndpointSecretRotated: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointSecretRotatedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveWebhookEndpointDisabled: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointDisabledEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
    receiveWebhookEndpointDeleted: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same at every attempt: apply a delivery once by it
                 * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock
                 * @example 1763805600
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /**
                 * @description The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event
                 * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00
                 */
                traceparent?: components["parameters"]["WebhookTraceparent"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointDeletedEvent"];
            };
        };
        responses: {
            410: components["responses"]["WebhookGone"];
            "2XX": components["responses"]["WebhookTaken"];
            default: components["responses"]["WebhookFailed"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
