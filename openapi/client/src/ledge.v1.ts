// The contract as types. Written by `npm run contract`, never by hand.
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the edge answers, and which commit it was built from */
        get: operations["getHealth"];
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
        /** This contract */
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
        /** Whether requests can be served, down to the database */
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
        /** List accounts, newest first */
        get: operations["listAccounts"];
        put?: never;
        /** Open a customer's or a house account */
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
        /** Read an account with its balance */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change an account's overdraft limit, name or metadata */
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
        /** Read an account's balance, now or at an instant */
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
        /** Close an account for good */
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
        /** List an account's entries, newest first */
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
        /** Freeze an account: it refuses debits */
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
        /** Read an account's statement as JSON, CSV or camt.053, by Accept */
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
        /** Unfreeze an account */
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
        /** List API keys, newest first */
        get: operations["listApiKeys"];
        put?: never;
        /** Issue an API key */
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
        /** Read an API key, without its token */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /** Revoke an API key; it is refused within seconds */
        delete: operations["revokeApiKey"];
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
        /** List customers, newest first */
        get: operations["listCustomers"];
        put?: never;
        /** Create a customer */
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
        /** Read a customer */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a customer's contact data */
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
        /** Decide on a customer's verification */
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
        /** Read what happened, in order, from an event on: to catch up, or to rebuild. As a live stream with Accept: text/event-stream */
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
        /** Send the messages of all dead letters again; who has applied them already does nothing */
        post: operations["redriveEvents"];
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
        /** List holds, newest first */
        get: operations["listHolds"];
        put?: never;
        /** Hold money for a later transfer */
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
        /** Read a hold */
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
        /** Capture a hold, in full or in part */
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
        /** Let go of what is still held */
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
        /** Read the trial balance, now or at an instant */
        get: operations["getTrialBalance"];
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
        /** Read the journal, newest first: every transaction, whatever made it */
        get: operations["listTransactions"];
        put?: never;
        /** Post a transaction of 2 to 100 entries, balanced in each currency */
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
        /** Read a transaction of the journal */
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
        /** Post up to 1,000 transfers under one key, all or nothing or each for itself */
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
        /** List transfers, newest first */
        get: operations["listTransfers"];
        put?: never;
        /** Move money from one account to another */
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
        /** Read a transfer */
        get: operations["getTransfer"];
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
        /** Reverse a transfer, in full or in part */
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
        /** Send a delivery again, under the same webhook-id */
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
        /** List webhook endpoints, newest first */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /** Have events sent to a URL */
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
        /** Read a webhook endpoint */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /** Delete a webhook endpoint: nothing more is sent to it */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /** Change a webhook endpoint, disable it or enable it again */
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
        /** What was sent to an endpoint, newest first, with its last attempts */
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
        /** Send a test event to an endpoint, whatever its filter, by the way that every event takes */
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
        /** Give an endpoint a new secret; the previous one signs beside it for 24 hours */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
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
             * @description null: the account has no floor
             * @example 0
             */
            overdraft_limit: components["schemas"]["NonNegativeAmount"] | null;
            status: components["schemas"]["AccountStatus"];
            /** @example Rent */
            name: string | null;
            metadata: components["schemas"]["Metadata"];
            created_at: components["schemas"]["Instant"];
            balance: components["schemas"]["Balance"];
        };
        /**
         * @description TypeID with prefix acct
         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        AccountId: string;
        /** @enum {string} */
        AccountKind: "customer" | "house";
        /** @enum {string} */
        AccountStatus: "open" | "frozen" | "closed";
        /**
         * @description Who caused it: a principal, by its id. `key_…` is an API key; `platform` is the platform itself, which lets a hold expire or disables an endpoint that fails. Principals of other kinds, with prefixes of their own, may come
         * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        Actor: string;
        /**
         * @description Integer minor units as a string
         * @example 1050
         */
        Amount: string;
        ApiKey: {
            id: components["schemas"]["ApiKeyId"];
            /** @example back office */
            name: string;
            /**
             * @description First characters of the token, to tell keys apart
             * @example ledge_4f9c
             */
            prefix: string;
            scopes: components["schemas"]["Scope"][];
            customer_id: components["schemas"]["CustomerId"] | null;
            expires_at: components["schemas"]["Instant"] | null;
            revoked_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
        };
        /**
         * @description TypeID with prefix key
         * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        ApiKeyId: string;
        /** @description Balance of an account at an instant */
        Balance: {
            currency: components["schemas"]["CurrencyCode"];
            /** @description Sum of the entries, signed to the account's normal side */
            posted: components["schemas"]["Amount"];
            pending_in: components["schemas"]["NonNegativeAmount"];
            pending_out: components["schemas"]["NonNegativeAmount"];
            /** @description posted − pending_out; at least −overdraft_limit */
            available: components["schemas"]["Amount"];
            /** @description How many entries the account has */
            version: components["schemas"]["Version"];
            as_of: components["schemas"]["Instant"];
        };
        /**
         * @description recorded: what the books said then, which no later posting changes; effective: what was so then, backdated postings included
         * @enum {string}
         */
        Basis: "recorded" | "effective";
        BatchItem: components["schemas"]["PostedItem"] | components["schemas"]["RefusedItem"];
        CaptureHold: {
            /** @description Minor units; all that is left if left out */
            amount?: components["schemas"]["Amount"];
            /**
             * @description Lets go of what is left after this capture. If left out: true without an amount, false with one
             * @example true
             */
            final?: boolean;
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
            external_id: string | null;
            metadata: components["schemas"]["Metadata"];
            expires_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /** @description When it was captured for good, released, or expired */
            resolved_at: components["schemas"]["Instant"] | null;
            /** @description The transfer that this capture posted */
            transfer: components["schemas"]["TransferId"];
            balances: components["schemas"]["HoldBalances"];
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
            external_id: string | null;
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
            /** @example crm-4711 */
            external_id?: components["schemas"]["ExternalId"] | null;
            metadata?: components["schemas"]["MetadataInput"];
        };
        CreateCustomerApiKey: {
            /** @example back office */
            name: components["schemas"]["Name"];
            /** @example 2099-01-01T00:00:00Z */
            expires_at?: components["schemas"]["InstantInput"] | null;
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
             * @description Debits equal credits in each currency. Posted in this order, and no account may pass its floor on the way
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
            /** @description When it counts, not in the future; when it is recorded if left out */
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
            /** @description When it counts, not in the future; when it is recorded if left out */
            effective_at?: components["schemas"]["InstantInput"];
            metadata?: components["schemas"]["MetadataInput"];
        };
        CreateTransferBatch: {
            /**
             * @description atomic: all or nothing; independent: each for itself
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
            events: ("account.opened" | "account.updated" | "account.frozen" | "account.unfrozen" | "account.closed" | "api_key.created" | "api_key.revoked" | "customer.created" | "customer.updated" | "customer.verification_decided" | "hold.placed" | "hold.captured" | "hold.released" | "hold.expired" | "ping" | "transaction.posted" | "transfer.posted" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.disabled" | "webhook_endpoint.deleted")[];
            /** @example Back office */
            description?: components["schemas"]["Text"] | null;
            /** @description v1 if left out */
            signature?: components["schemas"]["SignatureScheme"];
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
            /** @example crm-4711 */
            external_id: string | null;
            metadata: components["schemas"]["Metadata"];
            verification: components["schemas"]["Verification"];
            verification_reason: string | null;
            version: components["schemas"]["Version"];
            created_at: components["schemas"]["Instant"];
            updated_at: components["schemas"]["Instant"];
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
        DecideVerification: {
            /** @enum {string} */
            decision: "verified" | "rejected" | "suspended";
            /** @example Passport seen */
            reason?: components["schemas"]["Text"] | null;
        };
        /**
         * @description pending: it waits for its turn or its next attempt; dead: given up, and kept to be redelivered
         * @example delivered
         * @enum {string}
         */
        DeliveryStatus: "pending" | "delivered" | "dead";
        /**
         * @description A Mailbox of RFC 5321 without quotes and literals, with letters of other scripts (RFC 6531); never checked for a reader
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
        Event: {
            /** @description Stable: a message that comes again has the same. Apply it once */
            id: components["schemas"]["EventId"];
            /** @constant */
            version: 1;
            /** @description When it was committed, as the resource says it */
            occurred_at: components["schemas"]["Instant"];
            /**
             * @description Id of what it is about
             * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
             */
            resource: string;
            /** @description The accounts that it touches. Per account, events come in the order of versions */
            accounts: {
                id: components["schemas"]["AccountId"];
                /** @description The account's version after it */
                version: components["schemas"]["Version"];
            }[];
            actor: components["schemas"]["Actor"];
            /** @description The request that caused it; null: none did, such as an expiry */
            request_id: string | null;
            /** @description The trace of that request: 32 hex digits */
            trace_id: string | null;
            /**
             * @example transfer.posted
             * @enum {string}
             */
            type: "account.opened" | "account.updated" | "account.frozen" | "account.unfrozen" | "account.closed" | "api_key.created" | "api_key.revoked" | "customer.created" | "customer.updated" | "customer.verification_decided" | "hold.placed" | "hold.captured" | "hold.released" | "hold.expired" | "ping" | "transaction.posted" | "transfer.posted" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.disabled" | "webhook_endpoint.deleted";
            /** @description The resource as it was left; see openapi/events/ for each type */
            data: {
                [key: string]: unknown;
            };
        };
        EventCounters: {
            outbox: {
                /**
                 * @description Committed, without a place in the feed yet
                 * @example 0
                 */
                pending: number;
                /**
                 * @description In the feed, not handed to the queue yet
                 * @example 0
                 */
                unsent: number;
                /**
                 * @description Since the oldest of both was committed
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
                 * @description Messages that came again after a failure
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
                 * @description Enabled, and not given yet what they missed
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
        /** @description One fault of a request: where and what */
        Fault: {
            /**
             * @description JSON Pointer into the body (RFC 6901)
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
            external_id: string | null;
            metadata: components["schemas"]["Metadata"];
            expires_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /** @description When it was captured for good, released, or expired */
            resolved_at: components["schemas"]["Instant"] | null;
        };
        HoldBalances: {
            /** @description null when the source belongs to someone else */
            source: components["schemas"]["Balance"] | null;
            /** @description null when the destination belongs to someone else */
            destination: components["schemas"]["Balance"] | null;
        };
        /**
         * @description TypeID with prefix hold
         * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        HoldId: string;
        /** @enum {string} */
        HoldStatus: "open" | "captured" | "released" | "expired";
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
            /** @example back office */
            name: string;
            /**
             * @description First characters of the token, to tell keys apart
             * @example ledge_4f9c
             */
            prefix: string;
            scopes: components["schemas"]["Scope"][];
            customer_id: components["schemas"]["CustomerId"] | null;
            expires_at: components["schemas"]["Instant"] | null;
            revoked_at: components["schemas"]["Instant"] | null;
            created_at: components["schemas"]["Instant"];
            /**
             * @description The API key itself. It cannot be read again later.
             * @example ledge_…
             */
            token: string;
        };
        Leg: {
            account: components["schemas"]["AccountId"];
            direction: components["schemas"]["Side"];
            /** @description Minor units, at least 1 */
            amount: components["schemas"]["Amount"];
            currency: components["schemas"]["Currency"];
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
         * @description Up to 50 string members of your own; none is called __proto__
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
            /** @constant */
            kind: "customer";
            customer_id: components["schemas"]["CustomerId"];
            currency: components["schemas"]["Currency"];
            /** @example Rent */
            name?: components["schemas"]["Name"] | null;
            /** @description How far available may fall below zero: 0 if left out */
            overdraft_limit?: components["schemas"]["NonNegativeAmount"];
            metadata?: components["schemas"]["MetadataInput"];
        };
        OpenHouseAccount: {
            /** @constant */
            kind: "house";
            /** @example cash */
            code: string;
            currency: components["schemas"]["Currency"];
            normal_side: components["schemas"]["Side"];
            /**
             * @description Whether the account has no floor: false if left out
             * @example true
             */
            allow_negative?: boolean;
            /** @example Cash at the central bank */
            name?: components["schemas"]["Name"] | null;
            metadata?: components["schemas"]["MetadataInput"];
        };
        PostedItem: {
            /** @constant */
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
            /** @description The payer's own; null for the payee */
            external_id: string | null;
            /** @description The payer's own; empty for the payee */
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
             * @description A URI that names the problem's type, one per code
             * @example urn:ledge:problem:not_found
             */
            type: string;
            /**
             * @description The same words for every problem of this code
             * @example There is no such resource.
             */
            title: string;
            /** @example 404 */
            status: number;
            /**
             * @description Words for people; branch on `code`
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
        ProblemCode: "validation_failed" | "idempotency_key_missing" | "idempotency_key_invalid" | "webhook_url_not_allowed" | "unauthenticated" | "forbidden" | "not_found" | "method_not_allowed" | "idempotency_key_in_use" | "account_frozen" | "account_closed" | "balance_not_zero" | "house_account_exists" | "hold_expired" | "hold_not_open" | "overdraft_in_use" | "transfer_not_reversible" | "too_many_webhook_secrets" | "webhook_delivery_pending" | "webhook_endpoint_disabled" | "verification_not_allowed" | "precondition_failed" | "payload_too_large" | "unsupported_media_type" | "idempotency_key_reused" | "account_not_found" | "customer_not_found" | "amount_not_positive" | "amount_out_of_range" | "batch_item_failed" | "capture_exceeds_hold" | "currency_mismatch" | "insufficient_funds" | "reversal_exceeds_original" | "same_account" | "transaction_not_balanced" | "precondition_required" | "internal_error" | "service_unavailable";
        RefusedItem: {
            /** @constant */
            status: "refused";
            /** @enum {string} */
            code: "account_closed" | "account_frozen" | "account_not_found" | "amount_not_positive" | "amount_out_of_range" | "currency_mismatch" | "insufficient_funds" | "same_account";
            /** @example The account's available balance does not cover the amount. */
            detail: string;
        };
        ReverseTransfer: {
            /** @description Minor units; all that is left of the original if left out */
            amount?: components["schemas"]["Amount"];
            /** @example Returned goods */
            reason?: components["schemas"]["Text"] | null;
        };
        /**
         * @description operator stands for every scope
         * @example accounts:read
         * @enum {string}
         */
        Scope: "operator" | "customers:read" | "customers:write" | "accounts:read" | "accounts:write" | "transfers:read" | "transfers:write" | "events:read" | "webhooks:read" | "webhooks:write";
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
            /** @description While it is disabled: the last event before it stopped. What came after it is sent when it is enabled, and is what the feed has `after` it. null: it is enabled, or there was no event before */
            resumes_after: components["schemas"]["EventId"] | null;
            /**
             * @description Until when each previous secret signs beside the current one: 24 hours from its rotation, soonest first. One that has passed is left out by the next rotation
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
        Statement: {
            account: components["schemas"]["AccountId"];
            name: string | null;
            currency: components["schemas"]["CurrencyCode"];
            /** @example credit */
            normal_side: components["schemas"]["Side"];
            /** @description Which of an entry's times decides whether it is in the period */
            basis: components["schemas"]["Basis"];
            /** @description Start of the period, inclusive */
            from: components["schemas"]["Instant"];
            /** @description End of the period, exclusive */
            to: components["schemas"]["Instant"];
            /**
             * @description Balance at from, signed to the account's normal side
             * @example 0
             */
            opening_balance: components["schemas"]["Amount"];
            /** @description Balance at to, signed to the account's normal side */
            closing_balance: components["schemas"]["Amount"];
            /** @description When the statement was made */
            created_at: components["schemas"]["Instant"];
            entries: components["schemas"]["StatementEntry"][];
        };
        StatementEntry: {
            /** @description The account's version after this entry */
            version: components["schemas"]["Version"];
            /** @description The transaction that this entry is one side of */
            transaction: components["schemas"]["TransactionId"];
            /** @description null: not part of a transfer */
            transfer: components["schemas"]["TransferId"] | null;
            direction: components["schemas"]["Side"];
            /** @description Minor units, at least 1 */
            amount: components["schemas"]["Amount"];
            /** @description Balance after this entry, in the order of the statement, signed to the account's normal side */
            balance_after: components["schemas"]["Amount"];
            description: string | null;
            /** @description null: several, or not yours to see */
            counterparty_account: components["schemas"]["AccountId"] | null;
            effective_at: components["schemas"]["Instant"];
            created_at: components["schemas"]["Instant"];
        };
        /** @description Text of one or more lines */
        Text: string;
        /**
         * @description Non-negative integer minor units as a string; may pass 64 bits
         * @example 1050
         */
        Total: string;
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
            /** @description The payer's own; null for the payee */
            external_id: string | null;
            /** @description The payer's own; empty for the payee */
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
            /** @description null when the destination belongs to someone else */
            destination: components["schemas"]["Balance"] | null;
        };
        TransferBatch: {
            /**
             * @description atomic: all or nothing; independent: each for itself
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
        /**
         * @description TypeID with prefix trf
         * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        TransferId: string;
        /** @enum {string} */
        TransferStatus: "posted";
        TrialBalance: {
            as_of: components["schemas"]["Instant"];
            currencies: {
                currency: components["schemas"]["CurrencyCode"];
                /** @description Sum of the balances that stand on the debit side; equals credits */
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
        UpdateAccount: {
            /**
             * @description How far available may fall below zero
             * @example 5000
             */
            overdraft_limit?: components["schemas"]["NonNegativeAmount"];
            /** @example Rent */
            name?: components["schemas"]["Name"] | null;
            metadata?: components["schemas"]["MetadataInput"];
        };
        UpdateCustomer: {
            /** @example Ada Lovelace */
            name?: components["schemas"]["Name"];
            /** @example ada@example.com */
            email?: components["schemas"]["Email"] | null;
            /** @example crm-4711 */
            external_id?: components["schemas"]["ExternalId"] | null;
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
            events?: ("account.opened" | "account.updated" | "account.frozen" | "account.unfrozen" | "account.closed" | "api_key.created" | "api_key.revoked" | "customer.created" | "customer.updated" | "customer.verification_decided" | "hold.placed" | "hold.captured" | "hold.released" | "hold.expired" | "ping" | "transaction.posted" | "transfer.posted" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.disabled" | "webhook_endpoint.deleted")[];
            /** @example Back office */
            description?: components["schemas"]["Text"] | null;
            /** @enum {string} */
            status?: "enabled" | "disabled";
            /**
             * @description pause, also if it is left out: what waits, and what happened while it was disabled, is sent when it is enabled. now: that is given up, and it is sent what happens from now on
             * @example pause
             * @enum {string}
             */
            resume_from?: "pause" | "now";
        };
        /** @enum {string} */
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
            /** @description null: delivered. timeout, unreachable, redirected, refused_by_policy, status, or unreadable: the event could not be shown */
            failure: string | null;
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
            /** @description While it is disabled: the last event before it stopped. What came after it is sent when it is enabled, and is what the feed has `after` it. null: it is enabled, or there was no event before */
            resumes_after: components["schemas"]["EventId"] | null;
            /**
             * @description Until when each previous secret signs beside the current one: 24 hours from its rotation, soonest first. One that has passed is left out by the next rotation
             * @example [
             *       "2026-11-23T10:00:00.000Z"
             *     ]
             */
            previous_secrets_until: components["schemas"]["Instant"][];
            version: components["schemas"]["Version"];
            created_at: components["schemas"]["Instant"];
            updated_at: components["schemas"]["Instant"];
        };
        /**
         * @description TypeID with prefix whe
         * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        WebhookEndpointId: string;
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
        /** @description `method_not_allowed`: The resource does not support this method. */
        MethodNotAllowed: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                Allow: components["headers"]["Allow"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 405;
                    /** @enum {unknown} */
                    code: "method_not_allowed";
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
        /** @description `precondition_failed`: The resource has changed since the version in If-Match. */
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
        /** @description `unsupported_media_type`: The body must be application/json. */
        UnsupportedMediaType: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @constant */
                    status: 415;
                    /** @enum {unknown} */
                    code: "unsupported_media_type";
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
    };
    parameters: {
        /**
         * @description 1 to 255 visible ASCII characters without quotes and backslashes, itself quoted or bare: a row's id will do. One key stands for one request of yours, for good: every retry gets its outcome.
         * @example order-A-1001-payment
         */
        IdempotencyKey: string;
        /**
         * @description The ETag of the version to change: another one is refused with `precondition_failed`
         * @example "1"
         */
        IfMatch: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Id of this very request, also of a replay
         * @example req_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        RequestId: string;
        /**
         * @description The answer is the first one's, repeated: nothing was done again
         * @example true
         */
        IdempotentReplayed: "true";
        /**
         * @description The version in this answer, as a strong entity tag (RFC 9110, section 8.8.3)
         * @example "1"
         */
        ETag: string;
        /**
         * @description Where the created resource is
         * @example /v1/accounts/acct_01jd2m8xk7e9vbt3q5w6y8z0ac
         */
        Location: string;
        /**
         * @description Seconds after which to try again, with the same Idempotency-Key
         * @example 1
         */
        RetryAfter: string;
        /**
         * @description Only with `idempotency_key_in_use`: seconds after which to try again
         * @example 1
         */
        RetryAfterInUse: string;
        /**
         * @description The scheme of the credentials that are missing (RFC 9110, section 11.6.1)
         * @example Bearer
         */
        WWWAuthenticate: "Bearer";
        /**
         * @description The methods that the resource has (RFC 9110, section 10.2.1)
         * @example GET, HEAD, POST
         */
        Allow: string;
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
            /** @description It does */
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
                         * @description The git commit of the build; null: it was not told
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
    getContract: {
        parameters: {
            query?: never;
            header?: never;
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
            /** @description What If-None-Match names is still so */
            304: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["ValidationFailed"];
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
            /** @description Every service reaches the database */
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
                        events?: components["schemas"]["EventCounters"];
                    };
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                customer_id?: components["schemas"]["CustomerId"];
                kind?: components["schemas"]["AccountKind"];
                currency?: components["schemas"]["Currency"];
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description The next_cursor of the page before: nobody else can make one */
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
                         * @description Only after a fault of ours: ids of items of this page that cannot be shown (an entry's version), so that the others can. Report them
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
            /**
             * @description `house_account_exists`: There is a house account with this code and currency.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "house_account_exists" | "idempotency_key_in_use";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateAccount: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version to change: another one is refused with `precondition_failed`
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
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
            /**
             * @description `account_closed`: An account that the request names is closed.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `overdraft_in_use`: The account's available balance is below the new limit.
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
                        code: "account_closed" | "idempotency_key_in_use" | "overdraft_in_use";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            428: components["responses"]["PreconditionRequired"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getBalance: {
        parameters: {
            query?: {
                /** @description An instant that has passed; now if left out */
                at?: components["schemas"]["InstantInput"];
                basis?: components["schemas"]["Basis"];
            };
            header?: never;
            path: {
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    closeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            /**
             * @description `balance_not_zero`: Only an account without balance and without open holds can be closed.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "balance_not_zero" | "idempotency_key_in_use";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listEntries: {
        parameters: {
            query?: {
                /** @description Recorded at or after */
                from?: components["schemas"]["InstantInput"];
                /** @description Recorded before */
                to?: components["schemas"]["InstantInput"];
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description The next_cursor of the page before: nobody else can make one */
                cursor?: string;
            };
            header?: never;
            path: {
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
                         * @description Only after a fault of ours: ids of items of this page that cannot be shown (an entry's version), so that the others can. Report them
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    freezeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            /**
             * @description `account_closed`: An account that the request names is closed.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "account_closed" | "idempotency_key_in_use";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getStatement: {
        parameters: {
            query?: {
                /** @description Inclusive; the account's beginning if left out */
                from?: components["schemas"]["InstantInput"];
                /** @description Exclusive, not in the future; now if left out */
                to?: components["schemas"]["InstantInput"];
                basis?: components["schemas"]["Basis"];
            };
            header?: never;
            path: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                    /**
                     * @example kind,account,currency,…,change_minor,balance_minor,…
                     *     opening,acct_01jd2m8xk7e9vbt3q5w6y8z0ac,EUR,…,,0,…
                     *     entry,acct_01jd2m8xk7e9vbt3q5w6y8z0ac,EUR,…,1050,1050,…
                     *     closing,acct_01jd2m8xk7e9vbt3q5w6y8z0ac,EUR,…,,1050,…
                     */
                    "text/csv": string;
                    /**
                     * @example <?xml version="1.0" encoding="UTF-8"?>
                     *     <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>…</BkToCstmrStmt></Document>
                     */
                    "application/xml": string;
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    unfreezeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            /**
             * @description `account_closed`: An account that the request names is closed.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "account_closed" | "idempotency_key_in_use";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description The next_cursor of the page before: nobody else can make one */
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
                         * @description Only after a fault of ours: ids of items of this page that cannot be shown (an entry's version), so that the others can. Report them
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
            409: components["responses"]["IdempotencyKeyInUse"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            409: components["responses"]["IdempotencyKeyInUse"];
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description The next_cursor of the page before: nobody else can make one */
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
                         * @description Only after a fault of ours: ids of items of this page that cannot be shown (an entry's version), so that the others can. Report them
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
            409: components["responses"]["IdempotencyKeyInUse"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateCustomer: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version to change: another one is refused with `precondition_failed`
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
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
            409: components["responses"]["IdempotencyKeyInUse"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            428: components["responses"]["PreconditionRequired"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    decideVerification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "idempotency_key_in_use" | "verification_not_allowed";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description The last event that you have; if left out: from the beginning (a stream: from now) */
                after?: components["schemas"]["EventId"];
                /** @description Only events that touch this account */
                account?: components["schemas"]["AccountId"];
                /** @description Items per page, 1 to 100 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The next events, oldest first. Their order is final, and nothing is ever put in between */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
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
                         * @description Only after a fault of ours: ids of items of this page that cannot be shown (an entry's version), so that the others can. Report them
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
            409: components["responses"]["IdempotencyKeyInUse"];
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listHolds: {
        parameters: {
            query?: {
                /** @description Only holds from or to this account */
                account?: components["schemas"]["AccountId"];
                status?: components["schemas"]["HoldStatus"];
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description The next_cursor of the page before: nobody else can make one */
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
                         * @description Only after a fault of ours: ids of items of this page that cannot be shown (an entry's version), so that the others can. Report them
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createHold: {
        parameters: {
            query?: never;
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
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedHold"];
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
            /**
             * @description `account_closed`: An account that the request names is closed.
             *
             *     `account_frozen`: An account that would be debited is frozen.
             *
             *     `hold_expired`: The hold has expired.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "account_closed" | "account_frozen" | "hold_expired" | "idempotency_key_in_use";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
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
             *     `insufficient_funds`: The account's available balance does not cover the amount.
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    captureHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CapturedHold"];
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
            /**
             * @description `account_frozen`: An account that would be debited is frozen.
             *
             *     `hold_expired`: The hold has expired.
             *
             *     `hold_not_open`: The hold was captured, released, or let go when it expired.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "account_frozen" | "hold_expired" | "hold_not_open" | "idempotency_key_in_use";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    releaseHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedHold"];
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
            /**
             * @description `hold_expired`: The hold has expired.
             *
             *     `hold_not_open`: The hold was captured, released, or let go when it expired.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "hold_expired" | "hold_not_open" | "idempotency_key_in_use";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTrialBalance: {
        parameters: {
            query?: {
                /** @description An instant that has passed; now if left out */
                at?: components["schemas"]["InstantInput"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Per currency, the sum of what stands on either side */
            200: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialBalance"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listTransactions: {
        parameters: {
            query?: {
                /** @description Recorded at or after */
                from?: components["schemas"]["InstantInput"];
                /** @description Recorded before */
                to?: components["schemas"]["InstantInput"];
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description The next_cursor of the page before: nobody else can make one */
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
                         * @description Only after a fault of ours: ids of items of this page that cannot be shown (an entry's version), so that the others can. Report them
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createTransaction: {
        parameters: {
            query?: never;
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
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transaction"];
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
            /**
             * @description `account_closed`: An account that the request names is closed.
             *
             *     `account_frozen`: An account that would be debited is frozen.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "account_closed" | "account_frozen" | "idempotency_key_in_use";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
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
             *     `insufficient_funds`: The account's available balance does not cover the amount.
             *
             *     `same_account`: Debit and credit are on the same account.
             *
             *     `transaction_not_balanced`: In each currency of a transaction, debits must equal credits.
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
                        code: "account_not_found" | "amount_not_positive" | "amount_out_of_range" | "currency_mismatch" | "idempotency_key_reused" | "insufficient_funds" | "same_account" | "transaction_not_balanced";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTransaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createTransferBatch: {
        parameters: {
            query?: never;
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
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferBatch"];
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
            409: components["responses"]["IdempotencyKeyInUse"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listTransfers: {
        parameters: {
            query?: {
                /** @description Only transfers from or to this account */
                account?: components["schemas"]["AccountId"];
                status?: components["schemas"]["TransferStatus"];
                /** @description Recorded at or after */
                from?: components["schemas"]["InstantInput"];
                /** @description Recorded before */
                to?: components["schemas"]["InstantInput"];
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description The next_cursor of the page before: nobody else can make one */
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
                         * @description Only after a fault of ours: ids of items of this page that cannot be shown (an entry's version), so that the others can. Report them
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    createTransfer: {
        parameters: {
            query?: never;
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
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostedTransfer"];
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
            /**
             * @description `account_closed`: An account that the request names is closed.
             *
             *     `account_frozen`: An account that would be debited is frozen.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "account_closed" | "account_frozen" | "idempotency_key_in_use";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
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
             *     `insufficient_funds`: The account's available balance does not cover the amount.
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transfer"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    reverseTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            /** @description The reversal: a transfer the other way, with both accounts' new balances */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
                    Location: components["headers"]["Location"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostedTransfer"];
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
            /**
             * @description `account_closed`: An account that the request names is closed.
             *
             *     `account_frozen`: An account that would be debited is frozen.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "account_closed" | "account_frozen" | "idempotency_key_in_use" | "transfer_not_reversible";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `amount_not_positive`: The amount must be at least 1 minor unit.
             *
             *     `amount_out_of_range`: The amount, or the balance it leads to, does not fit 64 bits.
             *
             *     `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             *
             *     `insufficient_funds`: The account's available balance does not cover the amount.
             *
             *     `reversal_exceeds_original`: The reversals of a transfer cannot exceed its amount.
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
                        code: "amount_not_positive" | "amount_out_of_range" | "idempotency_key_reused" | "insufficient_funds" | "reversal_exceeds_original";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "idempotency_key_in_use" | "webhook_delivery_pending" | "webhook_endpoint_disabled";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description The next_cursor of the page before: nobody else can make one */
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
                         * @description Only after a fault of ours: ids of items of this page that cannot be shown (an entry's version), so that the others can. Report them
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
            /** @description The endpoint, with its secret: shown once */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
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
            409: components["responses"]["IdempotencyKeyInUse"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["ValidationFailed"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
            409: components["responses"]["IdempotencyKeyInUse"];
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The ETag of the version to change: another one is refused with `precondition_failed`
                 * @example "1"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
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
            409: components["responses"]["IdempotencyKeyInUse"];
            412: components["responses"]["PreconditionFailed"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["IdempotencyKeyReused"];
            428: components["responses"]["PreconditionRequired"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                status?: components["schemas"]["DeliveryStatus"];
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description The next_cursor of the page before: nobody else can make one */
                cursor?: string;
            };
            header?: never;
            path: {
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
                         * @description Only after a fault of ours: ids of items of this page that cannot be shown (an entry's version), so that the others can. Report them
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
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    pingWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint; its deliveries show what becomes of the ping */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
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
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "idempotency_key_in_use" | "webhook_endpoint_disabled";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["WebhookEndpointId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint, with its new secret: shown once */
            201: {
                headers: {
                    "Request-Id": components["headers"]["RequestId"];
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
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
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
                        code: "idempotency_key_in_use" | "too_many_webhook_secrets";
                    } & WithRequired<components["schemas"]["Problem"], "status" | "code">;
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            422: components["responses"]["IdempotencyKeyReused"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["ServiceUnavailable"];
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
