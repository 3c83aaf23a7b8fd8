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
        /** Give an endpoint a new secret; for 24 hours deliveries carry the signatures of both */
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
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                        /**
                         * @description The git commit of the build; null: it was not told
                         * @example afa36b6fc54b2c3b3a3c8a0ecb5d1ad3e5a1f0c9
                         */
                        commit: string | null;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ready";
                        /** @description For operators alone */
                        events?: {
                            outbox: {
                                /** @description Committed, without a place in the feed yet */
                                pending: number;
                                /** @description In the feed, not handed to the queue yet */
                                unsent: number;
                                /** @description Since the oldest of both was committed */
                                oldest_seconds: number;
                            };
                            consumers: {
                                name: string;
                                /** @description Events of the feed that it has not applied */
                                behind: number;
                                /** @description Messages that came again after a failure */
                                retries: number;
                            }[];
                            dead_letters: number;
                            deliveries: {
                                pending: number;
                                dead: number;
                                disabled_endpoints: number;
                            };
                        };
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description TypeID with prefix cus */
                customer_id?: string;
                kind?: "customer" | "house";
                /** @description ISO 4217 currency code */
                currency?: string;
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description next_cursor of the page before */
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description TypeID with prefix acct
                             * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            id: string;
                            /** @enum {string} */
                            kind: "customer" | "house";
                            /**
                             * @description TypeID with prefix cus
                             * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            customer_id: string | null;
                            code: string | null;
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            /** @enum {string} */
                            normal_side: "debit" | "credit";
                            /**
                             * @description null: the account has no floor
                             * @example 0
                             */
                            overdraft_limit: string | null;
                            /** @enum {string} */
                            status: "open" | "frozen" | "closed";
                            name: string | null;
                            /**
                             * @description Up to 50 string members of your own
                             * @example {
                             *       "order": "A-1001"
                             *     }
                             */
                            metadata: {
                                [key: string]: string;
                            };
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            created_at: string;
                            /** @description Balance of an account at an instant */
                            balance: {
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                /**
                                 * @description Sum of the entries, signed to the account's normal side
                                 * @example 1050
                                 */
                                posted: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_in: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_out: string;
                                /**
                                 * @description posted − pending_out; at least −overdraft_limit
                                 * @example 1050
                                 */
                                available: string;
                                /** @description How many entries the account has */
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                as_of: string;
                            };
                        }[];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                "application/json": {
                    /** @enum {string} */
                    kind: "customer";
                    /**
                     * @description TypeID with prefix cus
                     * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                     */
                    customer_id: string;
                    /**
                     * @description ISO 4217 currency code
                     * @example EUR
                     */
                    currency: string;
                    name?: string;
                    /**
                     * @description Non-negative integer minor units as a string
                     * @example 0
                     */
                    overdraft_limit?: string;
                    /**
                     * @description Up to 50 string members of your own
                     * @example {
                     *       "order": "A-1001"
                     *     }
                     */
                    metadata?: {
                        [key: string]: string;
                    };
                } | {
                    /** @enum {string} */
                    kind: "house";
                    /** @example cash */
                    code: string;
                    /**
                     * @description ISO 4217 currency code
                     * @example EUR
                     */
                    currency: string;
                    /** @enum {string} */
                    normal_side: "debit" | "credit";
                    allow_negative?: boolean;
                    name?: string;
                    /**
                     * @description Up to 50 string members of your own
                     * @example {
                     *       "order": "A-1001"
                     *     }
                     */
                    metadata?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description The account with its balance of zero */
            201: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        kind: "customer" | "house";
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        customer_id: string | null;
                        code: string | null;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        /** @enum {string} */
                        normal_side: "debit" | "credit";
                        /**
                         * @description null: the account has no floor
                         * @example 0
                         */
                        overdraft_limit: string | null;
                        /** @enum {string} */
                        status: "open" | "frozen" | "closed";
                        name: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /** @description Balance of an account at an instant */
                        balance: {
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            /**
                             * @description Sum of the entries, signed to the account's normal side
                             * @example 1050
                             */
                            posted: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 0
                             */
                            pending_in: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 0
                             */
                            pending_out: string;
                            /**
                             * @description posted − pending_out; at least −overdraft_limit
                             * @example 1050
                             */
                            available: string;
                            /** @description How many entries the account has */
                            version: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            as_of: string;
                        };
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `house_account_exists`: There is a house account with this code and currency.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "house_account_exists" | "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `customer_not_found`: The customer does not exist.
             *
             *     `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "customer_not_found" | "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    getAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix acct */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account */
            200: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        kind: "customer" | "house";
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        customer_id: string | null;
                        code: string | null;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        /** @enum {string} */
                        normal_side: "debit" | "credit";
                        /**
                         * @description null: the account has no floor
                         * @example 0
                         */
                        overdraft_limit: string | null;
                        /** @enum {string} */
                        status: "open" | "frozen" | "closed";
                        name: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /** @description Balance of an account at an instant */
                        balance: {
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            /**
                             * @description Sum of the entries, signed to the account's normal side
                             * @example 1050
                             */
                            posted: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 0
                             */
                            pending_in: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 0
                             */
                            pending_out: string;
                            /**
                             * @description posted − pending_out; at least −overdraft_limit
                             * @example 1050
                             */
                            available: string;
                            /** @description How many entries the account has */
                            version: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            as_of: string;
                        };
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    updateAccount: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version to change */
                "If-Match": string;
            };
            path: {
                /** @description TypeID with prefix acct */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description How far available may fall below zero
                     * @example 5000
                     */
                    overdraft_limit?: string;
                    name?: string | null;
                    /**
                     * @description Up to 50 string members of your own
                     * @example {
                     *       "order": "A-1001"
                     *     }
                     */
                    metadata?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description The changed account */
            200: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        kind: "customer" | "house";
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        customer_id: string | null;
                        code: string | null;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        /** @enum {string} */
                        normal_side: "debit" | "credit";
                        /**
                         * @description null: the account has no floor
                         * @example 0
                         */
                        overdraft_limit: string | null;
                        /** @enum {string} */
                        status: "open" | "frozen" | "closed";
                        name: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /** @description Balance of an account at an instant */
                        balance: {
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            /**
                             * @description Sum of the entries, signed to the account's normal side
                             * @example 1050
                             */
                            posted: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 0
                             */
                            pending_in: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 0
                             */
                            pending_out: string;
                            /**
                             * @description posted − pending_out; at least −overdraft_limit
                             * @example 1050
                             */
                            available: string;
                            /** @description How many entries the account has */
                            version: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            as_of: string;
                        };
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `account_closed`: An account that the request names is closed.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `overdraft_in_use`: The account's available balance is below the new limit.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "account_closed" | "idempotency_key_in_use" | "overdraft_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `precondition_failed`: The resource has changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 412;
                        detail: string;
                        /** @enum {string} */
                        code: "precondition_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `precondition_required`: Changing this resource needs an If-Match header with its ETag. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 428;
                        detail: string;
                        /** @enum {string} */
                        code: "precondition_required";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    getBalance: {
        parameters: {
            query?: {
                /** @description An instant that has passed; now if left out */
                at?: string;
                /** @description recorded: what the books said then, which no later posting changes; effective: what was so then, backdated postings included */
                basis?: "recorded" | "effective";
            };
            header?: never;
            path: {
                /** @description TypeID with prefix acct */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The balance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        /**
                         * @description Sum of the entries, signed to the account's normal side
                         * @example 1050
                         */
                        posted: string;
                        /**
                         * @description Non-negative integer minor units as a string
                         * @example 0
                         */
                        pending_in: string;
                        /**
                         * @description Non-negative integer minor units as a string
                         * @example 0
                         */
                        pending_out: string;
                        /**
                         * @description posted − pending_out; at least −overdraft_limit
                         * @example 1050
                         */
                        available: string;
                        /** @description How many entries the account has */
                        version: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        as_of: string;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    closeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix acct */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The closed account */
            200: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        kind: "customer" | "house";
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        customer_id: string | null;
                        code: string | null;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        /** @enum {string} */
                        normal_side: "debit" | "credit";
                        /**
                         * @description null: the account has no floor
                         * @example 0
                         */
                        overdraft_limit: string | null;
                        /** @enum {string} */
                        status: "open" | "frozen" | "closed";
                        name: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /** @description Balance of an account at an instant */
                        balance: {
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            /**
                             * @description Sum of the entries, signed to the account's normal side
                             * @example 1050
                             */
                            posted: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 0
                             */
                            pending_in: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 0
                             */
                            pending_out: string;
                            /**
                             * @description posted − pending_out; at least −overdraft_limit
                             * @example 1050
                             */
                            available: string;
                            /** @description How many entries the account has */
                            version: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            as_of: string;
                        };
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `balance_not_zero`: Only an account without balance and without open holds can be closed.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "balance_not_zero" | "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listEntries: {
        parameters: {
            query?: {
                /** @description Recorded at or after */
                from?: string;
                /** @description Recorded before */
                to?: string;
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description TypeID with prefix acct */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description TypeID with prefix acct
                             * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            account: string;
                            version: number;
                            /**
                             * @description TypeID with prefix txn
                             * @example txn_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            transaction: string;
                            /**
                             * @description null: an entry of a transaction that an operator posted
                             * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            transfer: string | null;
                            /** @enum {string} */
                            direction: "debit" | "credit";
                            /**
                             * @description Integer minor units as a string
                             * @example 1050
                             */
                            amount: string;
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            /**
                             * @description Integer minor units as a string
                             * @example 1050
                             */
                            balance_after: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            effective_at: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            created_at: string;
                        }[];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    freezeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix acct */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The frozen account */
            200: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        kind: "customer" | "house";
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        customer_id: string | null;
                        code: string | null;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        /** @enum {string} */
                        normal_side: "debit" | "credit";
                        /**
                         * @description null: the account has no floor
                         * @example 0
                         */
                        overdraft_limit: string | null;
                        /** @enum {string} */
                        status: "open" | "frozen" | "closed";
                        name: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /** @description Balance of an account at an instant */
                        balance: {
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            /**
                             * @description Sum of the entries, signed to the account's normal side
                             * @example 1050
                             */
                            posted: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 0
                             */
                            pending_in: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 0
                             */
                            pending_out: string;
                            /**
                             * @description posted − pending_out; at least −overdraft_limit
                             * @example 1050
                             */
                            available: string;
                            /** @description How many entries the account has */
                            version: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            as_of: string;
                        };
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `account_closed`: An account that the request names is closed.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "account_closed" | "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    getStatement: {
        parameters: {
            query?: {
                /** @description Inclusive; the account's beginning if left out */
                from?: string;
                /** @description Exclusive, not in the future; now if left out */
                to?: string;
                /** @description recorded: what the books said then, which no later posting changes; effective: what was so then, backdated postings included */
                basis?: "recorded" | "effective";
            };
            header?: never;
            path: {
                /** @description TypeID with prefix acct */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The balance before, the entries in their order, and the balance after: the next statement's balance before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        account: string;
                        name: string | null;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        /** @enum {string} */
                        normal_side: "debit" | "credit";
                        /**
                         * @description Which of an entry's times decides whether it is in the period
                         * @enum {string}
                         */
                        basis: "recorded" | "effective";
                        /**
                         * Format: date-time
                         * @description Start of the period, inclusive
                         * @example 2026-11-22T10:00:00Z
                         */
                        from: string;
                        /**
                         * Format: date-time
                         * @description End of the period, exclusive
                         * @example 2026-11-22T10:00:00Z
                         */
                        to: string;
                        /**
                         * @description Balance at from, signed to the account's normal side
                         * @example 1050
                         */
                        opening_balance: string;
                        /**
                         * @description Balance at to, signed to the account's normal side
                         * @example 1050
                         */
                        closing_balance: string;
                        /**
                         * Format: date-time
                         * @description When the statement was made
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        entries: {
                            /** @description The account's version after this entry */
                            version: number;
                            /**
                             * @description The transaction that this entry is one side of
                             * @example txn_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            transaction: string;
                            /**
                             * @description null: not part of a transfer
                             * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            transfer: string | null;
                            /** @enum {string} */
                            direction: "debit" | "credit";
                            /**
                             * @description Minor units, at least 1
                             * @example 1050
                             */
                            amount: string;
                            /**
                             * @description Balance after this entry, in the order of the statement, signed to the account's normal side
                             * @example 1050
                             */
                            balance_after: string;
                            description: string | null;
                            /**
                             * @description null: several, or not yours to see
                             * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            counterparty_account: string | null;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            effective_at: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            created_at: string;
                        }[];
                    };
                    "text/csv": string;
                    "application/xml": string;
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    unfreezeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix acct */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The open account */
            200: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        kind: "customer" | "house";
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        customer_id: string | null;
                        code: string | null;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        /** @enum {string} */
                        normal_side: "debit" | "credit";
                        /**
                         * @description null: the account has no floor
                         * @example 0
                         */
                        overdraft_limit: string | null;
                        /** @enum {string} */
                        status: "open" | "frozen" | "closed";
                        name: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /** @description Balance of an account at an instant */
                        balance: {
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            /**
                             * @description Sum of the entries, signed to the account's normal side
                             * @example 1050
                             */
                            posted: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 0
                             */
                            pending_in: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 0
                             */
                            pending_out: string;
                            /**
                             * @description posted − pending_out; at least −overdraft_limit
                             * @example 1050
                             */
                            available: string;
                            /** @description How many entries the account has */
                            version: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            as_of: string;
                        };
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `account_closed`: An account that the request names is closed.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "account_closed" | "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description next_cursor of the page before */
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description TypeID with prefix key
                             * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            id: string;
                            name: string;
                            /** @description First characters of the token, to tell keys apart */
                            prefix: string;
                            scopes: ("operator" | "customers:read" | "customers:write" | "accounts:read" | "accounts:write" | "transfers:read" | "transfers:write" | "events:read" | "webhooks:read" | "webhooks:write")[];
                            /**
                             * @description TypeID with prefix cus
                             * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            customer_id: string | null;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            expires_at: string | null;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            revoked_at: string | null;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            created_at: string;
                        }[];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                "application/json": {
                    /** @example back office */
                    name: string;
                    scopes: ("operator" | "customers:read" | "customers:write" | "accounts:read" | "accounts:write" | "transfers:read" | "transfers:write" | "events:read" | "webhooks:read" | "webhooks:write")[];
                    /**
                     * Format: date-time
                     * @description RFC 3339 instant in UTC
                     * @example 2026-11-22T10:00:00Z
                     */
                    expires_at?: string;
                    /**
                     * @description Binds the key to one customer's resources; not with the scopes operator, events:read and webhooks:*
                     * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                     */
                    customer_id?: string;
                };
            };
        };
        responses: {
            /** @description The key with its token, shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix key
                         * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        name: string;
                        /** @description First characters of the token, to tell keys apart */
                        prefix: string;
                        scopes: ("operator" | "customers:read" | "customers:write" | "accounts:read" | "accounts:write" | "transfers:read" | "transfers:write" | "events:read" | "webhooks:read" | "webhooks:write")[];
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        customer_id: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        expires_at: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        revoked_at: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /** @description The API key itself. It cannot be read again later. */
                        token: string;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `customer_not_found`: The customer does not exist.
             *
             *     `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "customer_not_found" | "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix key */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix key
                         * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        name: string;
                        /** @description First characters of the token, to tell keys apart */
                        prefix: string;
                        scopes: ("operator" | "customers:read" | "customers:write" | "accounts:read" | "accounts:write" | "transfers:read" | "transfers:write" | "events:read" | "webhooks:read" | "webhooks:write")[];
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        customer_id: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        expires_at: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        revoked_at: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix key */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The revoked key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix key
                         * @example key_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        name: string;
                        /** @description First characters of the token, to tell keys apart */
                        prefix: string;
                        scopes: ("operator" | "customers:read" | "customers:write" | "accounts:read" | "accounts:write" | "transfers:read" | "transfers:write" | "events:read" | "webhooks:read" | "webhooks:write")[];
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        customer_id: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        expires_at: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        revoked_at: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description next_cursor of the page before */
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description TypeID with prefix cus
                             * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            id: string;
                            /** @enum {string} */
                            type: "person" | "business";
                            /** @example Ada Lovelace */
                            name: string;
                            /**
                             * Format: email
                             * @example ada@example.com
                             */
                            email: string | null;
                            /** @example crm-4711 */
                            external_id: string | null;
                            /**
                             * @description Up to 50 string members of your own
                             * @example {
                             *       "order": "A-1001"
                             *     }
                             */
                            metadata: {
                                [key: string]: string;
                            };
                            /** @enum {string} */
                            verification: "pending" | "verified" | "rejected" | "suspended";
                            verification_reason: string | null;
                            version: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            updated_at: string;
                        }[];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                "application/json": {
                    /** @enum {string} */
                    type: "person" | "business";
                    /** @example Ada Lovelace */
                    name: string;
                    /**
                     * Format: email
                     * @example ada@example.com
                     */
                    email?: string | null;
                    /** @example crm-4711 */
                    external_id?: string | null;
                    /**
                     * @description Up to 50 string members of your own
                     * @example {
                     *       "order": "A-1001"
                     *     }
                     */
                    metadata?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description The customer, pending verification */
            201: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        type: "person" | "business";
                        /** @example Ada Lovelace */
                        name: string;
                        /**
                         * Format: email
                         * @example ada@example.com
                         */
                        email: string | null;
                        /** @example crm-4711 */
                        external_id: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /** @enum {string} */
                        verification: "pending" | "verified" | "rejected" | "suspended";
                        verification_reason: string | null;
                        version: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix cus */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer */
            200: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        type: "person" | "business";
                        /** @example Ada Lovelace */
                        name: string;
                        /**
                         * Format: email
                         * @example ada@example.com
                         */
                        email: string | null;
                        /** @example crm-4711 */
                        external_id: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /** @enum {string} */
                        verification: "pending" | "verified" | "rejected" | "suspended";
                        verification_reason: string | null;
                        version: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    updateCustomer: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version to change */
                "If-Match": string;
            };
            path: {
                /** @description TypeID with prefix cus */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example Ada Lovelace */
                    name?: string;
                    /**
                     * Format: email
                     * @example ada@example.com
                     */
                    email?: string | null;
                    /** @example crm-4711 */
                    external_id?: string | null;
                    /**
                     * @description Up to 50 string members of your own
                     * @example {
                     *       "order": "A-1001"
                     *     }
                     */
                    metadata?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description The changed customer */
            200: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        type: "person" | "business";
                        /** @example Ada Lovelace */
                        name: string;
                        /**
                         * Format: email
                         * @example ada@example.com
                         */
                        email: string | null;
                        /** @example crm-4711 */
                        external_id: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /** @enum {string} */
                        verification: "pending" | "verified" | "rejected" | "suspended";
                        verification_reason: string | null;
                        version: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `precondition_failed`: The resource has changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 412;
                        detail: string;
                        /** @enum {string} */
                        code: "precondition_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `precondition_required`: Changing this resource needs an If-Match header with its ETag. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 428;
                        detail: string;
                        /** @enum {string} */
                        code: "precondition_required";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    decideVerification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix cus */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "verified" | "rejected" | "suspended";
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The customer with the decision */
            200: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix cus
                         * @example cus_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        type: "person" | "business";
                        /** @example Ada Lovelace */
                        name: string;
                        /**
                         * Format: email
                         * @example ada@example.com
                         */
                        email: string | null;
                        /** @example crm-4711 */
                        external_id: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /** @enum {string} */
                        verification: "pending" | "verified" | "rejected" | "suspended";
                        verification_reason: string | null;
                        version: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `verification_not_allowed`: The customer's verification does not allow this decision now.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use" | "verification_not_allowed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description The last event that you have; if left out: from the beginning (a stream: from now) */
                after?: string;
                /** @description Only events that touch this account */
                account?: string;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description Stable: a message that comes again has the same. Apply it once
                             * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            id: string;
                            /** @enum {number} */
                            version: 1;
                            /**
                             * Format: date-time
                             * @description When it was committed, as the resource says it
                             * @example 2026-11-22T10:00:00Z
                             */
                            occurred_at: string;
                            /** @description Id of what it is about */
                            resource: string;
                            /** @description The accounts that it touches. Per account, events come in the order of versions */
                            accounts: {
                                /**
                                 * @description TypeID with prefix acct
                                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                                 */
                                id: string;
                                /** @description The account's version after it */
                                version: number;
                            }[];
                            /** @description The request that caused it; null: none did, such as an expiry */
                            request_id: string | null;
                            /** @description The trace of that request: 32 hex digits */
                            trace_id: string | null;
                            /** @enum {string} */
                            type: "account.opened" | "account.updated" | "account.frozen" | "account.unfrozen" | "account.closed" | "api_key.created" | "api_key.revoked" | "customer.created" | "customer.updated" | "customer.verification_decided" | "hold.placed" | "hold.captured" | "hold.released" | "hold.expired" | "ping" | "transaction.posted" | "transfer.posted" | "webhook_endpoint.created" | "webhook_endpoint.updated" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.disabled" | "webhook_endpoint.deleted";
                            /** @description The resource as it was left; see openapi/events/ for each type */
                            data: {
                                [key: string]: unknown;
                            };
                        }[];
                        has_more: boolean;
                        /** @description The `after` of the next page: the last event of this one */
                        next_cursor: string | null;
                    };
                    "text/event-stream": string;
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        redriven: number;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listHolds: {
        parameters: {
            query?: {
                /** @description Only holds from or to this account */
                account?: string;
                status?: "open" | "captured" | "released" | "expired";
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description next_cursor of the page before */
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description TypeID with prefix hold
                             * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            id: string;
                            /** @enum {string} */
                            status: "open" | "captured" | "released" | "expired";
                            /**
                             * @description TypeID with prefix acct
                             * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            source_account: string;
                            /**
                             * @description TypeID with prefix acct
                             * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            destination_account: string;
                            /**
                             * @description Integer minor units as a string
                             * @example 1050
                             */
                            amount: string;
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            /**
                             * @description How much of the hold has been captured so far
                             * @example 0
                             */
                            captured_amount: string;
                            /**
                             * @description How much is still held: 0 unless the hold is open
                             * @example 0
                             */
                            remaining_amount: string;
                            description: string | null;
                            external_id: string | null;
                            /**
                             * @description Up to 50 string members of your own
                             * @example {
                             *       "order": "A-1001"
                             *     }
                             */
                            metadata: {
                                [key: string]: string;
                            };
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            expires_at: string | null;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description When it was captured for good, released, or expired
                             * @example 2026-11-22T10:00:00Z
                             */
                            resolved_at: string | null;
                        }[];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                "application/json": {
                    /**
                     * @description The account that a capture will debit
                     * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                     */
                    source_account: string;
                    /**
                     * @description The account that a capture will credit
                     * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                     */
                    destination_account: string;
                    /**
                     * @description Minor units, at least 1
                     * @example 1050
                     */
                    amount: string;
                    /**
                     * @description ISO 4217 currency code
                     * @example EUR
                     */
                    currency: string;
                    /**
                     * Format: date-time
                     * @description In the future; a hold without it stays open until it is captured or released
                     * @example 2026-11-22T10:00:00Z
                     */
                    expires_at?: string;
                    description?: string;
                    external_id?: string;
                    /**
                     * @description Up to 50 string members of your own
                     * @example {
                     *       "order": "A-1001"
                     *     }
                     */
                    metadata?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description The hold, with both accounts' new balances */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix hold
                         * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        status: "open" | "captured" | "released" | "expired";
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        source_account: string;
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        destination_account: string;
                        /**
                         * @description Integer minor units as a string
                         * @example 1050
                         */
                        amount: string;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        /**
                         * @description How much of the hold has been captured so far
                         * @example 0
                         */
                        captured_amount: string;
                        /**
                         * @description How much is still held: 0 unless the hold is open
                         * @example 0
                         */
                        remaining_amount: string;
                        description: string | null;
                        external_id: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        expires_at: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description When it was captured for good, released, or expired
                         * @example 2026-11-22T10:00:00Z
                         */
                        resolved_at: string | null;
                        balances: {
                            /** @description Balance of an account at an instant */
                            source: {
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                /**
                                 * @description Sum of the entries, signed to the account's normal side
                                 * @example 1050
                                 */
                                posted: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_in: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_out: string;
                                /**
                                 * @description posted − pending_out; at least −overdraft_limit
                                 * @example 1050
                                 */
                                available: string;
                                /** @description How many entries the account has */
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                as_of: string;
                            } | null;
                            /** @description Balance of an account at an instant */
                            destination: {
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                /**
                                 * @description Sum of the entries, signed to the account's normal side
                                 * @example 1050
                                 */
                                posted: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_in: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_out: string;
                                /**
                                 * @description posted − pending_out; at least −overdraft_limit
                                 * @example 1050
                                 */
                                available: string;
                                /** @description How many entries the account has */
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                as_of: string;
                            } | null;
                        };
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "account_closed" | "account_frozen" | "hold_expired" | "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
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
             *     `insufficient_funds`: The account's available balance does not cover the amount.
             *
             *     `same_account`: Debit and credit are on the same account.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "account_not_found" | "amount_not_positive" | "amount_out_of_range" | "currency_mismatch" | "idempotency_key_reused" | "insufficient_funds" | "same_account";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    getHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix hold */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The hold */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix hold
                         * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        status: "open" | "captured" | "released" | "expired";
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        source_account: string;
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        destination_account: string;
                        /**
                         * @description Integer minor units as a string
                         * @example 1050
                         */
                        amount: string;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        /**
                         * @description How much of the hold has been captured so far
                         * @example 0
                         */
                        captured_amount: string;
                        /**
                         * @description How much is still held: 0 unless the hold is open
                         * @example 0
                         */
                        remaining_amount: string;
                        description: string | null;
                        external_id: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        expires_at: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description When it was captured for good, released, or expired
                         * @example 2026-11-22T10:00:00Z
                         */
                        resolved_at: string | null;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    captureHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix hold */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Minor units; all that is left if left out
                     * @example 1050
                     */
                    amount?: string;
                    /** @description Lets go of what is left after this capture. If left out: true without an amount, false with one */
                    final?: boolean;
                };
            };
        };
        responses: {
            /** @description The hold, the transfer that was posted, and both accounts' new balances */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix hold
                         * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        status: "open" | "captured" | "released" | "expired";
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        source_account: string;
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        destination_account: string;
                        /**
                         * @description Integer minor units as a string
                         * @example 1050
                         */
                        amount: string;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        /**
                         * @description How much of the hold has been captured so far
                         * @example 0
                         */
                        captured_amount: string;
                        /**
                         * @description How much is still held: 0 unless the hold is open
                         * @example 0
                         */
                        remaining_amount: string;
                        description: string | null;
                        external_id: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        expires_at: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description When it was captured for good, released, or expired
                         * @example 2026-11-22T10:00:00Z
                         */
                        resolved_at: string | null;
                        /**
                         * @description The transfer that this capture posted
                         * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        transfer: string;
                        balances: {
                            /** @description Balance of an account at an instant */
                            source: {
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                /**
                                 * @description Sum of the entries, signed to the account's normal side
                                 * @example 1050
                                 */
                                posted: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_in: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_out: string;
                                /**
                                 * @description posted − pending_out; at least −overdraft_limit
                                 * @example 1050
                                 */
                                available: string;
                                /** @description How many entries the account has */
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                as_of: string;
                            } | null;
                            /** @description Balance of an account at an instant */
                            destination: {
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                /**
                                 * @description Sum of the entries, signed to the account's normal side
                                 * @example 1050
                                 */
                                posted: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_in: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_out: string;
                                /**
                                 * @description posted − pending_out; at least −overdraft_limit
                                 * @example 1050
                                 */
                                available: string;
                                /** @description How many entries the account has */
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                as_of: string;
                            } | null;
                        };
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "account_frozen" | "hold_expired" | "hold_not_open" | "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "amount_not_positive" | "amount_out_of_range" | "capture_exceeds_hold" | "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    releaseHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix hold */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The released hold, with both accounts' new balances */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix hold
                         * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        status: "open" | "captured" | "released" | "expired";
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        source_account: string;
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        destination_account: string;
                        /**
                         * @description Integer minor units as a string
                         * @example 1050
                         */
                        amount: string;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        /**
                         * @description How much of the hold has been captured so far
                         * @example 0
                         */
                        captured_amount: string;
                        /**
                         * @description How much is still held: 0 unless the hold is open
                         * @example 0
                         */
                        remaining_amount: string;
                        description: string | null;
                        external_id: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        expires_at: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description When it was captured for good, released, or expired
                         * @example 2026-11-22T10:00:00Z
                         */
                        resolved_at: string | null;
                        balances: {
                            /** @description Balance of an account at an instant */
                            source: {
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                /**
                                 * @description Sum of the entries, signed to the account's normal side
                                 * @example 1050
                                 */
                                posted: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_in: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_out: string;
                                /**
                                 * @description posted − pending_out; at least −overdraft_limit
                                 * @example 1050
                                 */
                                available: string;
                                /** @description How many entries the account has */
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                as_of: string;
                            } | null;
                            /** @description Balance of an account at an instant */
                            destination: {
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                /**
                                 * @description Sum of the entries, signed to the account's normal side
                                 * @example 1050
                                 */
                                posted: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_in: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_out: string;
                                /**
                                 * @description posted − pending_out; at least −overdraft_limit
                                 * @example 1050
                                 */
                                available: string;
                                /** @description How many entries the account has */
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                as_of: string;
                            } | null;
                        };
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `hold_expired`: The hold has expired.
             *
             *     `hold_not_open`: The hold was captured, released, or let go when it expired.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "hold_expired" | "hold_not_open" | "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    getTrialBalance: {
        parameters: {
            query?: {
                /** @description An instant that has passed; now if left out */
                at?: string;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        as_of: string;
                        currencies: {
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            /**
                             * @description Sum of the balances that stand on the debit side; equals credits
                             * @example 1050
                             */
                            debits: string;
                            /**
                             * @description Non-negative integer minor units as a string
                             * @example 1050
                             */
                            credits: string;
                            /** @description The institution's own accounts */
                            house: {
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 1050
                                 */
                                debits: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 1050
                                 */
                                credits: string;
                            };
                            customers: {
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 1050
                                 */
                                debits: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 1050
                                 */
                                credits: string;
                            };
                        }[];
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listTransactions: {
        parameters: {
            query?: {
                /** @description Recorded at or after */
                from?: string;
                /** @description Recorded before */
                to?: string;
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description next_cursor of the page before */
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description TypeID with prefix txn
                             * @example txn_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            id: string;
                            /**
                             * @description The transfer that this transaction is; null: an operator posted it by its legs
                             * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            transfer: string | null;
                            description: string | null;
                            external_id: string | null;
                            /**
                             * @description Up to 50 string members of your own
                             * @example {
                             *       "order": "A-1001"
                             *     }
                             */
                            metadata: {
                                [key: string]: string;
                            };
                            entries: {
                                /**
                                 * @description TypeID with prefix acct
                                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                                 */
                                account: string;
                                /** @description The account's version after this entry */
                                version: number;
                                /** @enum {string} */
                                direction: "debit" | "credit";
                                /**
                                 * @description Integer minor units as a string
                                 * @example 1050
                                 */
                                amount: string;
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                /**
                                 * @description Integer minor units as a string
                                 * @example 1050
                                 */
                                balance_after: string;
                            }[];
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            effective_at: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            created_at: string;
                        }[];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                "application/json": {
                    /** @description Debits equal credits in each currency. Posted in this order, and no account may pass its floor on the way */
                    entries: {
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        account: string;
                        /** @enum {string} */
                        direction: "debit" | "credit";
                        /**
                         * @description Minor units, at least 1
                         * @example 1050
                         */
                        amount: string;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                    }[];
                    description?: string;
                    external_id?: string;
                    /**
                     * Format: date-time
                     * @description When it counts, not in the future; when it is recorded if left out
                     * @example 2026-11-22T10:00:00Z
                     */
                    effective_at?: string;
                    /**
                     * @description Up to 50 string members of your own
                     * @example {
                     *       "order": "A-1001"
                     *     }
                     */
                    metadata?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description The posted transaction */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix txn
                         * @example txn_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /**
                         * @description The transfer that this transaction is; null: an operator posted it by its legs
                         * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        transfer: string | null;
                        description: string | null;
                        external_id: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        entries: {
                            /**
                             * @description TypeID with prefix acct
                             * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            account: string;
                            /** @description The account's version after this entry */
                            version: number;
                            /** @enum {string} */
                            direction: "debit" | "credit";
                            /**
                             * @description Integer minor units as a string
                             * @example 1050
                             */
                            amount: string;
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            /**
                             * @description Integer minor units as a string
                             * @example 1050
                             */
                            balance_after: string;
                        }[];
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        effective_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `account_closed`: An account that the request names is closed.
             *
             *     `account_frozen`: An account that would be debited is frozen.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "account_closed" | "account_frozen" | "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
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
             *     `insufficient_funds`: The account's available balance does not cover the amount.
             *
             *     `same_account`: Debit and credit are on the same account.
             *
             *     `transaction_not_balanced`: In each currency of a transaction, debits must equal credits.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "account_not_found" | "amount_not_positive" | "amount_out_of_range" | "currency_mismatch" | "idempotency_key_reused" | "insufficient_funds" | "same_account" | "transaction_not_balanced";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    getTransaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix txn */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transaction */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix txn
                         * @example txn_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /**
                         * @description The transfer that this transaction is; null: an operator posted it by its legs
                         * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        transfer: string | null;
                        description: string | null;
                        external_id: string | null;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        entries: {
                            /**
                             * @description TypeID with prefix acct
                             * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            account: string;
                            /** @description The account's version after this entry */
                            version: number;
                            /** @enum {string} */
                            direction: "debit" | "credit";
                            /**
                             * @description Integer minor units as a string
                             * @example 1050
                             */
                            amount: string;
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            /**
                             * @description Integer minor units as a string
                             * @example 1050
                             */
                            balance_after: string;
                        }[];
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        effective_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                "application/json": {
                    /**
                     * @description atomic: all or nothing; independent: each for itself
                     * @enum {string}
                     */
                    mode: "atomic" | "independent";
                    transfers: {
                        /**
                         * @description The account that is debited
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        source_account: string;
                        /**
                         * @description The account that is credited
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        destination_account: string;
                        /**
                         * @description Minor units, at least 1
                         * @example 1050
                         */
                        amount: string;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        description?: string;
                        external_id?: string;
                        /**
                         * Format: date-time
                         * @description When it counts, not in the future; when it is recorded if left out
                         * @example 2026-11-22T10:00:00Z
                         */
                        effective_at?: string;
                        /**
                         * @description Up to 50 string members of your own
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata?: {
                            [key: string]: string;
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description One outcome per transfer, in the order of the request */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description atomic: all or nothing; independent: each for itself
                         * @enum {string}
                         */
                        mode: "atomic" | "independent";
                        /** @description How many were posted */
                        posted: number;
                        refused: number;
                        /** @description One outcome per transfer, in the order of the request */
                        outcomes: ({
                            /** @enum {string} */
                            status: "posted";
                            transfer: {
                                /**
                                 * @description TypeID with prefix trf
                                 * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                                 */
                                id: string;
                                /** @enum {string} */
                                status: "posted";
                                /**
                                 * @description TypeID with prefix acct
                                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                                 */
                                source_account: string;
                                /**
                                 * @description TypeID with prefix acct
                                 * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                                 */
                                destination_account: string;
                                /**
                                 * @description Integer minor units as a string
                                 * @example 1050
                                 */
                                amount: string;
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                description: string | null;
                                /** @description The payer's own; null for the payee */
                                external_id: string | null;
                                /**
                                 * @description The payer's own; empty for the payee
                                 * @example {
                                 *       "order": "A-1001"
                                 *     }
                                 */
                                metadata: {
                                    [key: string]: string;
                                };
                                /**
                                 * @description The original that this transfer reverses
                                 * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                                 */
                                reversal_of: string | null;
                                /**
                                 * @description The hold that this transfer captured
                                 * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                                 */
                                hold: string | null;
                                /**
                                 * @description How much of this transfer has been reversed
                                 * @example 0
                                 */
                                reversed_amount: string;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                effective_at: string;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                created_at: string;
                                balances: {
                                    /** @description Balance of an account at an instant */
                                    source: {
                                        /**
                                         * @description ISO 4217 currency code
                                         * @example EUR
                                         */
                                        currency: string;
                                        /**
                                         * @description Sum of the entries, signed to the account's normal side
                                         * @example 1050
                                         */
                                        posted: string;
                                        /**
                                         * @description Non-negative integer minor units as a string
                                         * @example 0
                                         */
                                        pending_in: string;
                                        /**
                                         * @description Non-negative integer minor units as a string
                                         * @example 0
                                         */
                                        pending_out: string;
                                        /**
                                         * @description posted − pending_out; at least −overdraft_limit
                                         * @example 1050
                                         */
                                        available: string;
                                        /** @description How many entries the account has */
                                        version: number;
                                        /**
                                         * Format: date-time
                                         * @description RFC 3339 instant in UTC
                                         * @example 2026-11-22T10:00:00Z
                                         */
                                        as_of: string;
                                    };
                                    /** @description null when the destination belongs to someone else */
                                    destination: {
                                        /**
                                         * @description ISO 4217 currency code
                                         * @example EUR
                                         */
                                        currency: string;
                                        /**
                                         * @description Sum of the entries, signed to the account's normal side
                                         * @example 1050
                                         */
                                        posted: string;
                                        /**
                                         * @description Non-negative integer minor units as a string
                                         * @example 0
                                         */
                                        pending_in: string;
                                        /**
                                         * @description Non-negative integer minor units as a string
                                         * @example 0
                                         */
                                        pending_out: string;
                                        /**
                                         * @description posted − pending_out; at least −overdraft_limit
                                         * @example 1050
                                         */
                                        available: string;
                                        /** @description How many entries the account has */
                                        version: number;
                                        /**
                                         * Format: date-time
                                         * @description RFC 3339 instant in UTC
                                         * @example 2026-11-22T10:00:00Z
                                         */
                                        as_of: string;
                                    } | null;
                                };
                            };
                        } | {
                            /** @enum {string} */
                            status: "refused";
                            /** @enum {string} */
                            code: "account_closed" | "account_frozen" | "account_not_found" | "amount_not_positive" | "amount_out_of_range" | "currency_mismatch" | "insufficient_funds" | "same_account";
                            detail: string;
                        })[];
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `batch_item_failed`: A transfer of the atomic batch was refused, so none was posted.
             *
             *     `idempotency_key_reused`: This Idempotency-Key belongs to another request.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "batch_item_failed" | "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listTransfers: {
        parameters: {
            query?: {
                /** @description Only transfers from or to this account */
                account?: string;
                status?: "posted";
                /** @description Recorded at or after */
                from?: string;
                /** @description Recorded before */
                to?: string;
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description next_cursor of the page before */
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description TypeID with prefix trf
                             * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            id: string;
                            /** @enum {string} */
                            status: "posted";
                            /**
                             * @description TypeID with prefix acct
                             * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            source_account: string;
                            /**
                             * @description TypeID with prefix acct
                             * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            destination_account: string;
                            /**
                             * @description Integer minor units as a string
                             * @example 1050
                             */
                            amount: string;
                            /**
                             * @description ISO 4217 currency code
                             * @example EUR
                             */
                            currency: string;
                            description: string | null;
                            /** @description The payer's own; null for the payee */
                            external_id: string | null;
                            /**
                             * @description The payer's own; empty for the payee
                             * @example {
                             *       "order": "A-1001"
                             *     }
                             */
                            metadata: {
                                [key: string]: string;
                            };
                            /**
                             * @description The original that this transfer reverses
                             * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            reversal_of: string | null;
                            /**
                             * @description The hold that this transfer captured
                             * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            hold: string | null;
                            /**
                             * @description How much of this transfer has been reversed
                             * @example 0
                             */
                            reversed_amount: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            effective_at: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            created_at: string;
                        }[];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                "application/json": {
                    /**
                     * @description The account that is debited
                     * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                     */
                    source_account: string;
                    /**
                     * @description The account that is credited
                     * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                     */
                    destination_account: string;
                    /**
                     * @description Minor units, at least 1
                     * @example 1050
                     */
                    amount: string;
                    /**
                     * @description ISO 4217 currency code
                     * @example EUR
                     */
                    currency: string;
                    description?: string;
                    external_id?: string;
                    /**
                     * Format: date-time
                     * @description When it counts, not in the future; when it is recorded if left out
                     * @example 2026-11-22T10:00:00Z
                     */
                    effective_at?: string;
                    /**
                     * @description Up to 50 string members of your own
                     * @example {
                     *       "order": "A-1001"
                     *     }
                     */
                    metadata?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description The posted transfer with both accounts' new balances */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix trf
                         * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        status: "posted";
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        source_account: string;
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        destination_account: string;
                        /**
                         * @description Integer minor units as a string
                         * @example 1050
                         */
                        amount: string;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        description: string | null;
                        /** @description The payer's own; null for the payee */
                        external_id: string | null;
                        /**
                         * @description The payer's own; empty for the payee
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * @description The original that this transfer reverses
                         * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        reversal_of: string | null;
                        /**
                         * @description The hold that this transfer captured
                         * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        hold: string | null;
                        /**
                         * @description How much of this transfer has been reversed
                         * @example 0
                         */
                        reversed_amount: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        effective_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        balances: {
                            /** @description Balance of an account at an instant */
                            source: {
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                /**
                                 * @description Sum of the entries, signed to the account's normal side
                                 * @example 1050
                                 */
                                posted: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_in: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_out: string;
                                /**
                                 * @description posted − pending_out; at least −overdraft_limit
                                 * @example 1050
                                 */
                                available: string;
                                /** @description How many entries the account has */
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                as_of: string;
                            };
                            /** @description null when the destination belongs to someone else */
                            destination: {
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                /**
                                 * @description Sum of the entries, signed to the account's normal side
                                 * @example 1050
                                 */
                                posted: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_in: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_out: string;
                                /**
                                 * @description posted − pending_out; at least −overdraft_limit
                                 * @example 1050
                                 */
                                available: string;
                                /** @description How many entries the account has */
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                as_of: string;
                            } | null;
                        };
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `account_closed`: An account that the request names is closed.
             *
             *     `account_frozen`: An account that would be debited is frozen.
             *
             *     `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "account_closed" | "account_frozen" | "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
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
             *     `insufficient_funds`: The account's available balance does not cover the amount.
             *
             *     `same_account`: Debit and credit are on the same account.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "account_not_found" | "amount_not_positive" | "amount_out_of_range" | "currency_mismatch" | "idempotency_key_reused" | "insufficient_funds" | "same_account";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    getTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix trf */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transfer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix trf
                         * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        status: "posted";
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        source_account: string;
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        destination_account: string;
                        /**
                         * @description Integer minor units as a string
                         * @example 1050
                         */
                        amount: string;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        description: string | null;
                        /** @description The payer's own; null for the payee */
                        external_id: string | null;
                        /**
                         * @description The payer's own; empty for the payee
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * @description The original that this transfer reverses
                         * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        reversal_of: string | null;
                        /**
                         * @description The hold that this transfer captured
                         * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        hold: string | null;
                        /**
                         * @description How much of this transfer has been reversed
                         * @example 0
                         */
                        reversed_amount: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        effective_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    reverseTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix trf */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Minor units; all that is left of the original if left out
                     * @example 1050
                     */
                    amount?: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The reversal: a transfer the other way, with both accounts' new balances */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix trf
                         * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /** @enum {string} */
                        status: "posted";
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        source_account: string;
                        /**
                         * @description TypeID with prefix acct
                         * @example acct_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        destination_account: string;
                        /**
                         * @description Integer minor units as a string
                         * @example 1050
                         */
                        amount: string;
                        /**
                         * @description ISO 4217 currency code
                         * @example EUR
                         */
                        currency: string;
                        description: string | null;
                        /** @description The payer's own; null for the payee */
                        external_id: string | null;
                        /**
                         * @description The payer's own; empty for the payee
                         * @example {
                         *       "order": "A-1001"
                         *     }
                         */
                        metadata: {
                            [key: string]: string;
                        };
                        /**
                         * @description The original that this transfer reverses
                         * @example trf_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        reversal_of: string | null;
                        /**
                         * @description The hold that this transfer captured
                         * @example hold_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        hold: string | null;
                        /**
                         * @description How much of this transfer has been reversed
                         * @example 0
                         */
                        reversed_amount: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        effective_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        balances: {
                            /** @description Balance of an account at an instant */
                            source: {
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                /**
                                 * @description Sum of the entries, signed to the account's normal side
                                 * @example 1050
                                 */
                                posted: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_in: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_out: string;
                                /**
                                 * @description posted − pending_out; at least −overdraft_limit
                                 * @example 1050
                                 */
                                available: string;
                                /** @description How many entries the account has */
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                as_of: string;
                            };
                            /** @description null when the destination belongs to someone else */
                            destination: {
                                /**
                                 * @description ISO 4217 currency code
                                 * @example EUR
                                 */
                                currency: string;
                                /**
                                 * @description Sum of the entries, signed to the account's normal side
                                 * @example 1050
                                 */
                                posted: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_in: string;
                                /**
                                 * @description Non-negative integer minor units as a string
                                 * @example 0
                                 */
                                pending_out: string;
                                /**
                                 * @description posted − pending_out; at least −overdraft_limit
                                 * @example 1050
                                 */
                                available: string;
                                /** @description How many entries the account has */
                                version: number;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                as_of: string;
                            } | null;
                        };
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "account_closed" | "account_frozen" | "idempotency_key_in_use" | "transfer_not_reversible";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "amount_not_positive" | "amount_out_of_range" | "idempotency_key_reused" | "insufficient_funds" | "reversal_exceeds_original";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix whd */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, waiting for its turn */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix whd
                         * @example whd_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        /**
                         * @description TypeID with prefix whe
                         * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        endpoint: string;
                        /**
                         * @description TypeID with prefix evt
                         * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        event: string;
                        event_type: string;
                        /**
                         * @description pending: it waits for its turn or its next attempt; dead: given up, and kept to be redelivered
                         * @enum {string}
                         */
                        status: "pending" | "delivered" | "dead";
                        attempt_count: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        next_attempt_at: string | null;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /** @description The last ten, newest first */
                        attempts: {
                            number: number;
                            /** @description The HTTP status of the answer; null: there was none */
                            status: number | null;
                            /** @description null: delivered. timeout, unreachable, redirected, refused_by_policy or status */
                            failure: string | null;
                            duration_ms: number;
                            /** @description How the answer's body begins */
                            first_bytes: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            attempted_at: string;
                        }[];
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `webhook_delivery_pending`: The delivery is waiting for its turn already.
             *
             *     `webhook_endpoint_disabled`: The webhook endpoint is disabled. Enable it first.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use" | "webhook_delivery_pending" | "webhook_endpoint_disabled";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description next_cursor of the page before */
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description TypeID with prefix whe
                             * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            id: string;
                            url: string;
                            /** @description Types of events that are sent to it; empty: all */
                            events: string[];
                            description: string | null;
                            /**
                             * @description v1: HMAC-SHA256 with a shared secret; v1a: Ed25519, verified with a public key (Standard Webhooks)
                             * @enum {string}
                             */
                            signature: "v1" | "v1a";
                            /** @enum {string} */
                            status: "enabled" | "disabled";
                            /**
                             * @description failing: no delivery for three days; gone: it answered 410
                             * @enum {string|null}
                             */
                            disabled_reason: "requested" | "failing" | "gone" | null;
                            /**
                             * Format: date-time
                             * @description Until then deliveries carry the signatures of two secrets
                             * @example 2026-11-22T10:00:00Z
                             */
                            previous_secret_until: string | null;
                            version: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            updated_at: string;
                        }[];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
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
                "application/json": {
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
                    description?: string | null;
                    /**
                     * @description v1 if left out
                     * @enum {string}
                     */
                    signature?: "v1" | "v1a";
                };
            };
        };
        responses: {
            /** @description The endpoint, with its secret: shown once */
            201: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix whe
                         * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        url: string;
                        /** @description Types of events that are sent to it; empty: all */
                        events: string[];
                        description: string | null;
                        /**
                         * @description v1: HMAC-SHA256 with a shared secret; v1a: Ed25519, verified with a public key (Standard Webhooks)
                         * @enum {string}
                         */
                        signature: "v1" | "v1a";
                        /** @enum {string} */
                        status: "enabled" | "disabled";
                        /**
                         * @description failing: no delivery for three days; gone: it answered 410
                         * @enum {string|null}
                         */
                        disabled_reason: "requested" | "failing" | "gone" | null;
                        /**
                         * Format: date-time
                         * @description Until then deliveries carry the signatures of two secrets
                         * @example 2026-11-22T10:00:00Z
                         */
                        previous_secret_until: string | null;
                        version: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        updated_at: string;
                        /** @description v1: whsec_…, cannot be read again later; v1a: the public key, whpk_… */
                        secret: string;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             *
             *     `webhook_url_not_allowed`: Webhooks are not sent to this URL.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed" | "webhook_url_not_allowed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix whe */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint; its secret is not shown again */
            200: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix whe
                         * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        url: string;
                        /** @description Types of events that are sent to it; empty: all */
                        events: string[];
                        description: string | null;
                        /**
                         * @description v1: HMAC-SHA256 with a shared secret; v1a: Ed25519, verified with a public key (Standard Webhooks)
                         * @enum {string}
                         */
                        signature: "v1" | "v1a";
                        /** @enum {string} */
                        status: "enabled" | "disabled";
                        /**
                         * @description failing: no delivery for three days; gone: it answered 410
                         * @enum {string|null}
                         */
                        disabled_reason: "requested" | "failing" | "gone" | null;
                        /**
                         * Format: date-time
                         * @description Until then deliveries carry the signatures of two secrets
                         * @example 2026-11-22T10:00:00Z
                         */
                        previous_secret_until: string | null;
                        version: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix whe */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint as it was */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix whe
                         * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        url: string;
                        /** @description Types of events that are sent to it; empty: all */
                        events: string[];
                        description: string | null;
                        /**
                         * @description v1: HMAC-SHA256 with a shared secret; v1a: Ed25519, verified with a public key (Standard Webhooks)
                         * @enum {string}
                         */
                        signature: "v1" | "v1a";
                        /** @enum {string} */
                        status: "enabled" | "disabled";
                        /**
                         * @description failing: no delivery for three days; gone: it answered 410
                         * @enum {string|null}
                         */
                        disabled_reason: "requested" | "failing" | "gone" | null;
                        /**
                         * Format: date-time
                         * @description Until then deliveries carry the signatures of two secrets
                         * @example 2026-11-22T10:00:00Z
                         */
                        previous_secret_until: string | null;
                        version: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of the version to change */
                "If-Match": string;
            };
            path: {
                /** @description TypeID with prefix whe */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                    description?: string | null;
                    /** @enum {string} */
                    status?: "enabled" | "disabled";
                };
            };
        };
        responses: {
            /** @description The endpoint as it is now */
            200: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix whe
                         * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        url: string;
                        /** @description Types of events that are sent to it; empty: all */
                        events: string[];
                        description: string | null;
                        /**
                         * @description v1: HMAC-SHA256 with a shared secret; v1a: Ed25519, verified with a public key (Standard Webhooks)
                         * @enum {string}
                         */
                        signature: "v1" | "v1a";
                        /** @enum {string} */
                        status: "enabled" | "disabled";
                        /**
                         * @description failing: no delivery for three days; gone: it answered 410
                         * @enum {string|null}
                         */
                        disabled_reason: "requested" | "failing" | "gone" | null;
                        /**
                         * Format: date-time
                         * @description Until then deliveries carry the signatures of two secrets
                         * @example 2026-11-22T10:00:00Z
                         */
                        previous_secret_until: string | null;
                        version: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             *
             *     `webhook_url_not_allowed`: Webhooks are not sent to this URL.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed" | "webhook_url_not_allowed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `precondition_failed`: The resource has changed since the version in If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 412;
                        detail: string;
                        /** @enum {string} */
                        code: "precondition_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unsupported_media_type`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 415;
                        detail: string;
                        /** @enum {string} */
                        code: "unsupported_media_type";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `precondition_required`: Changing this resource needs an If-Match header with its ETag. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 428;
                        detail: string;
                        /** @enum {string} */
                        code: "precondition_required";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description pending: it waits for its turn or its next attempt; dead: given up, and kept to be redelivered */
                status?: "pending" | "delivered" | "dead";
                /** @description Items per page, 1 to 100 */
                limit?: number;
                /** @description next_cursor of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description TypeID with prefix whe */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of deliveries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description TypeID with prefix whd
                             * @example whd_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            id: string;
                            /**
                             * @description TypeID with prefix whe
                             * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            endpoint: string;
                            /**
                             * @description TypeID with prefix evt
                             * @example evt_01jd2m8xk7e9vbt3q5w6y8z0ac
                             */
                            event: string;
                            event_type: string;
                            /**
                             * @description pending: it waits for its turn or its next attempt; dead: given up, and kept to be redelivered
                             * @enum {string}
                             */
                            status: "pending" | "delivered" | "dead";
                            attempt_count: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            next_attempt_at: string | null;
                            /**
                             * Format: date-time
                             * @description RFC 3339 instant in UTC
                             * @example 2026-11-22T10:00:00Z
                             */
                            created_at: string;
                            /** @description The last ten, newest first */
                            attempts: {
                                number: number;
                                /** @description The HTTP status of the answer; null: there was none */
                                status: number | null;
                                /** @description null: delivered. timeout, unreachable, redirected, refused_by_policy or status */
                                failure: string | null;
                                duration_ms: number;
                                /** @description How the answer's body begins */
                                first_bytes: string;
                                /**
                                 * Format: date-time
                                 * @description RFC 3339 instant in UTC
                                 * @example 2026-11-22T10:00:00Z
                                 */
                                attempted_at: string;
                            }[];
                        }[];
                        has_more: boolean;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description `validation_failed`: The request is malformed. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    pingWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix whe */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint; its deliveries show what becomes of the ping */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix whe
                         * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        url: string;
                        /** @description Types of events that are sent to it; empty: all */
                        events: string[];
                        description: string | null;
                        /**
                         * @description v1: HMAC-SHA256 with a shared secret; v1a: Ed25519, verified with a public key (Standard Webhooks)
                         * @enum {string}
                         */
                        signature: "v1" | "v1a";
                        /** @enum {string} */
                        status: "enabled" | "disabled";
                        /**
                         * @description failing: no delivery for three days; gone: it answered 410
                         * @enum {string|null}
                         */
                        disabled_reason: "requested" | "failing" | "gone" | null;
                        /**
                         * Format: date-time
                         * @description Until then deliveries carry the signatures of two secrets
                         * @example 2026-11-22T10:00:00Z
                         */
                        previous_secret_until: string | null;
                        version: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        updated_at: string;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /**
             * @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running.
             *
             *     `webhook_endpoint_disabled`: The webhook endpoint is disabled. Enable it first.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use" | "webhook_endpoint_disabled";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description TypeID with prefix whe */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint, with its new secret: shown once */
            201: {
                headers: {
                    /** @description The version in this answer, as a strong entity tag */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description TypeID with prefix whe
                         * @example whe_01jd2m8xk7e9vbt3q5w6y8z0ac
                         */
                        id: string;
                        url: string;
                        /** @description Types of events that are sent to it; empty: all */
                        events: string[];
                        description: string | null;
                        /**
                         * @description v1: HMAC-SHA256 with a shared secret; v1a: Ed25519, verified with a public key (Standard Webhooks)
                         * @enum {string}
                         */
                        signature: "v1" | "v1a";
                        /** @enum {string} */
                        status: "enabled" | "disabled";
                        /**
                         * @description failing: no delivery for three days; gone: it answered 410
                         * @enum {string|null}
                         */
                        disabled_reason: "requested" | "failing" | "gone" | null;
                        /**
                         * Format: date-time
                         * @description Until then deliveries carry the signatures of two secrets
                         * @example 2026-11-22T10:00:00Z
                         */
                        previous_secret_until: string | null;
                        version: number;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339 instant in UTC
                         * @example 2026-11-22T10:00:00Z
                         */
                        updated_at: string;
                        /** @description v1: whsec_…, cannot be read again later; v1a: the public key, whpk_… */
                        secret: string;
                    };
                };
            };
            /**
             * @description `idempotency_key_invalid`: The Idempotency-Key is malformed: 16 to 255 characters of A-Z a-z 0-9 _ . : -
             *
             *     `idempotency_key_missing`: A write needs an Idempotency-Key header.
             *
             *     `validation_failed`: The request is malformed.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 400;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_invalid" | "idempotency_key_missing" | "validation_failed";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `unauthenticated`: The request carries no valid credentials. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 401;
                        detail: string;
                        /** @enum {string} */
                        code: "unauthenticated";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `forbidden`: These credentials do not allow this operation. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 403;
                        detail: string;
                        /** @enum {string} */
                        code: "forbidden";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `not_found`: There is no such resource. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 404;
                        detail: string;
                        /** @enum {string} */
                        code: "not_found";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_in_use`: A request with this Idempotency-Key is still running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 409;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_in_use";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `payload_too_large`: The body is larger than 1 MiB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 413;
                        detail: string;
                        /** @enum {string} */
                        code: "payload_too_large";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `idempotency_key_reused`: This Idempotency-Key belongs to another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 422;
                        detail: string;
                        /** @enum {string} */
                        code: "idempotency_key_reused";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `internal_error`: An unexpected error occurred. Nothing more is known; retry with the same Idempotency-Key. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 500;
                        detail: string;
                        /** @enum {string} */
                        code: "internal_error";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description `service_unavailable`: The outcome is not known yet. Retry with the same Idempotency-Key. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": {
                        type: string;
                        title: string;
                        /** @enum {number} */
                        status: 503;
                        detail: string;
                        /** @enum {string} */
                        code: "service_unavailable";
                        request_id: string;
                        errors: {
                            pointer?: string;
                            parameter?: string;
                            detail: string;
                        }[];
                    };
                };
            };
        };
    };
}
