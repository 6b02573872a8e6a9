// Generated from openapi.json by `npm run generate -w client`.
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process runs */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "ok";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process can serve: not draining, database reached */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "ok";
                        };
                    };
                };
            };
        };
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
        /** Figures for Prometheus */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/age-gate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm being of age */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {boolean} */
                        confirmed: true;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a sign-in mail
         * @description Always 202, in equal time: the answer does not tell whether the e-mail is a member’s.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "check_your_mail";
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange the refresh cookie for an access token */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access_token: string;
                            /** @description Seconds */
                            expires_in: number;
                            member: {
                                /** @description UUID */
                                id: string;
                                email: string | null;
                                first_name: string | null;
                                last_name: string | null;
                                created_at: string;
                                confirmed: boolean;
                                marketing_consent: boolean;
                                marketing_consent_updated_at: string | null;
                                age_verified_at: string | null;
                                referral_code: string;
                                birth_month: number | null;
                                /** @description The brand’s own fields, by key; /api/config says which there are */
                                custom: {
                                    [key: string]: string | boolean;
                                };
                                redemption_held_until: string | null;
                                address: {
                                    line1: string;
                                    line2?: string;
                                    city: string;
                                    state: string;
                                    postal_code: string;
                                    /** @description ISO 3166-1 alpha-2 */
                                    country: string;
                                } | null;
                            };
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End this session */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your profile */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            email: string | null;
                            first_name: string | null;
                            last_name: string | null;
                            created_at: string;
                            confirmed: boolean;
                            marketing_consent: boolean;
                            marketing_consent_updated_at: string | null;
                            age_verified_at: string | null;
                            referral_code: string;
                            birth_month: number | null;
                            /** @description The brand’s own fields, by key; /api/config says which there are */
                            custom: {
                                [key: string]: string | boolean;
                            };
                            redemption_held_until: string | null;
                            address: {
                                line1: string;
                                line2?: string;
                                city: string;
                                state: string;
                                postal_code: string;
                                /** @description ISO 3166-1 alpha-2 */
                                country: string;
                            } | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Erase your account for ever
         * @description Needs a session of the last 15 minutes or the 6 digits of a sign-in mail (403 `reauthentication_required`). Afterwards every session has ended: the same again is 401.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /** @enum {boolean} */
                        confirm: true;
                        /** @description Of a sign-in mail */
                        code?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "erased";
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change your profile or consent */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        first_name?: string;
                        last_name?: string;
                        marketing_consent?: boolean;
                        /** @description Can be set once */
                        birth_month?: number;
                        /** @description Values of the brand’s own fields; null takes one away, those left out stay */
                        custom?: {
                            [key: string]: string | boolean | null;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            email: string | null;
                            first_name: string | null;
                            last_name: string | null;
                            created_at: string;
                            confirmed: boolean;
                            marketing_consent: boolean;
                            marketing_consent_updated_at: string | null;
                            age_verified_at: string | null;
                            referral_code: string;
                            birth_month: number | null;
                            /** @description The brand’s own fields, by key; /api/config says which there are */
                            custom: {
                                [key: string]: string | boolean;
                            };
                            redemption_held_until: string | null;
                            address: {
                                line1: string;
                                line2?: string;
                                city: string;
                                state: string;
                                postal_code: string;
                                /** @description ISO 3166-1 alpha-2 */
                                country: string;
                            } | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/me/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you agreed to or withdrew, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                /** @enum {unknown} */
                                kind: "age" | "terms" | "marketing";
                                granted: boolean;
                                /** @description claim, member, import or customer.io */
                                source: string;
                                text_version: string | null;
                                at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where you are signed in, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                /** @description Such as Safari on iPhone */
                                device: string;
                                created_at: string;
                                /** @description To about an hour: when its access was last renewed */
                                last_used_at: string;
                                /** @description The one that asks */
                                current: boolean;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Sign out everywhere but here */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out there */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for another e-mail
         * @description Mails the new address, which has to agree, and the old one, which can object. Always 202, in equal time. Needs a session of the last 15 minutes or the 6 digits of a sign-in mail (403 `reauthentication_required`).
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /** Format: email */
                        email: string;
                        /** @description Of a sign-in mail */
                        code?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "check_your_mail";
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/email/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree to be an account’s new e-mail */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "confirmed";
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/email/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Object to another e-mail: the old one stays or comes back, everybody is signed out */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "cancelled";
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events: balance, achievement_unlocked, insights, refresh
         * @description Read it with fetch: it needs the access token.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in to the console
         * @description 401 `credentials_wrong`; `totp_required` where an authenticator app is set up and its code is left out.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email: string;
                        password: string;
                        /** @description The code that an authenticator app shows */
                        totp?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            operator: {
                                /** @description UUID */
                                id: string;
                                name: string;
                                email: string;
                                /** @enum {unknown} */
                                role: "owner" | "marketer" | "support" | "analyst";
                                totp_enabled: boolean;
                                /** @description Nothing else works until another one is chosen */
                                password_is_temporary: boolean;
                            };
                            brand: {
                                slug: string;
                                name: string;
                            };
                            permissions: ("rules.read" | "rules.write" | "settings.write" | "members.read" | "members.adjust" | "members.erase" | "members.import" | "reports.read" | "rewards.write" | "orders.read" | "orders.write" | "codes.read" | "codes.write" | "disputes.review" | "holds.review" | "referrals.review" | "operators.write" | "outbox.read" | "outbox.write" | "insights.review" | "audit.read")[];
                            /** @description At the latest; 30 min after the last request if that is sooner */
                            expires_at: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            operator: {
                                /** @description UUID */
                                id: string;
                                name: string;
                                email: string;
                                /** @enum {unknown} */
                                role: "owner" | "marketer" | "support" | "analyst";
                                totp_enabled: boolean;
                                /** @description Nothing else works until another one is chosen */
                                password_is_temporary: boolean;
                            };
                            brand: {
                                slug: string;
                                name: string;
                            };
                            permissions: ("rules.read" | "rules.write" | "settings.write" | "members.read" | "members.adjust" | "members.erase" | "members.import" | "reports.read" | "rewards.write" | "orders.read" | "orders.write" | "codes.read" | "codes.write" | "disputes.review" | "holds.review" | "referrals.review" | "operators.write" | "outbox.read" | "outbox.write" | "insights.review" | "audit.read")[];
                            /** @description At the latest; 30 min after the last request if that is sooner */
                            expires_at: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change your password; ends your other sessions */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        current: string;
                        next: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/auth/totp/enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A secret for your authenticator app */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Base32, for an app that cannot read a QR code */
                            secret: string;
                            /** @description To be shown as a QR code */
                            otpauth_uri: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/auth/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a code from now on */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The code that an authenticator app shows */
                        totp: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/auth/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ask for no code any more */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        password: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/operators": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The brand’s operators */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                name: string;
                                email: string;
                                /** @enum {unknown} */
                                role: "owner" | "marketer" | "support" | "analyst";
                                totp_enabled: boolean;
                                /** @description Nothing else works until another one is chosen */
                                password_is_temporary: boolean;
                                disabled: boolean;
                                created_at: string;
                                last_sign_in_at: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add an operator */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email: string;
                        name: string;
                        /** @enum {unknown} */
                        role: "owner" | "marketer" | "support" | "analyst";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            operator: {
                                /** @description UUID */
                                id: string;
                                name: string;
                                email: string;
                                /** @enum {unknown} */
                                role: "owner" | "marketer" | "support" | "analyst";
                                totp_enabled: boolean;
                                /** @description Nothing else works until another one is chosen */
                                password_is_temporary: boolean;
                                disabled: boolean;
                                created_at: string;
                                last_sign_in_at: string | null;
                            };
                            /** @description Shown this once; to be changed at the first sign-in */
                            password: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    action?: string;
                    subject?: string;
                    /** @description UUID */
                    operator_id?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                seq: number;
                                /** @description UUID */
                                id: string;
                                at: string;
                                operator_id: string | null;
                                operator_name: string;
                                action: string;
                                subject: string;
                                before: unknown;
                                after: unknown;
                                request_id: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/operators/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename an operator, change the role, disable or enable */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @enum {unknown} */
                        role?: "owner" | "marketer" | "support" | "analyst";
                        disabled?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            name: string;
                            email: string;
                            /** @enum {unknown} */
                            role: "owner" | "marketer" | "support" | "analyst";
                            totp_enabled: boolean;
                            /** @description Nothing else works until another one is chosen */
                            password_is_temporary: boolean;
                            disabled: boolean;
                            created_at: string;
                            last_sign_in_at: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/admin/operators/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an operator who forgot theirs another password; ends the sessions */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Shown this once; to be changed at the first sign-in */
                            password: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/operators/{id}/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Let an operator who lost the authenticator app sign in without it */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The balance, every day on which some of it expires, what is held and what is owed */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            balance: number;
                            /** @description Repaid first from what is earned next */
                            owed: number;
                            /** @description Points that are not in the balance yet, the oldest first */
                            held: {
                                points: number;
                                /** @enum {unknown} */
                                reason: "settling" | "review";
                                settles_at: string | null;
                                since: string;
                            }[];
                            /** @description The balance by the day on which it expires, the soonest first */
                            lots: {
                                points: number;
                                expires_on: string | null;
                            }[];
                            next_expiry: {
                                points: number;
                                /** @description The last day on which they can be used, in the brand’s calendar */
                                expires_on: string;
                            } | null;
                            multiplier: {
                                factor: number;
                                until: string;
                            } | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The current settings */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            settings: {
                                points_name: {
                                    one: string;
                                    many: string;
                                };
                                points_per_dollar: number;
                                multiplier_cap_basis_points: number;
                                second_scan_basis_points: number;
                                gift: {
                                    name: string;
                                    description: string;
                                } | null;
                                age_limit: number;
                                markets: {
                                    default: {
                                        gifts_allowed: boolean;
                                        /** @description Whether parcels may go there */
                                        ships_to: boolean;
                                    };
                                    list: {
                                        /** @description A country, or a state of it (ISO 3166): US, US-NY */
                                        code: string;
                                        legal_age: number;
                                        gifts_allowed: boolean;
                                        /** @description Whether parcels may go there */
                                        ships_to: boolean;
                                    }[];
                                };
                                theme: {
                                    light: {
                                        ink: string;
                                        paper: string;
                                        accent: string;
                                        on_accent: string;
                                    };
                                    dark: {
                                        ink: string;
                                        paper: string;
                                        accent: string;
                                        on_accent: string;
                                    };
                                    /** @enum {unknown} */
                                    display: "serif" | "sans" | "wide";
                                    /** @enum {unknown} */
                                    shape: "soft" | "sharp";
                                    /** @enum {unknown} */
                                    motif: "leaves" | "topography" | "grain" | "stars" | "bands" | "waves";
                                    /** @enum {unknown} */
                                    scheme: "auto" | "dark";
                                };
                                expiry: {
                                    /** @enum {string} */
                                    policy: "none";
                                } | {
                                    /** @enum {unknown} */
                                    policy: "after_earning" | "inactivity";
                                    months: number;
                                    notice_days: number;
                                };
                                caps: {
                                    /** @enum {unknown} */
                                    per: "member" | "product";
                                    /** @enum {unknown} */
                                    period: "day" | "week" | "month" | "all_time";
                                    points: number;
                                }[];
                                holds: {
                                    /** @description 0: at once */
                                    settle_after_hours: number;
                                    review_from_scan_of_day: number | null;
                                };
                                referrals: {
                                    /** @description Off: no new referrals; those that wait are honoured */
                                    enabled: boolean;
                                    referrer_points: number;
                                    friend_points: number;
                                    /** @description How many count for a member */
                                    monthly_cap: number;
                                    /** @description More are doubtful */
                                    members_per_address: number;
                                    /** @description More are doubtful */
                                    members_per_device: number;
                                    /** @enum {unknown} */
                                    doubtful: "review" | "reject";
                                    /** @description What a member sends along with the link, in the brand’s voice; {brand} is its name */
                                    message: string;
                                };
                                personalization: {
                                    /** @description The share of members who see nothing personal, for ever, so that its effect can be measured */
                                    hold_out_percent: number;
                                    /** @description How long a suggestion stays away that was dismissed */
                                    dismissed_days: number;
                                    /** @description What each suggestion is worth by rule; 0 for never */
                                    values: {
                                        first_scan?: number;
                                        second_scan?: number;
                                        scan_again?: number;
                                        come_back?: number;
                                        affinity_product?: number;
                                        almost_unlocked?: number;
                                        almost_promoted?: number;
                                        points_expiring?: number;
                                        rank_will_fall?: number;
                                        birthday?: number;
                                        campaign_running?: number;
                                        finish_goal?: number;
                                        redeem_reward?: number;
                                        invite_friends?: number;
                                    };
                                    /** @description What moves achievements from where their priority puts them */
                                    achievement_weights: {
                                        priority?: number;
                                        nearness?: number;
                                        churn?: number;
                                        affinity?: number;
                                        engagement?: number;
                                    };
                                };
                                engagement: {
                                    /** @description Without a session for so long */
                                    dormant_after_days: number;
                                    /** @description The share of members with the most lifetime points */
                                    power_user_percent: number;
                                };
                                profile_fields: {
                                    key: string;
                                    label: string;
                                    /** @enum {unknown} */
                                    kind: "text" | "choice" | "checkbox";
                                    required: boolean;
                                    max?: number;
                                    choices?: string[];
                                }[];
                                consent_texts: {
                                    terms: string | null;
                                    marketing: string | null;
                                };
                                support_adjustment_limit: number;
                            };
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Publish the next version of the settings; sections that are left out stay as they are */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        settings: {
                            points_name?: {
                                one: string;
                                many: string;
                            };
                            points_per_dollar?: number;
                            multiplier_cap_basis_points?: number;
                            second_scan_basis_points?: number;
                            gift?: {
                                name: string;
                                description: string;
                            } | null;
                            age_limit?: number;
                            markets?: {
                                default: {
                                    gifts_allowed: boolean;
                                    /** @description Whether parcels may go there */
                                    ships_to: boolean;
                                };
                                list: {
                                    /** @description A country, or a state of it (ISO 3166): US, US-NY */
                                    code: string;
                                    legal_age: number;
                                    gifts_allowed: boolean;
                                    /** @description Whether parcels may go there */
                                    ships_to: boolean;
                                }[];
                            };
                            theme?: {
                                light: {
                                    ink: string;
                                    paper: string;
                                    accent: string;
                                    on_accent: string;
                                };
                                dark: {
                                    ink: string;
                                    paper: string;
                                    accent: string;
                                    on_accent: string;
                                };
                                /** @enum {unknown} */
                                display: "serif" | "sans" | "wide";
                                /** @enum {unknown} */
                                shape: "soft" | "sharp";
                                /** @enum {unknown} */
                                motif: "leaves" | "topography" | "grain" | "stars" | "bands" | "waves";
                                /** @enum {unknown} */
                                scheme: "auto" | "dark";
                            };
                            expiry?: {
                                /** @enum {string} */
                                policy: "none";
                            } | {
                                /** @enum {unknown} */
                                policy: "after_earning" | "inactivity";
                                months: number;
                                notice_days: number;
                            };
                            caps?: {
                                /** @enum {unknown} */
                                per: "member" | "product";
                                /** @enum {unknown} */
                                period: "day" | "week" | "month" | "all_time";
                                points: number;
                            }[];
                            holds?: {
                                /** @description 0: at once */
                                settle_after_hours: number;
                                review_from_scan_of_day: number | null;
                            };
                            referrals?: {
                                /** @description Off: no new referrals; those that wait are honoured */
                                enabled: boolean;
                                referrer_points: number;
                                friend_points: number;
                                /** @description How many count for a member */
                                monthly_cap: number;
                                /** @description More are doubtful */
                                members_per_address: number;
                                /** @description More are doubtful */
                                members_per_device: number;
                                /** @enum {unknown} */
                                doubtful: "review" | "reject";
                                /** @description What a member sends along with the link, in the brand’s voice; {brand} is its name */
                                message: string;
                            };
                            personalization?: {
                                /** @description The share of members who see nothing personal, for ever, so that its effect can be measured */
                                hold_out_percent: number;
                                /** @description How long a suggestion stays away that was dismissed */
                                dismissed_days: number;
                                /** @description What each suggestion is worth by rule; 0 for never */
                                values: {
                                    first_scan?: number;
                                    second_scan?: number;
                                    scan_again?: number;
                                    come_back?: number;
                                    affinity_product?: number;
                                    almost_unlocked?: number;
                                    almost_promoted?: number;
                                    points_expiring?: number;
                                    rank_will_fall?: number;
                                    birthday?: number;
                                    campaign_running?: number;
                                    finish_goal?: number;
                                    redeem_reward?: number;
                                    invite_friends?: number;
                                };
                                /** @description What moves achievements from where their priority puts them */
                                achievement_weights: {
                                    priority?: number;
                                    nearness?: number;
                                    churn?: number;
                                    affinity?: number;
                                    engagement?: number;
                                };
                            };
                            engagement?: {
                                /** @description Without a session for so long */
                                dormant_after_days: number;
                                /** @description The share of members with the most lifetime points */
                                power_user_percent: number;
                            };
                            profile_fields?: {
                                key: string;
                                label: string;
                                /** @enum {unknown} */
                                kind: "text" | "choice" | "checkbox";
                                required: boolean;
                                max?: number;
                                choices?: string[];
                            }[];
                            consent_texts?: {
                                terms: string | null;
                                marketing: string | null;
                            };
                            support_adjustment_limit?: number;
                        };
                        /** @description The version that was read; if another one is current, nothing is changed */
                        expected_version?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            settings: {
                                points_name: {
                                    one: string;
                                    many: string;
                                };
                                points_per_dollar: number;
                                multiplier_cap_basis_points: number;
                                second_scan_basis_points: number;
                                gift: {
                                    name: string;
                                    description: string;
                                } | null;
                                age_limit: number;
                                markets: {
                                    default: {
                                        gifts_allowed: boolean;
                                        /** @description Whether parcels may go there */
                                        ships_to: boolean;
                                    };
                                    list: {
                                        /** @description A country, or a state of it (ISO 3166): US, US-NY */
                                        code: string;
                                        legal_age: number;
                                        gifts_allowed: boolean;
                                        /** @description Whether parcels may go there */
                                        ships_to: boolean;
                                    }[];
                                };
                                theme: {
                                    light: {
                                        ink: string;
                                        paper: string;
                                        accent: string;
                                        on_accent: string;
                                    };
                                    dark: {
                                        ink: string;
                                        paper: string;
                                        accent: string;
                                        on_accent: string;
                                    };
                                    /** @enum {unknown} */
                                    display: "serif" | "sans" | "wide";
                                    /** @enum {unknown} */
                                    shape: "soft" | "sharp";
                                    /** @enum {unknown} */
                                    motif: "leaves" | "topography" | "grain" | "stars" | "bands" | "waves";
                                    /** @enum {unknown} */
                                    scheme: "auto" | "dark";
                                };
                                expiry: {
                                    /** @enum {string} */
                                    policy: "none";
                                } | {
                                    /** @enum {unknown} */
                                    policy: "after_earning" | "inactivity";
                                    months: number;
                                    notice_days: number;
                                };
                                caps: {
                                    /** @enum {unknown} */
                                    per: "member" | "product";
                                    /** @enum {unknown} */
                                    period: "day" | "week" | "month" | "all_time";
                                    points: number;
                                }[];
                                holds: {
                                    /** @description 0: at once */
                                    settle_after_hours: number;
                                    review_from_scan_of_day: number | null;
                                };
                                referrals: {
                                    /** @description Off: no new referrals; those that wait are honoured */
                                    enabled: boolean;
                                    referrer_points: number;
                                    friend_points: number;
                                    /** @description How many count for a member */
                                    monthly_cap: number;
                                    /** @description More are doubtful */
                                    members_per_address: number;
                                    /** @description More are doubtful */
                                    members_per_device: number;
                                    /** @enum {unknown} */
                                    doubtful: "review" | "reject";
                                    /** @description What a member sends along with the link, in the brand’s voice; {brand} is its name */
                                    message: string;
                                };
                                personalization: {
                                    /** @description The share of members who see nothing personal, for ever, so that its effect can be measured */
                                    hold_out_percent: number;
                                    /** @description How long a suggestion stays away that was dismissed */
                                    dismissed_days: number;
                                    /** @description What each suggestion is worth by rule; 0 for never */
                                    values: {
                                        first_scan?: number;
                                        second_scan?: number;
                                        scan_again?: number;
                                        come_back?: number;
                                        affinity_product?: number;
                                        almost_unlocked?: number;
                                        almost_promoted?: number;
                                        points_expiring?: number;
                                        rank_will_fall?: number;
                                        birthday?: number;
                                        campaign_running?: number;
                                        finish_goal?: number;
                                        redeem_reward?: number;
                                        invite_friends?: number;
                                    };
                                    /** @description What moves achievements from where their priority puts them */
                                    achievement_weights: {
                                        priority?: number;
                                        nearness?: number;
                                        churn?: number;
                                        affinity?: number;
                                        engagement?: number;
                                    };
                                };
                                engagement: {
                                    /** @description Without a session for so long */
                                    dormant_after_days: number;
                                    /** @description The share of members with the most lifetime points */
                                    power_user_percent: number;
                                };
                                profile_fields: {
                                    key: string;
                                    label: string;
                                    /** @enum {unknown} */
                                    kind: "text" | "choice" | "checkbox";
                                    required: boolean;
                                    max?: number;
                                    choices?: string[];
                                }[];
                                consent_texts: {
                                    terms: string | null;
                                    marketing: string | null;
                                };
                                support_adjustment_limit: number;
                            };
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/settings/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All versions of the settings, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                version: number;
                                created_at: string;
                                created_by: string | null;
                                settings: {
                                    points_name: {
                                        one: string;
                                        many: string;
                                    };
                                    points_per_dollar: number;
                                    multiplier_cap_basis_points: number;
                                    second_scan_basis_points: number;
                                    gift: {
                                        name: string;
                                        description: string;
                                    } | null;
                                    age_limit: number;
                                    markets: {
                                        default: {
                                            gifts_allowed: boolean;
                                            /** @description Whether parcels may go there */
                                            ships_to: boolean;
                                        };
                                        list: {
                                            /** @description A country, or a state of it (ISO 3166): US, US-NY */
                                            code: string;
                                            legal_age: number;
                                            gifts_allowed: boolean;
                                            /** @description Whether parcels may go there */
                                            ships_to: boolean;
                                        }[];
                                    };
                                    theme: {
                                        light: {
                                            ink: string;
                                            paper: string;
                                            accent: string;
                                            on_accent: string;
                                        };
                                        dark: {
                                            ink: string;
                                            paper: string;
                                            accent: string;
                                            on_accent: string;
                                        };
                                        /** @enum {unknown} */
                                        display: "serif" | "sans" | "wide";
                                        /** @enum {unknown} */
                                        shape: "soft" | "sharp";
                                        /** @enum {unknown} */
                                        motif: "leaves" | "topography" | "grain" | "stars" | "bands" | "waves";
                                        /** @enum {unknown} */
                                        scheme: "auto" | "dark";
                                    };
                                    expiry: {
                                        /** @enum {string} */
                                        policy: "none";
                                    } | {
                                        /** @enum {unknown} */
                                        policy: "after_earning" | "inactivity";
                                        months: number;
                                        notice_days: number;
                                    };
                                    caps: {
                                        /** @enum {unknown} */
                                        per: "member" | "product";
                                        /** @enum {unknown} */
                                        period: "day" | "week" | "month" | "all_time";
                                        points: number;
                                    }[];
                                    holds: {
                                        /** @description 0: at once */
                                        settle_after_hours: number;
                                        review_from_scan_of_day: number | null;
                                    };
                                    referrals: {
                                        /** @description Off: no new referrals; those that wait are honoured */
                                        enabled: boolean;
                                        referrer_points: number;
                                        friend_points: number;
                                        /** @description How many count for a member */
                                        monthly_cap: number;
                                        /** @description More are doubtful */
                                        members_per_address: number;
                                        /** @description More are doubtful */
                                        members_per_device: number;
                                        /** @enum {unknown} */
                                        doubtful: "review" | "reject";
                                        /** @description What a member sends along with the link, in the brand’s voice; {brand} is its name */
                                        message: string;
                                    };
                                    personalization: {
                                        /** @description The share of members who see nothing personal, for ever, so that its effect can be measured */
                                        hold_out_percent: number;
                                        /** @description How long a suggestion stays away that was dismissed */
                                        dismissed_days: number;
                                        /** @description What each suggestion is worth by rule; 0 for never */
                                        values: {
                                            first_scan?: number;
                                            second_scan?: number;
                                            scan_again?: number;
                                            come_back?: number;
                                            affinity_product?: number;
                                            almost_unlocked?: number;
                                            almost_promoted?: number;
                                            points_expiring?: number;
                                            rank_will_fall?: number;
                                            birthday?: number;
                                            campaign_running?: number;
                                            finish_goal?: number;
                                            redeem_reward?: number;
                                            invite_friends?: number;
                                        };
                                        /** @description What moves achievements from where their priority puts them */
                                        achievement_weights: {
                                            priority?: number;
                                            nearness?: number;
                                            churn?: number;
                                            affinity?: number;
                                            engagement?: number;
                                        };
                                    };
                                    engagement: {
                                        /** @description Without a session for so long */
                                        dormant_after_days: number;
                                        /** @description The share of members with the most lifetime points */
                                        power_user_percent: number;
                                    };
                                    profile_fields: {
                                        key: string;
                                        label: string;
                                        /** @enum {unknown} */
                                        kind: "text" | "choice" | "checkbox";
                                        required: boolean;
                                        max?: number;
                                        choices?: string[];
                                    }[];
                                    consent_texts: {
                                        terms: string | null;
                                        marketing: string | null;
                                    };
                                    support_adjustment_limit: number;
                                };
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/settings/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an earlier version of the settings current again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        /** @description The version that was read; if another one is current, nothing is changed */
                        expected_version?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            settings: {
                                points_name: {
                                    one: string;
                                    many: string;
                                };
                                points_per_dollar: number;
                                multiplier_cap_basis_points: number;
                                second_scan_basis_points: number;
                                gift: {
                                    name: string;
                                    description: string;
                                } | null;
                                age_limit: number;
                                markets: {
                                    default: {
                                        gifts_allowed: boolean;
                                        /** @description Whether parcels may go there */
                                        ships_to: boolean;
                                    };
                                    list: {
                                        /** @description A country, or a state of it (ISO 3166): US, US-NY */
                                        code: string;
                                        legal_age: number;
                                        gifts_allowed: boolean;
                                        /** @description Whether parcels may go there */
                                        ships_to: boolean;
                                    }[];
                                };
                                theme: {
                                    light: {
                                        ink: string;
                                        paper: string;
                                        accent: string;
                                        on_accent: string;
                                    };
                                    dark: {
                                        ink: string;
                                        paper: string;
                                        accent: string;
                                        on_accent: string;
                                    };
                                    /** @enum {unknown} */
                                    display: "serif" | "sans" | "wide";
                                    /** @enum {unknown} */
                                    shape: "soft" | "sharp";
                                    /** @enum {unknown} */
                                    motif: "leaves" | "topography" | "grain" | "stars" | "bands" | "waves";
                                    /** @enum {unknown} */
                                    scheme: "auto" | "dark";
                                };
                                expiry: {
                                    /** @enum {string} */
                                    policy: "none";
                                } | {
                                    /** @enum {unknown} */
                                    policy: "after_earning" | "inactivity";
                                    months: number;
                                    notice_days: number;
                                };
                                caps: {
                                    /** @enum {unknown} */
                                    per: "member" | "product";
                                    /** @enum {unknown} */
                                    period: "day" | "week" | "month" | "all_time";
                                    points: number;
                                }[];
                                holds: {
                                    /** @description 0: at once */
                                    settle_after_hours: number;
                                    review_from_scan_of_day: number | null;
                                };
                                referrals: {
                                    /** @description Off: no new referrals; those that wait are honoured */
                                    enabled: boolean;
                                    referrer_points: number;
                                    friend_points: number;
                                    /** @description How many count for a member */
                                    monthly_cap: number;
                                    /** @description More are doubtful */
                                    members_per_address: number;
                                    /** @description More are doubtful */
                                    members_per_device: number;
                                    /** @enum {unknown} */
                                    doubtful: "review" | "reject";
                                    /** @description What a member sends along with the link, in the brand’s voice; {brand} is its name */
                                    message: string;
                                };
                                personalization: {
                                    /** @description The share of members who see nothing personal, for ever, so that its effect can be measured */
                                    hold_out_percent: number;
                                    /** @description How long a suggestion stays away that was dismissed */
                                    dismissed_days: number;
                                    /** @description What each suggestion is worth by rule; 0 for never */
                                    values: {
                                        first_scan?: number;
                                        second_scan?: number;
                                        scan_again?: number;
                                        come_back?: number;
                                        affinity_product?: number;
                                        almost_unlocked?: number;
                                        almost_promoted?: number;
                                        points_expiring?: number;
                                        rank_will_fall?: number;
                                        birthday?: number;
                                        campaign_running?: number;
                                        finish_goal?: number;
                                        redeem_reward?: number;
                                        invite_friends?: number;
                                    };
                                    /** @description What moves achievements from where their priority puts them */
                                    achievement_weights: {
                                        priority?: number;
                                        nearness?: number;
                                        churn?: number;
                                        affinity?: number;
                                        engagement?: number;
                                    };
                                };
                                engagement: {
                                    /** @description Without a session for so long */
                                    dormant_after_days: number;
                                    /** @description The share of members with the most lifetime points */
                                    power_user_percent: number;
                                };
                                profile_fields: {
                                    key: string;
                                    label: string;
                                    /** @enum {unknown} */
                                    kind: "text" | "choice" | "checkbox";
                                    required: boolean;
                                    max?: number;
                                    choices?: string[];
                                }[];
                                consent_texts: {
                                    terms: string | null;
                                    marketing: string | null;
                                };
                                support_adjustment_limit: number;
                            };
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search products */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    search?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                sku: string;
                                name: string;
                                product_line: string | null;
                                form: string;
                                strain_name: string | null;
                                strain_type: string | null;
                                size_label: string | null;
                                msrp_cents: number;
                                /** @description What a scan earns before multipliers */
                                points: number;
                                potency_thc_percent: number | null;
                                potency_cbd_percent: number | null;
                                dominant_terpene: string | null;
                                tags: string[];
                                description: string | null;
                                art: {
                                    seed: number;
                                    motif: string;
                                };
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/ladder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The current ladder */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            ranks: {
                                key: string;
                                name: string;
                                /** @description Qualifying points from which a member holds it; the first is 0 */
                                threshold: number;
                                /** @description What points of a scan are multiplied by; 10,000 is x1 */
                                multiplier_basis_points: number;
                                /** @description What holding it means, in words for members */
                                benefits?: string[];
                                /** @description What reaching it for the first time gives */
                                rewards?: {
                                    points?: number;
                                };
                            }[];
                            fall: {
                                after_months: number;
                                grace_days: number;
                                notice_days: number;
                            } | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Publish the next version of the ladder */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ranks: {
                            key: string;
                            name: string;
                            /** @description Qualifying points from which a member holds it; the first is 0 */
                            threshold: number;
                            /** @description What points of a scan are multiplied by; 10,000 is x1 */
                            multiplier_basis_points: number;
                            /** @description What holding it means, in words for members */
                            benefits?: string[];
                            /** @description What reaching it for the first time gives */
                            rewards?: {
                                points?: number;
                            };
                        }[];
                        fall: {
                            after_months: number;
                            grace_days: number;
                            notice_days: number;
                        } | null;
                        /** @description The version that was read; if another one is current, nothing is changed */
                        expected_version?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            ranks: {
                                key: string;
                                name: string;
                                /** @description Qualifying points from which a member holds it; the first is 0 */
                                threshold: number;
                                /** @description What points of a scan are multiplied by; 10,000 is x1 */
                                multiplier_basis_points: number;
                                /** @description What holding it means, in words for members */
                                benefits?: string[];
                                /** @description What reaching it for the first time gives */
                                rewards?: {
                                    points?: number;
                                };
                            }[];
                            fall: {
                                after_months: number;
                                grace_days: number;
                                notice_days: number;
                            } | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/ladder/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All versions of the ladder, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                version: number;
                                ranks: {
                                    key: string;
                                    name: string;
                                    /** @description Qualifying points from which a member holds it; the first is 0 */
                                    threshold: number;
                                    /** @description What points of a scan are multiplied by; 10,000 is x1 */
                                    multiplier_basis_points: number;
                                    /** @description What holding it means, in words for members */
                                    benefits?: string[];
                                    /** @description What reaching it for the first time gives */
                                    rewards?: {
                                        points?: number;
                                    };
                                }[];
                                fall: {
                                    after_months: number;
                                    grace_days: number;
                                    notice_days: number;
                                } | null;
                                created_at: string;
                                created_by: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/ladder/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an earlier version of the ladder current again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        /** @description The version that was read; if another one is current, nothing is changed */
                        expected_version?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            version: number;
                            ranks: {
                                key: string;
                                name: string;
                                /** @description Qualifying points from which a member holds it; the first is 0 */
                                threshold: number;
                                /** @description What points of a scan are multiplied by; 10,000 is x1 */
                                multiplier_basis_points: number;
                                /** @description What holding it means, in words for members */
                                benefits?: string[];
                                /** @description What reaching it for the first time gives */
                                rewards?: {
                                    points?: number;
                                };
                            }[];
                            fall: {
                                after_months: number;
                                grace_days: number;
                                notice_days: number;
                            } | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/achievements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Achievements in their current versions, by key */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                key: string;
                                version: number;
                                definition: {
                                    name: string;
                                    description: string;
                                    criteria: {
                                        /** @enum {unknown} */
                                        metric: "scans" | "points_earned" | "referrals_completed" | "wishlist_items" | "redemptions" | "distinct_products" | "streak_weeks" | "achievements_unlocked";
                                        /**
                                         * @description All but at_least compare the value just after each change
                                         * @enum {unknown}
                                         */
                                        operator: "at_least" | "equals" | "between" | "in";
                                        /** @description One number for at_least and equals, two for between, any for in */
                                        value: number[];
                                        /**
                                         * @description Days with today, or the calendar month, in the brand’s time zone
                                         * @enum {unknown}
                                         */
                                        timeframe: "all_time" | "7d" | "30d" | "90d" | "month";
                                        product_filters?: {
                                            product_form?: string[];
                                            strain_type?: string[];
                                            product_line?: string[];
                                            tags?: string[];
                                            sku?: string[];
                                        };
                                    };
                                    repeat?: {
                                        /** @enum {unknown} */
                                        every: "day" | "week" | "month" | "year";
                                    };
                                    rewards: {
                                        points: number;
                                        multiplier?: {
                                            basis_points: number;
                                            days: number;
                                        };
                                        badge?: string;
                                        exclusive_access?: string;
                                        /** @description Passed through as it is */
                                        custom?: {
                                            [key: string]: string;
                                        };
                                    };
                                    visibility: {
                                        active: boolean;
                                        show_progress: boolean;
                                        /** @description Not shown until it is unlocked; it counts all the same */
                                        hidden: boolean;
                                        /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                        from?: string;
                                        /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                        until?: string;
                                    };
                                    personalization: {
                                        priority: number;
                                        churn_boost?: number;
                                        affinity_min?: number;
                                        engagement_min?: number;
                                    };
                                    metadata: {
                                        category: string;
                                        /** @enum {unknown} */
                                        rarity: "common" | "uncommon" | "rare" | "epic" | "legendary";
                                        tags?: string[];
                                    };
                                };
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/achievements/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An achievement with its versions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            key: string;
                            version: number;
                            /** @description Newest first, the latest hundred */
                            versions: {
                                version: number;
                                definition: {
                                    name: string;
                                    description: string;
                                    criteria: {
                                        /** @enum {unknown} */
                                        metric: "scans" | "points_earned" | "referrals_completed" | "wishlist_items" | "redemptions" | "distinct_products" | "streak_weeks" | "achievements_unlocked";
                                        /**
                                         * @description All but at_least compare the value just after each change
                                         * @enum {unknown}
                                         */
                                        operator: "at_least" | "equals" | "between" | "in";
                                        /** @description One number for at_least and equals, two for between, any for in */
                                        value: number[];
                                        /**
                                         * @description Days with today, or the calendar month, in the brand’s time zone
                                         * @enum {unknown}
                                         */
                                        timeframe: "all_time" | "7d" | "30d" | "90d" | "month";
                                        product_filters?: {
                                            product_form?: string[];
                                            strain_type?: string[];
                                            product_line?: string[];
                                            tags?: string[];
                                            sku?: string[];
                                        };
                                    };
                                    repeat?: {
                                        /** @enum {unknown} */
                                        every: "day" | "week" | "month" | "year";
                                    };
                                    rewards: {
                                        points: number;
                                        multiplier?: {
                                            basis_points: number;
                                            days: number;
                                        };
                                        badge?: string;
                                        exclusive_access?: string;
                                        /** @description Passed through as it is */
                                        custom?: {
                                            [key: string]: string;
                                        };
                                    };
                                    visibility: {
                                        active: boolean;
                                        show_progress: boolean;
                                        /** @description Not shown until it is unlocked; it counts all the same */
                                        hidden: boolean;
                                        /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                        from?: string;
                                        /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                        until?: string;
                                    };
                                    personalization: {
                                        priority: number;
                                        churn_boost?: number;
                                        affinity_min?: number;
                                        engagement_min?: number;
                                    };
                                    metadata: {
                                        category: string;
                                        /** @enum {unknown} */
                                        rarity: "common" | "uncommon" | "rare" | "epic" | "legendary";
                                        tags?: string[];
                                    };
                                };
                                created_at: string;
                                created_by: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /**
         * Create an achievement, or publish its next version
         * @description Members keep their progress. 409 `version_conflict` or `achievement_exists` where it is not as expected.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        definition: {
                            name: string;
                            description: string;
                            criteria: {
                                /** @enum {unknown} */
                                metric: "scans" | "points_earned" | "referrals_completed" | "wishlist_items" | "redemptions" | "distinct_products" | "streak_weeks" | "achievements_unlocked";
                                /**
                                 * @description All but at_least compare the value just after each change
                                 * @enum {unknown}
                                 */
                                operator: "at_least" | "equals" | "between" | "in";
                                /** @description One number for at_least and equals, two for between, any for in */
                                value: number[];
                                /**
                                 * @description Days with today, or the calendar month, in the brand’s time zone
                                 * @enum {unknown}
                                 */
                                timeframe: "all_time" | "7d" | "30d" | "90d" | "month";
                                product_filters?: {
                                    product_form?: string[];
                                    strain_type?: string[];
                                    product_line?: string[];
                                    tags?: string[];
                                    sku?: string[];
                                };
                            };
                            repeat?: {
                                /** @enum {unknown} */
                                every: "day" | "week" | "month" | "year";
                            };
                            rewards: {
                                points: number;
                                multiplier?: {
                                    basis_points: number;
                                    days: number;
                                };
                                badge?: string;
                                exclusive_access?: string;
                                /** @description Passed through as it is */
                                custom?: {
                                    [key: string]: string;
                                };
                            };
                            visibility: {
                                active: boolean;
                                show_progress: boolean;
                                /** @description Not shown until it is unlocked; it counts all the same */
                                hidden: boolean;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                from?: string;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                until?: string;
                            };
                            personalization: {
                                priority: number;
                                churn_boost?: number;
                                affinity_min?: number;
                                engagement_min?: number;
                            };
                            metadata: {
                                category: string;
                                /** @enum {unknown} */
                                rarity: "common" | "uncommon" | "rare" | "epic" | "legendary";
                                tags?: string[];
                            };
                        };
                        /** @description The version that was read, 0 for none; another current one is refused */
                        expected_version?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            key: string;
                            version: number;
                            /** @description False where it was so already */
                            changed: boolean;
                            /** @description What works, but may surprise */
                            warnings: {
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/achievements/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is wrong or doubtful about a definition; stores nothing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        key?: string;
                        definition: {
                            name: string;
                            description: string;
                            criteria: {
                                /** @enum {unknown} */
                                metric: "scans" | "points_earned" | "referrals_completed" | "wishlist_items" | "redemptions" | "distinct_products" | "streak_weeks" | "achievements_unlocked";
                                /**
                                 * @description All but at_least compare the value just after each change
                                 * @enum {unknown}
                                 */
                                operator: "at_least" | "equals" | "between" | "in";
                                /** @description One number for at_least and equals, two for between, any for in */
                                value: number[];
                                /**
                                 * @description Days with today, or the calendar month, in the brand’s time zone
                                 * @enum {unknown}
                                 */
                                timeframe: "all_time" | "7d" | "30d" | "90d" | "month";
                                product_filters?: {
                                    product_form?: string[];
                                    strain_type?: string[];
                                    product_line?: string[];
                                    tags?: string[];
                                    sku?: string[];
                                };
                            };
                            repeat?: {
                                /** @enum {unknown} */
                                every: "day" | "week" | "month" | "year";
                            };
                            rewards: {
                                points: number;
                                multiplier?: {
                                    basis_points: number;
                                    days: number;
                                };
                                badge?: string;
                                exclusive_access?: string;
                                /** @description Passed through as it is */
                                custom?: {
                                    [key: string]: string;
                                };
                            };
                            visibility: {
                                active: boolean;
                                show_progress: boolean;
                                /** @description Not shown until it is unlocked; it counts all the same */
                                hidden: boolean;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                from?: string;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                until?: string;
                            };
                            personalization: {
                                priority: number;
                                churn_boost?: number;
                                affinity_min?: number;
                                engagement_min?: number;
                            };
                            metadata: {
                                category: string;
                                /** @enum {unknown} */
                                rarity: "common" | "uncommon" | "rare" | "epic" | "legendary";
                                tags?: string[];
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What works, but may surprise */
                            warnings: {
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/achievements/{key}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an earlier version current again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        version: number;
                        /** @description The version that was read, 0 for none; another current one is refused */
                        expected_version?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            key: string;
                            version: number;
                            /** @description False where it was so already */
                            changed: boolean;
                            /** @description What works, but may surprise */
                            warnings: {
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/achievements/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All achievements as a document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            format: string;
                            version: number;
                            achievements: {
                                key: string;
                                definition: {
                                    name: string;
                                    description: string;
                                    criteria: {
                                        /** @enum {unknown} */
                                        metric: "scans" | "points_earned" | "referrals_completed" | "wishlist_items" | "redemptions" | "distinct_products" | "streak_weeks" | "achievements_unlocked";
                                        /**
                                         * @description All but at_least compare the value just after each change
                                         * @enum {unknown}
                                         */
                                        operator: "at_least" | "equals" | "between" | "in";
                                        /** @description One number for at_least and equals, two for between, any for in */
                                        value: number[];
                                        /**
                                         * @description Days with today, or the calendar month, in the brand’s time zone
                                         * @enum {unknown}
                                         */
                                        timeframe: "all_time" | "7d" | "30d" | "90d" | "month";
                                        product_filters?: {
                                            product_form?: string[];
                                            strain_type?: string[];
                                            product_line?: string[];
                                            tags?: string[];
                                            sku?: string[];
                                        };
                                    };
                                    repeat?: {
                                        /** @enum {unknown} */
                                        every: "day" | "week" | "month" | "year";
                                    };
                                    rewards: {
                                        points: number;
                                        multiplier?: {
                                            basis_points: number;
                                            days: number;
                                        };
                                        badge?: string;
                                        exclusive_access?: string;
                                        /** @description Passed through as it is */
                                        custom?: {
                                            [key: string]: string;
                                        };
                                    };
                                    visibility: {
                                        active: boolean;
                                        show_progress: boolean;
                                        /** @description Not shown until it is unlocked; it counts all the same */
                                        hidden: boolean;
                                        /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                        from?: string;
                                        /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                        until?: string;
                                    };
                                    personalization: {
                                        priority: number;
                                        churn_boost?: number;
                                        affinity_min?: number;
                                        engagement_min?: number;
                                    };
                                    metadata: {
                                        category: string;
                                        /** @enum {unknown} */
                                        rarity: "common" | "uncommon" | "rare" | "epic" | "legendary";
                                        tags?: string[];
                                    };
                                };
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/achievements/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish what a document holds: all of it, or nothing
         * @description 400 `import_too_new` for a document of a newer format.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description What an export answers */
                        document: {
                            [key: string]: unknown;
                        };
                        /** @description Says what would be done, and does nothing */
                        dry_run?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            created: string[];
                            updated: string[];
                            unchanged: string[];
                            /** @description What works, but may surprise */
                            warnings: {
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/achievement-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Templates to adopt, on one page */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                key: string;
                                definition: {
                                    name: string;
                                    description: string;
                                    criteria: {
                                        /** @enum {unknown} */
                                        metric: "scans" | "points_earned" | "referrals_completed" | "wishlist_items" | "redemptions" | "distinct_products" | "streak_weeks" | "achievements_unlocked";
                                        /**
                                         * @description All but at_least compare the value just after each change
                                         * @enum {unknown}
                                         */
                                        operator: "at_least" | "equals" | "between" | "in";
                                        /** @description One number for at_least and equals, two for between, any for in */
                                        value: number[];
                                        /**
                                         * @description Days with today, or the calendar month, in the brand’s time zone
                                         * @enum {unknown}
                                         */
                                        timeframe: "all_time" | "7d" | "30d" | "90d" | "month";
                                        product_filters?: {
                                            product_form?: string[];
                                            strain_type?: string[];
                                            product_line?: string[];
                                            tags?: string[];
                                            sku?: string[];
                                        };
                                    };
                                    repeat?: {
                                        /** @enum {unknown} */
                                        every: "day" | "week" | "month" | "year";
                                    };
                                    rewards: {
                                        points: number;
                                        multiplier?: {
                                            basis_points: number;
                                            days: number;
                                        };
                                        badge?: string;
                                        exclusive_access?: string;
                                        /** @description Passed through as it is */
                                        custom?: {
                                            [key: string]: string;
                                        };
                                    };
                                    visibility: {
                                        active: boolean;
                                        show_progress: boolean;
                                        /** @description Not shown until it is unlocked; it counts all the same */
                                        hidden: boolean;
                                        /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                        from?: string;
                                        /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                        until?: string;
                                    };
                                    personalization: {
                                        priority: number;
                                        churn_boost?: number;
                                        affinity_min?: number;
                                        engagement_min?: number;
                                    };
                                    metadata: {
                                        category: string;
                                        /** @enum {unknown} */
                                        rarity: "common" | "uncommon" | "rare" | "epic" | "legendary";
                                        tags?: string[];
                                    };
                                };
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/achievement-templates/{template}/adopt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish a template as the brand’s own, with changes
         * @description 409 `achievement_exists` where the key is taken.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    template: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        key?: string;
                        /** @description What is to be other than in the template: a JSON merge patch (RFC 7396) */
                        overrides?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            key: string;
                            version: number;
                            /** @description False where it was so already */
                            changed: boolean;
                            /** @description What works, but may surprise */
                            warnings: {
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns that run now or begin within seven days, on one page */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                name: string;
                                description: string;
                                /** @description In words, such as "2x points" */
                                effect: string;
                                /** @enum {unknown} */
                                state: "running" | "upcoming";
                                from: string;
                                until: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns with state and usage, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                version: number;
                                /** @enum {unknown} */
                                state: "scheduled" | "running" | "paused" | "ended" | "undone";
                                definition: {
                                    name: string;
                                    /** @description Shown to members */
                                    description: string;
                                    /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                    from: string;
                                    /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                    until: string;
                                    effect: {
                                        multiplier_basis_points?: number;
                                        bonus_points?: number;
                                    };
                                    when: {
                                        product_filters?: {
                                            product_form?: string[];
                                            strain_type?: string[];
                                            product_line?: string[];
                                            tags?: string[];
                                            sku?: string[];
                                        };
                                        ranks?: string[];
                                        weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                        /** @enum {boolean} */
                                        birthday_month?: true;
                                    };
                                    /** @description Combines with the others that stack; otherwise it stands alone */
                                    stacks: boolean;
                                    priority: number;
                                    /** @description Awards in all */
                                    first_n?: number;
                                    budget_points?: number;
                                    points_per_member?: number;
                                };
                                usage: {
                                    awards: number;
                                    /** @description What it gave so far */
                                    points: number;
                                    awards_left: number | null;
                                    points_left: number | null;
                                };
                                created_at: string;
                                created_by: string | null;
                                paused_at: string | null;
                                undone_at: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** A new campaign; the same client_op_id again makes no second one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        definition: {
                            name: string;
                            /** @description Shown to members */
                            description: string;
                            /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                            from: string;
                            /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                            until: string;
                            effect: {
                                multiplier_basis_points?: number;
                                bonus_points?: number;
                            };
                            when: {
                                product_filters?: {
                                    product_form?: string[];
                                    strain_type?: string[];
                                    product_line?: string[];
                                    tags?: string[];
                                    sku?: string[];
                                };
                                ranks?: string[];
                                weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @enum {boolean} */
                                birthday_month?: true;
                            };
                            /** @description Combines with the others that stack; otherwise it stands alone */
                            stacks: boolean;
                            priority: number;
                            /** @description Awards in all */
                            first_n?: number;
                            budget_points?: number;
                            points_per_member?: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            campaign: {
                                /** @description UUID */
                                id: string;
                                version: number;
                                /** @enum {unknown} */
                                state: "scheduled" | "running" | "paused" | "ended" | "undone";
                                definition: {
                                    name: string;
                                    /** @description Shown to members */
                                    description: string;
                                    /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                    from: string;
                                    /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                    until: string;
                                    effect: {
                                        multiplier_basis_points?: number;
                                        bonus_points?: number;
                                    };
                                    when: {
                                        product_filters?: {
                                            product_form?: string[];
                                            strain_type?: string[];
                                            product_line?: string[];
                                            tags?: string[];
                                            sku?: string[];
                                        };
                                        ranks?: string[];
                                        weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                        /** @enum {boolean} */
                                        birthday_month?: true;
                                    };
                                    /** @description Combines with the others that stack; otherwise it stands alone */
                                    stacks: boolean;
                                    priority: number;
                                    /** @description Awards in all */
                                    first_n?: number;
                                    budget_points?: number;
                                    points_per_member?: number;
                                };
                                usage: {
                                    awards: number;
                                    /** @description What it gave so far */
                                    points: number;
                                    awards_left: number | null;
                                    points_left: number | null;
                                };
                                created_at: string;
                                created_by: string | null;
                                paused_at: string | null;
                                undone_at: string | null;
                                /** @description The newest first */
                                versions: {
                                    version: number;
                                    definition: {
                                        name: string;
                                        /** @description Shown to members */
                                        description: string;
                                        /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                        from: string;
                                        /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                        until: string;
                                        effect: {
                                            multiplier_basis_points?: number;
                                            bonus_points?: number;
                                        };
                                        when: {
                                            product_filters?: {
                                                product_form?: string[];
                                                strain_type?: string[];
                                                product_line?: string[];
                                                tags?: string[];
                                                sku?: string[];
                                            };
                                            ranks?: string[];
                                            weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                            /** @enum {boolean} */
                                            birthday_month?: true;
                                        };
                                        /** @description Combines with the others that stack; otherwise it stands alone */
                                        stacks: boolean;
                                        priority: number;
                                        /** @description Awards in all */
                                        first_n?: number;
                                        budget_points?: number;
                                        points_per_member?: number;
                                    };
                                    created_at: string;
                                    created_by: string | null;
                                }[];
                            };
                            warnings: {
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A campaign with its versions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            version: number;
                            /** @enum {unknown} */
                            state: "scheduled" | "running" | "paused" | "ended" | "undone";
                            definition: {
                                name: string;
                                /** @description Shown to members */
                                description: string;
                                /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                from: string;
                                /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                until: string;
                                effect: {
                                    multiplier_basis_points?: number;
                                    bonus_points?: number;
                                };
                                when: {
                                    product_filters?: {
                                        product_form?: string[];
                                        strain_type?: string[];
                                        product_line?: string[];
                                        tags?: string[];
                                        sku?: string[];
                                    };
                                    ranks?: string[];
                                    weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                    /** @enum {boolean} */
                                    birthday_month?: true;
                                };
                                /** @description Combines with the others that stack; otherwise it stands alone */
                                stacks: boolean;
                                priority: number;
                                /** @description Awards in all */
                                first_n?: number;
                                budget_points?: number;
                                points_per_member?: number;
                            };
                            usage: {
                                awards: number;
                                /** @description What it gave so far */
                                points: number;
                                awards_left: number | null;
                                points_left: number | null;
                            };
                            created_at: string;
                            created_by: string | null;
                            paused_at: string | null;
                            undone_at: string | null;
                            /** @description The newest first */
                            versions: {
                                version: number;
                                definition: {
                                    name: string;
                                    /** @description Shown to members */
                                    description: string;
                                    /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                    from: string;
                                    /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                    until: string;
                                    effect: {
                                        multiplier_basis_points?: number;
                                        bonus_points?: number;
                                    };
                                    when: {
                                        product_filters?: {
                                            product_form?: string[];
                                            strain_type?: string[];
                                            product_line?: string[];
                                            tags?: string[];
                                            sku?: string[];
                                        };
                                        ranks?: string[];
                                        weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                        /** @enum {boolean} */
                                        birthday_month?: true;
                                    };
                                    /** @description Combines with the others that stack; otherwise it stands alone */
                                    stacks: boolean;
                                    priority: number;
                                    /** @description Awards in all */
                                    first_n?: number;
                                    budget_points?: number;
                                    points_per_member?: number;
                                };
                                created_at: string;
                                created_by: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** The next version of a campaign that is not over */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        definition: {
                            name: string;
                            /** @description Shown to members */
                            description: string;
                            /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                            from: string;
                            /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                            until: string;
                            effect: {
                                multiplier_basis_points?: number;
                                bonus_points?: number;
                            };
                            when: {
                                product_filters?: {
                                    product_form?: string[];
                                    strain_type?: string[];
                                    product_line?: string[];
                                    tags?: string[];
                                    sku?: string[];
                                };
                                ranks?: string[];
                                weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @enum {boolean} */
                                birthday_month?: true;
                            };
                            /** @description Combines with the others that stack; otherwise it stands alone */
                            stacks: boolean;
                            priority: number;
                            /** @description Awards in all */
                            first_n?: number;
                            budget_points?: number;
                            points_per_member?: number;
                        };
                        expected_version?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            campaign: {
                                /** @description UUID */
                                id: string;
                                version: number;
                                /** @enum {unknown} */
                                state: "scheduled" | "running" | "paused" | "ended" | "undone";
                                definition: {
                                    name: string;
                                    /** @description Shown to members */
                                    description: string;
                                    /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                    from: string;
                                    /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                    until: string;
                                    effect: {
                                        multiplier_basis_points?: number;
                                        bonus_points?: number;
                                    };
                                    when: {
                                        product_filters?: {
                                            product_form?: string[];
                                            strain_type?: string[];
                                            product_line?: string[];
                                            tags?: string[];
                                            sku?: string[];
                                        };
                                        ranks?: string[];
                                        weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                        /** @enum {boolean} */
                                        birthday_month?: true;
                                    };
                                    /** @description Combines with the others that stack; otherwise it stands alone */
                                    stacks: boolean;
                                    priority: number;
                                    /** @description Awards in all */
                                    first_n?: number;
                                    budget_points?: number;
                                    points_per_member?: number;
                                };
                                usage: {
                                    awards: number;
                                    /** @description What it gave so far */
                                    points: number;
                                    awards_left: number | null;
                                    points_left: number | null;
                                };
                                created_at: string;
                                created_by: string | null;
                                paused_at: string | null;
                                undone_at: string | null;
                                /** @description The newest first */
                                versions: {
                                    version: number;
                                    definition: {
                                        name: string;
                                        /** @description Shown to members */
                                        description: string;
                                        /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                        from: string;
                                        /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                        until: string;
                                        effect: {
                                            multiplier_basis_points?: number;
                                            bonus_points?: number;
                                        };
                                        when: {
                                            product_filters?: {
                                                product_form?: string[];
                                                strain_type?: string[];
                                                product_line?: string[];
                                                tags?: string[];
                                                sku?: string[];
                                            };
                                            ranks?: string[];
                                            weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                            /** @enum {boolean} */
                                            birthday_month?: true;
                                        };
                                        /** @description Combines with the others that stack; otherwise it stands alone */
                                        stacks: boolean;
                                        priority: number;
                                        /** @description Awards in all */
                                        first_n?: number;
                                        budget_points?: number;
                                        points_per_member?: number;
                                    };
                                    created_at: string;
                                    created_by: string | null;
                                }[];
                            };
                            warnings: {
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/campaigns/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is wrong or doubtful about a definition; stores nothing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        definition: {
                            name: string;
                            /** @description Shown to members */
                            description: string;
                            /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                            from: string;
                            /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                            until: string;
                            effect: {
                                multiplier_basis_points?: number;
                                bonus_points?: number;
                            };
                            when: {
                                product_filters?: {
                                    product_form?: string[];
                                    strain_type?: string[];
                                    product_line?: string[];
                                    tags?: string[];
                                    sku?: string[];
                                };
                                ranks?: string[];
                                weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @enum {boolean} */
                                birthday_month?: true;
                            };
                            /** @description Combines with the others that stack; otherwise it stands alone */
                            stacks: boolean;
                            priority: number;
                            /** @description Awards in all */
                            first_n?: number;
                            budget_points?: number;
                            points_per_member?: number;
                        };
                        /** @description UUID */
                        id?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            warnings: {
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/campaigns/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a campaign until it is resumed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            campaign: {
                                /** @description UUID */
                                id: string;
                                version: number;
                                /** @enum {unknown} */
                                state: "scheduled" | "running" | "paused" | "ended" | "undone";
                                definition: {
                                    name: string;
                                    /** @description Shown to members */
                                    description: string;
                                    /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                    from: string;
                                    /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                    until: string;
                                    effect: {
                                        multiplier_basis_points?: number;
                                        bonus_points?: number;
                                    };
                                    when: {
                                        product_filters?: {
                                            product_form?: string[];
                                            strain_type?: string[];
                                            product_line?: string[];
                                            tags?: string[];
                                            sku?: string[];
                                        };
                                        ranks?: string[];
                                        weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                        /** @enum {boolean} */
                                        birthday_month?: true;
                                    };
                                    /** @description Combines with the others that stack; otherwise it stands alone */
                                    stacks: boolean;
                                    priority: number;
                                    /** @description Awards in all */
                                    first_n?: number;
                                    budget_points?: number;
                                    points_per_member?: number;
                                };
                                usage: {
                                    awards: number;
                                    /** @description What it gave so far */
                                    points: number;
                                    awards_left: number | null;
                                    points_left: number | null;
                                };
                                created_at: string;
                                created_by: string | null;
                                paused_at: string | null;
                                undone_at: string | null;
                                /** @description The newest first */
                                versions: {
                                    version: number;
                                    definition: {
                                        name: string;
                                        /** @description Shown to members */
                                        description: string;
                                        /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                        from: string;
                                        /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                        until: string;
                                        effect: {
                                            multiplier_basis_points?: number;
                                            bonus_points?: number;
                                        };
                                        when: {
                                            product_filters?: {
                                                product_form?: string[];
                                                strain_type?: string[];
                                                product_line?: string[];
                                                tags?: string[];
                                                sku?: string[];
                                            };
                                            ranks?: string[];
                                            weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                            /** @enum {boolean} */
                                            birthday_month?: true;
                                        };
                                        /** @description Combines with the others that stack; otherwise it stands alone */
                                        stacks: boolean;
                                        priority: number;
                                        /** @description Awards in all */
                                        first_n?: number;
                                        budget_points?: number;
                                        points_per_member?: number;
                                    };
                                    created_at: string;
                                    created_by: string | null;
                                }[];
                            };
                            warnings: {
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/campaigns/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a paused campaign apply again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            campaign: {
                                /** @description UUID */
                                id: string;
                                version: number;
                                /** @enum {unknown} */
                                state: "scheduled" | "running" | "paused" | "ended" | "undone";
                                definition: {
                                    name: string;
                                    /** @description Shown to members */
                                    description: string;
                                    /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                    from: string;
                                    /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                    until: string;
                                    effect: {
                                        multiplier_basis_points?: number;
                                        bonus_points?: number;
                                    };
                                    when: {
                                        product_filters?: {
                                            product_form?: string[];
                                            strain_type?: string[];
                                            product_line?: string[];
                                            tags?: string[];
                                            sku?: string[];
                                        };
                                        ranks?: string[];
                                        weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                        /** @enum {boolean} */
                                        birthday_month?: true;
                                    };
                                    /** @description Combines with the others that stack; otherwise it stands alone */
                                    stacks: boolean;
                                    priority: number;
                                    /** @description Awards in all */
                                    first_n?: number;
                                    budget_points?: number;
                                    points_per_member?: number;
                                };
                                usage: {
                                    awards: number;
                                    /** @description What it gave so far */
                                    points: number;
                                    awards_left: number | null;
                                    points_left: number | null;
                                };
                                created_at: string;
                                created_by: string | null;
                                paused_at: string | null;
                                undone_at: string | null;
                                /** @description The newest first */
                                versions: {
                                    version: number;
                                    definition: {
                                        name: string;
                                        /** @description Shown to members */
                                        description: string;
                                        /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                        from: string;
                                        /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                                        until: string;
                                        effect: {
                                            multiplier_basis_points?: number;
                                            bonus_points?: number;
                                        };
                                        when: {
                                            product_filters?: {
                                                product_form?: string[];
                                                strain_type?: string[];
                                                product_line?: string[];
                                                tags?: string[];
                                                sku?: string[];
                                            };
                                            ranks?: string[];
                                            weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                            /** @enum {boolean} */
                                            birthday_month?: true;
                                        };
                                        /** @description Combines with the others that stack; otherwise it stands alone */
                                        stacks: boolean;
                                        priority: number;
                                        /** @description Awards in all */
                                        first_n?: number;
                                        budget_points?: number;
                                        points_per_member?: number;
                                    };
                                    created_at: string;
                                    created_by: string | null;
                                }[];
                            };
                            warnings: {
                                field: string;
                                message: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members, newest first, or the one with an e-mail */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    email?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                email: string | null;
                                first_name: string | null;
                                last_name: string | null;
                                state: string;
                                rank: string;
                                points_balance: number;
                                scan_count: number;
                                last_active_at: string | null;
                                created_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member’s account */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            email: string | null;
                            first_name: string | null;
                            last_name: string | null;
                            state: string;
                            rank: string;
                            points_balance: number;
                            scan_count: number;
                            last_active_at: string | null;
                            created_at: string;
                            points_owed: number;
                            points_held: number;
                            points_spent: number;
                            lifetime_points: number;
                            birth_month: number | null;
                            email_bounced_at: string | null;
                            /** @description What the rank is decided by */
                            qualifying_points: number;
                            lots: {
                                points: number;
                                expires_on: string | null;
                            }[];
                            holds: {
                                /** @description UUID */
                                id: string;
                                /** @description UUID */
                                member_id: string;
                                points: number;
                                /** @enum {unknown} */
                                reason: "settling" | "review";
                                detail: string | null;
                                settles_at: string | null;
                                created_at: string;
                            }[];
                            achievements: {
                                key: string;
                                version: number;
                                times: number;
                                unlocked_at: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Correct a member’s month of birth, which members can set once */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        birth_month: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            email: string | null;
                            first_name: string | null;
                            last_name: string | null;
                            state: string;
                            rank: string;
                            points_balance: number;
                            scan_count: number;
                            last_active_at: string | null;
                            created_at: string;
                            points_owed: number;
                            points_held: number;
                            points_spent: number;
                            lifetime_points: number;
                            birth_month: number | null;
                            email_bounced_at: string | null;
                            /** @description What the rank is decided by */
                            qualifying_points: number;
                            lots: {
                                points: number;
                                expires_on: string | null;
                            }[];
                            holds: {
                                /** @description UUID */
                                id: string;
                                /** @description UUID */
                                member_id: string;
                                points: number;
                                /** @enum {unknown} */
                                reason: "settling" | "review";
                                detail: string | null;
                                settles_at: string | null;
                                created_at: string;
                            }[];
                            achievements: {
                                key: string;
                                version: number;
                                times: number;
                                unlocked_at: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/admin/members/{id}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member’s ledger, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                seq: number;
                                amount: number;
                                owed_amount: number;
                                lifetime_amount: number;
                                balance_after: number;
                                reason: string;
                                /** @description What caused it, such as achievement:third_leaf */
                                source: string;
                                reverses: number | null;
                                /** @description UUID */
                                action_id: string;
                                /** @description The rule with its versions, as it was applied */
                                rule: unknown;
                                created_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/members/{id}/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give or take points, with a reason */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /** @description Positive gives, negative takes; never 0 */
                        points: number;
                        /** @description Kept in the ledger and the audit */
                        reason: string;
                        /** @description Whether lifetime points change as well; true if left out */
                        counts_for_rank?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            action_id: string;
                            points: number;
                            new_balance: number;
                            points_owed: number;
                            lifetime_points: number;
                            rank: string;
                            rank_changed: boolean;
                            achievements_unlocked: string[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Held points that wait for a review, oldest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                /** @description UUID */
                                member_id: string;
                                points: number;
                                /** @enum {unknown} */
                                reason: "settling" | "review";
                                detail: string | null;
                                settles_at: string | null;
                                created_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/holds/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let held points go to the member */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @enum {unknown} */
                            state: "released" | "rejected";
                            points: number;
                            new_balance: number;
                            rank: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/holds/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withhold held points for good */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @enum {unknown} */
                            state: "released" | "rejected";
                            points: number;
                            new_balance: number;
                            rank: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/achievements/{key}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who would unlock this definition now, and what it would cost; changes nothing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        definition: {
                            name: string;
                            description: string;
                            criteria: {
                                /** @enum {unknown} */
                                metric: "scans" | "points_earned" | "referrals_completed" | "wishlist_items" | "redemptions" | "distinct_products" | "streak_weeks" | "achievements_unlocked";
                                /**
                                 * @description All but at_least compare the value just after each change
                                 * @enum {unknown}
                                 */
                                operator: "at_least" | "equals" | "between" | "in";
                                /** @description One number for at_least and equals, two for between, any for in */
                                value: number[];
                                /**
                                 * @description Days with today, or the calendar month, in the brand’s time zone
                                 * @enum {unknown}
                                 */
                                timeframe: "all_time" | "7d" | "30d" | "90d" | "month";
                                product_filters?: {
                                    product_form?: string[];
                                    strain_type?: string[];
                                    product_line?: string[];
                                    tags?: string[];
                                    sku?: string[];
                                };
                            };
                            repeat?: {
                                /** @enum {unknown} */
                                every: "day" | "week" | "month" | "year";
                            };
                            rewards: {
                                points: number;
                                multiplier?: {
                                    basis_points: number;
                                    days: number;
                                };
                                badge?: string;
                                exclusive_access?: string;
                                /** @description Passed through as it is */
                                custom?: {
                                    [key: string]: string;
                                };
                            };
                            visibility: {
                                active: boolean;
                                show_progress: boolean;
                                /** @description Not shown until it is unlocked; it counts all the same */
                                hidden: boolean;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                from?: string;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                until?: string;
                            };
                            personalization: {
                                priority: number;
                                churn_boost?: number;
                                affinity_min?: number;
                                engagement_min?: number;
                            };
                            metadata: {
                                category: string;
                                /** @enum {unknown} */
                                rarity: "common" | "uncommon" | "rare" | "epic" | "legendary";
                                tags?: string[];
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            run_id: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/achievements/{key}/back-fill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Count an achievement anew from what members did, and unlock it where it is met */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            run_id: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/campaigns/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a campaign would have cost over the scans of the last 90 days */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        definition: {
                            name: string;
                            /** @description Shown to members */
                            description: string;
                            /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                            from: string;
                            /** @description YYYY-MM-DDTHH:MM in the zone of the brand */
                            until: string;
                            effect: {
                                multiplier_basis_points?: number;
                                bonus_points?: number;
                            };
                            when: {
                                product_filters?: {
                                    product_form?: string[];
                                    strain_type?: string[];
                                    product_line?: string[];
                                    tags?: string[];
                                    sku?: string[];
                                };
                                ranks?: string[];
                                weekdays?: ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                                /** @enum {boolean} */
                                birthday_month?: true;
                            };
                            /** @description Combines with the others that stack; otherwise it stands alone */
                            stacks: boolean;
                            priority: number;
                            /** @description Awards in all */
                            first_n?: number;
                            budget_points?: number;
                            points_per_member?: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            run_id: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/campaigns/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a campaign and take back what it gave */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            run_id: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Long work with its progress, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    kind?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                kind: string;
                                subject: string;
                                /** @enum {unknown} */
                                state: "waiting" | "running" | "done" | "failed" | "cancelled";
                                done: number;
                                total: number | null;
                                result: unknown;
                                failure: string | null;
                                created_at: string;
                                updated_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            kind: string;
                            subject: string;
                            /** @enum {unknown} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            done: number;
                            total: number | null;
                            result: unknown;
                            failure: string | null;
                            created_at: string;
                            updated_at: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a run after the slice under way; what it did stays */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            kind: string;
                            subject: string;
                            /** @enum {unknown} */
                            state: "waiting" | "running" | "done" | "failed" | "cancelled";
                            done: number;
                            total: number | null;
                            result: unknown;
                            failure: string | null;
                            created_at: string;
                            updated_at: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rewards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rewards, featured ones first, then the cheapest; whether you can redeem them, and if not why */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    /** @description Words in name, description or tags; all have to be there */
                    search?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                name: string;
                                description: string;
                                art: {
                                    seed: number;
                                    motif: string;
                                };
                                tags: string[];
                                /** @enum {unknown} */
                                kind: "shipped" | "digital";
                                cost_points: number;
                                featured: boolean;
                                remaining: number | null;
                                limit_per_member: {
                                    times: number;
                                    /** @enum {unknown} */
                                    period: "day" | "week" | "month" | "year" | "all_time";
                                } | null;
                                available_from: string | null;
                                available_until: string | null;
                                can_redeem: boolean;
                                /** @description Why not; empty where it can be redeemed */
                                obstacles: {
                                    /** @enum {unknown} */
                                    reason: "not_available" | "not_yet" | "over" | "sold_out" | "not_signed_in" | "limit_reached" | "rank_needed" | "achievement_needed" | "not_enough_points";
                                    /** @description The same in plain words */
                                    detail: string;
                                    points_missing: number | null;
                                    needed: string | null;
                                    at: string | null;
                                }[];
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rewards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One reward */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            name: string;
                            description: string;
                            art: {
                                seed: number;
                                motif: string;
                            };
                            tags: string[];
                            /** @enum {unknown} */
                            kind: "shipped" | "digital";
                            cost_points: number;
                            featured: boolean;
                            remaining: number | null;
                            limit_per_member: {
                                times: number;
                                /** @enum {unknown} */
                                period: "day" | "week" | "month" | "year" | "all_time";
                            } | null;
                            available_from: string | null;
                            available_until: string | null;
                            can_redeem: boolean;
                            /** @description Why not; empty where it can be redeemed */
                            obstacles: {
                                /** @enum {unknown} */
                                reason: "not_available" | "not_yet" | "over" | "sold_out" | "not_signed_in" | "limit_reached" | "rank_needed" | "achievement_needed" | "not_enough_points";
                                /** @description The same in plain words */
                                detail: string;
                                points_missing: number | null;
                                needed: string | null;
                                at: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/rewards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rewards with what is left and what was sold, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                version: number;
                                definition: {
                                    name: string;
                                    description: string;
                                    art?: {
                                        seed: number;
                                        motif: string;
                                    };
                                    tags: string[];
                                    /**
                                     * @description A parcel, or a voucher code of its pool; never changes
                                     * @enum {unknown}
                                     */
                                    kind: "shipped" | "digital";
                                    cost_points: number;
                                    limit_per_member?: {
                                        times: number;
                                        /** @enum {unknown} */
                                        period: "day" | "week" | "month" | "year" | "all_time";
                                    };
                                    /** @description This rank, or a higher one */
                                    rank_key?: string;
                                    achievement_key?: string;
                                    /** @description What an achievement gives as exclusive_access */
                                    access_key?: string;
                                    /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                    available_from?: string;
                                    /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                    available_until?: string;
                                    featured: boolean;
                                    /** @description Operators alone see them */
                                    fulfilment_notes?: string;
                                    /** @description Shown, and can be redeemed */
                                    active: boolean;
                                };
                                remaining: number | null;
                                /** @description Orders that were not cancelled */
                                sold: number;
                                archived_at: string | null;
                                created_at: string;
                                created_by: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** A new reward; the same client_op_id again makes no second one */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        definition: {
                            name: string;
                            description: string;
                            art?: {
                                seed: number;
                                motif: string;
                            };
                            tags: string[];
                            /**
                             * @description A parcel, or a voucher code of its pool; never changes
                             * @enum {unknown}
                             */
                            kind: "shipped" | "digital";
                            cost_points: number;
                            limit_per_member?: {
                                times: number;
                                /** @enum {unknown} */
                                period: "day" | "week" | "month" | "year" | "all_time";
                            };
                            /** @description This rank, or a higher one */
                            rank_key?: string;
                            achievement_key?: string;
                            /** @description What an achievement gives as exclusive_access */
                            access_key?: string;
                            /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                            available_from?: string;
                            /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                            available_until?: string;
                            featured: boolean;
                            /** @description Operators alone see them */
                            fulfilment_notes?: string;
                            /** @description Shown, and can be redeemed */
                            active: boolean;
                        };
                        stock?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            version: number;
                            definition: {
                                name: string;
                                description: string;
                                art?: {
                                    seed: number;
                                    motif: string;
                                };
                                tags: string[];
                                /**
                                 * @description A parcel, or a voucher code of its pool; never changes
                                 * @enum {unknown}
                                 */
                                kind: "shipped" | "digital";
                                cost_points: number;
                                limit_per_member?: {
                                    times: number;
                                    /** @enum {unknown} */
                                    period: "day" | "week" | "month" | "year" | "all_time";
                                };
                                /** @description This rank, or a higher one */
                                rank_key?: string;
                                achievement_key?: string;
                                /** @description What an achievement gives as exclusive_access */
                                access_key?: string;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                available_from?: string;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                available_until?: string;
                                featured: boolean;
                                /** @description Operators alone see them */
                                fulfilment_notes?: string;
                                /** @description Shown, and can be redeemed */
                                active: boolean;
                            };
                            remaining: number | null;
                            /** @description Orders that were not cancelled */
                            sold: number;
                            archived_at: string | null;
                            created_at: string;
                            created_by: string | null;
                            /** @description The latest, newest first */
                            versions: {
                                version: number;
                                definition: {
                                    name: string;
                                    description: string;
                                    art?: {
                                        seed: number;
                                        motif: string;
                                    };
                                    tags: string[];
                                    /**
                                     * @description A parcel, or a voucher code of its pool; never changes
                                     * @enum {unknown}
                                     */
                                    kind: "shipped" | "digital";
                                    cost_points: number;
                                    limit_per_member?: {
                                        times: number;
                                        /** @enum {unknown} */
                                        period: "day" | "week" | "month" | "year" | "all_time";
                                    };
                                    /** @description This rank, or a higher one */
                                    rank_key?: string;
                                    achievement_key?: string;
                                    /** @description What an achievement gives as exclusive_access */
                                    access_key?: string;
                                    /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                    available_from?: string;
                                    /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                    available_until?: string;
                                    featured: boolean;
                                    /** @description Operators alone see them */
                                    fulfilment_notes?: string;
                                    /** @description Shown, and can be redeemed */
                                    active: boolean;
                                };
                                created_at: string;
                                created_by: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/rewards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A reward with its versions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            version: number;
                            definition: {
                                name: string;
                                description: string;
                                art?: {
                                    seed: number;
                                    motif: string;
                                };
                                tags: string[];
                                /**
                                 * @description A parcel, or a voucher code of its pool; never changes
                                 * @enum {unknown}
                                 */
                                kind: "shipped" | "digital";
                                cost_points: number;
                                limit_per_member?: {
                                    times: number;
                                    /** @enum {unknown} */
                                    period: "day" | "week" | "month" | "year" | "all_time";
                                };
                                /** @description This rank, or a higher one */
                                rank_key?: string;
                                achievement_key?: string;
                                /** @description What an achievement gives as exclusive_access */
                                access_key?: string;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                available_from?: string;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                available_until?: string;
                                featured: boolean;
                                /** @description Operators alone see them */
                                fulfilment_notes?: string;
                                /** @description Shown, and can be redeemed */
                                active: boolean;
                            };
                            remaining: number | null;
                            /** @description Orders that were not cancelled */
                            sold: number;
                            archived_at: string | null;
                            created_at: string;
                            created_by: string | null;
                            /** @description The latest, newest first */
                            versions: {
                                version: number;
                                definition: {
                                    name: string;
                                    description: string;
                                    art?: {
                                        seed: number;
                                        motif: string;
                                    };
                                    tags: string[];
                                    /**
                                     * @description A parcel, or a voucher code of its pool; never changes
                                     * @enum {unknown}
                                     */
                                    kind: "shipped" | "digital";
                                    cost_points: number;
                                    limit_per_member?: {
                                        times: number;
                                        /** @enum {unknown} */
                                        period: "day" | "week" | "month" | "year" | "all_time";
                                    };
                                    /** @description This rank, or a higher one */
                                    rank_key?: string;
                                    achievement_key?: string;
                                    /** @description What an achievement gives as exclusive_access */
                                    access_key?: string;
                                    /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                    available_from?: string;
                                    /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                    available_until?: string;
                                    featured: boolean;
                                    /** @description Operators alone see them */
                                    fulfilment_notes?: string;
                                    /** @description Shown, and can be redeemed */
                                    active: boolean;
                                };
                                created_at: string;
                                created_by: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** The next version of a reward; orders keep the one they were made at */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        definition: {
                            name: string;
                            description: string;
                            art?: {
                                seed: number;
                                motif: string;
                            };
                            tags: string[];
                            /**
                             * @description A parcel, or a voucher code of its pool; never changes
                             * @enum {unknown}
                             */
                            kind: "shipped" | "digital";
                            cost_points: number;
                            limit_per_member?: {
                                times: number;
                                /** @enum {unknown} */
                                period: "day" | "week" | "month" | "year" | "all_time";
                            };
                            /** @description This rank, or a higher one */
                            rank_key?: string;
                            achievement_key?: string;
                            /** @description What an achievement gives as exclusive_access */
                            access_key?: string;
                            /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                            available_from?: string;
                            /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                            available_until?: string;
                            featured: boolean;
                            /** @description Operators alone see them */
                            fulfilment_notes?: string;
                            /** @description Shown, and can be redeemed */
                            active: boolean;
                        };
                        /** @description The version that was read; if another one is current, nothing is changed */
                        expected_version?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            version: number;
                            definition: {
                                name: string;
                                description: string;
                                art?: {
                                    seed: number;
                                    motif: string;
                                };
                                tags: string[];
                                /**
                                 * @description A parcel, or a voucher code of its pool; never changes
                                 * @enum {unknown}
                                 */
                                kind: "shipped" | "digital";
                                cost_points: number;
                                limit_per_member?: {
                                    times: number;
                                    /** @enum {unknown} */
                                    period: "day" | "week" | "month" | "year" | "all_time";
                                };
                                /** @description This rank, or a higher one */
                                rank_key?: string;
                                achievement_key?: string;
                                /** @description What an achievement gives as exclusive_access */
                                access_key?: string;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                available_from?: string;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                available_until?: string;
                                featured: boolean;
                                /** @description Operators alone see them */
                                fulfilment_notes?: string;
                                /** @description Shown, and can be redeemed */
                                active: boolean;
                            };
                            remaining: number | null;
                            /** @description Orders that were not cancelled */
                            sold: number;
                            archived_at: string | null;
                            created_at: string;
                            created_by: string | null;
                            /** @description The latest, newest first */
                            versions: {
                                version: number;
                                definition: {
                                    name: string;
                                    description: string;
                                    art?: {
                                        seed: number;
                                        motif: string;
                                    };
                                    tags: string[];
                                    /**
                                     * @description A parcel, or a voucher code of its pool; never changes
                                     * @enum {unknown}
                                     */
                                    kind: "shipped" | "digital";
                                    cost_points: number;
                                    limit_per_member?: {
                                        times: number;
                                        /** @enum {unknown} */
                                        period: "day" | "week" | "month" | "year" | "all_time";
                                    };
                                    /** @description This rank, or a higher one */
                                    rank_key?: string;
                                    achievement_key?: string;
                                    /** @description What an achievement gives as exclusive_access */
                                    access_key?: string;
                                    /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                    available_from?: string;
                                    /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                    available_until?: string;
                                    featured: boolean;
                                    /** @description Operators alone see them */
                                    fulfilment_notes?: string;
                                    /** @description Shown, and can be redeemed */
                                    active: boolean;
                                };
                                created_at: string;
                                created_by: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/rewards/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a reward out of the catalogue for good */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            version: number;
                            definition: {
                                name: string;
                                description: string;
                                art?: {
                                    seed: number;
                                    motif: string;
                                };
                                tags: string[];
                                /**
                                 * @description A parcel, or a voucher code of its pool; never changes
                                 * @enum {unknown}
                                 */
                                kind: "shipped" | "digital";
                                cost_points: number;
                                limit_per_member?: {
                                    times: number;
                                    /** @enum {unknown} */
                                    period: "day" | "week" | "month" | "year" | "all_time";
                                };
                                /** @description This rank, or a higher one */
                                rank_key?: string;
                                achievement_key?: string;
                                /** @description What an achievement gives as exclusive_access */
                                access_key?: string;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                available_from?: string;
                                /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                available_until?: string;
                                featured: boolean;
                                /** @description Operators alone see them */
                                fulfilment_notes?: string;
                                /** @description Shown, and can be redeemed */
                                active: boolean;
                            };
                            remaining: number | null;
                            /** @description Orders that were not cancelled */
                            sold: number;
                            archived_at: string | null;
                            created_at: string;
                            created_by: string | null;
                            /** @description The latest, newest first */
                            versions: {
                                version: number;
                                definition: {
                                    name: string;
                                    description: string;
                                    art?: {
                                        seed: number;
                                        motif: string;
                                    };
                                    tags: string[];
                                    /**
                                     * @description A parcel, or a voucher code of its pool; never changes
                                     * @enum {unknown}
                                     */
                                    kind: "shipped" | "digital";
                                    cost_points: number;
                                    limit_per_member?: {
                                        times: number;
                                        /** @enum {unknown} */
                                        period: "day" | "week" | "month" | "year" | "all_time";
                                    };
                                    /** @description This rank, or a higher one */
                                    rank_key?: string;
                                    achievement_key?: string;
                                    /** @description What an achievement gives as exclusive_access */
                                    access_key?: string;
                                    /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                    available_from?: string;
                                    /** @description Wall clock in the brand’s time zone, such as 2026-12-01T00:00 */
                                    available_until?: string;
                                    featured: boolean;
                                    /** @description Operators alone see them */
                                    fulfilment_notes?: string;
                                    /** @description Shown, and can be redeemed */
                                    active: boolean;
                                };
                                created_at: string;
                                created_by: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/rewards/{id}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set the stock of a shipped reward, or add to it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            /** @description set (null: no end) or add */
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        set?: number | null;
                        add?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            remaining: number | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/rewards/{id}/vouchers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put voucher codes into the pool of a digital reward; they are never shown here again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        codes: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            imported: number;
                            /** @description Left out: they are or were in the pool */
                            already_known: number;
                            remaining: number;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Spend points on a reward */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /** @description UUID */
                        reward_id: string;
                        /** @description The cost that was shown; with another one nothing is redeemed */
                        expected_cost: number;
                        /** @description UUID */
                        address_id?: string;
                        address?: {
                            line1: string;
                            line2?: string;
                            city: string;
                            state: string;
                            postal_code: string;
                            /** @description ISO 3166-1 alpha-2 */
                            country: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            order: {
                                /** @description UUID */
                                id: string;
                                /** @enum {unknown} */
                                kind: "gift" | "reward";
                                /** @description A voucher code, delivered at once */
                                digital: boolean;
                                /** @enum {unknown} */
                                state: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                                item_name: string;
                                reward_id: string | null;
                                points_cost: number;
                                carrier: string | null;
                                tracking_number: string | null;
                                can_cancel: boolean;
                                created_at: string;
                            };
                            voucher: string | null;
                            points_spent: number;
                            new_balance: number;
                            rank: string;
                            achievements_unlocked: {
                                key: string;
                                name: string;
                                points: number;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your orders, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                /** @enum {unknown} */
                                kind: "gift" | "reward";
                                /** @description A voucher code, delivered at once */
                                digital: boolean;
                                /** @enum {unknown} */
                                state: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                                item_name: string;
                                reward_id: string | null;
                                points_cost: number;
                                carrier: string | null;
                                tracking_number: string | null;
                                can_cancel: boolean;
                                created_at: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An order with its history, its parcel or its voucher */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @enum {unknown} */
                            kind: "gift" | "reward";
                            /** @description A voucher code, delivered at once */
                            digital: boolean;
                            /** @enum {unknown} */
                            state: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                            item_name: string;
                            reward_id: string | null;
                            points_cost: number;
                            carrier: string | null;
                            tracking_number: string | null;
                            can_cancel: boolean;
                            created_at: string;
                            address: {
                                line1: string;
                                line2?: string;
                                city: string;
                                state: string;
                                postal_code: string;
                                /** @description ISO 3166-1 alpha-2 */
                                country: string;
                            } | null;
                            voucher: string | null;
                            /** @description Oldest first */
                            history: {
                                /** @enum {unknown} */
                                state: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                                at: string;
                                reason: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel an order that nobody has begun to pack; its points come back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            order: {
                                /** @description UUID */
                                id: string;
                                /** @enum {unknown} */
                                kind: "gift" | "reward";
                                /** @description A voucher code, delivered at once */
                                digital: boolean;
                                /** @enum {unknown} */
                                state: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                                item_name: string;
                                reward_id: string | null;
                                points_cost: number;
                                carrier: string | null;
                                tracking_number: string | null;
                                can_cancel: boolean;
                                created_at: string;
                            };
                            points_returned: number;
                            new_balance: number;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders in one state, the oldest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    /** @description pending if left out */
                    state?: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                /** @enum {unknown} */
                                kind: "gift" | "reward";
                                /** @description A voucher code, delivered at once */
                                digital: boolean;
                                /** @enum {unknown} */
                                state: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                                item_name: string;
                                reward_id: string | null;
                                points_cost: number;
                                carrier: string | null;
                                tracking_number: string | null;
                                can_cancel: boolean;
                                created_at: string;
                                /** @description UUID */
                                member_id: string;
                                reward_version: number | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An order with all that is needed to send it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @enum {unknown} */
                            kind: "gift" | "reward";
                            /** @description A voucher code, delivered at once */
                            digital: boolean;
                            /** @enum {unknown} */
                            state: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                            item_name: string;
                            reward_id: string | null;
                            points_cost: number;
                            carrier: string | null;
                            tracking_number: string | null;
                            can_cancel: boolean;
                            created_at: string;
                            /** @description UUID */
                            member_id: string;
                            reward_version: number | null;
                            recipient: string | null;
                            address: {
                                line1: string;
                                line2?: string;
                                city: string;
                                state: string;
                                postal_code: string;
                                /** @description ISO 3166-1 alpha-2 */
                                country: string;
                            } | null;
                            fulfilment_notes: string | null;
                            history: {
                                /** @enum {unknown} */
                                state: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                                at: string;
                                reason: string | null;
                                by: ("member" | "operator" | "system") | null;
                                operator_id: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{id}/process": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to pack an order: its member can no longer cancel it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @description UUID */
                            member_id: string;
                            /** @enum {unknown} */
                            state: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                            points_returned: number;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{id}/deliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that a parcel has arrived; its address is forgotten */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @description UUID */
                            member_id: string;
                            /** @enum {unknown} */
                            state: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                            points_returned: number;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{id}/ship": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that a parcel has gone out */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        carrier: string;
                        tracking_number: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @description UUID */
                            member_id: string;
                            /** @enum {unknown} */
                            state: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                            points_returned: number;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel an order that has not gone out; points and stock come back */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /** @description The member sees it */
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @description UUID */
                            member_id: string;
                            /** @enum {unknown} */
                            state: "unconfirmed" | "pending" | "processing" | "shipped" | "delivered" | "cancelled";
                            points_returned: number;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your addresses, the default one first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                line1: string;
                                line2?: string;
                                city: string;
                                state: string;
                                postal_code: string;
                                /** @description ISO 3166-1 alpha-2 */
                                country: string;
                                /** @description Where parcels go unless told otherwise */
                                is_default: boolean;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Add an address; the first one is the default */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        line1: string;
                        line2?: string;
                        city: string;
                        state: string;
                        postal_code: string;
                        /** @description ISO 3166-1 alpha-2 */
                        country: string;
                        is_default?: boolean;
                    };
                };
            };
            responses: {
                /** @description An answer is kept, an address is not */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/addresses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove an address */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change an address, or make it the default */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        line1?: string;
                        line2?: string;
                        city?: string;
                        state?: string;
                        postal_code?: string;
                        /** @description ISO 3166-1 alpha-2 */
                        country?: string;
                        /**
                         * @description It stops being the default when another one becomes it
                         * @enum {boolean}
                         */
                        is_default?: true;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            line1: string;
                            line2?: string;
                            city: string;
                            state: string;
                            postal_code: string;
                            /** @description ISO 3166-1 alpha-2 */
                            country: string;
                            /** @description Where parcels go unless told otherwise */
                            is_default: boolean;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/markets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What holds where nothing else is said, and the states and countries with rules of their own */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            default: {
                                legal_age: number;
                                gifts_allowed: boolean;
                                ships_to: boolean;
                            };
                            items: {
                                /** @description A country, or a state of it: US, US-NY */
                                code: string;
                                name: string | null;
                                legal_age: number;
                                /** @description Whether a first scan’s gift may be sent there */
                                gifts_allowed: boolean;
                                /** @description Whether parcels may go there */
                                ships_to: boolean;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/markets/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What holds in a state or country */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Such as US-NY */
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A country, or a state of it: US, US-NY */
                            code: string;
                            name: string | null;
                            legal_age: number;
                            /** @description Whether a first scan’s gift may be sent there */
                            gifts_allowed: boolean;
                            /** @description Whether parcels may go there */
                            ships_to: boolean;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wishlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Wishes and the way to each, on one page */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                reward: {
                                    /** @description UUID */
                                    id: string;
                                    name: string;
                                    cost_points: number;
                                    /** @description False: no longer available */
                                    available: boolean;
                                };
                                added_at: string;
                                points_needed: number;
                                /** @description From 0 to 1 */
                                progress: number;
                                reached: boolean;
                                friends_needed: number | null;
                                days_at_pace: number | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Wish for a reward */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /** @description UUID */
                        reward_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            reward_id: string;
                            /** @description False where it was wished for already */
                            added: boolean;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wishlist/{reward_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a wish back; again, it changes nothing */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    reward_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description False where there was none */
                            removed: boolean;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/goal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one works towards, and what leads there */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            goal: {
                                reward: {
                                    /** @description UUID */
                                    id: string;
                                    name: string;
                                    cost_points: number;
                                    /** @description False: no longer available */
                                    available: boolean;
                                };
                                balance: number;
                                points_needed: number;
                                /** @description From 0 to 1 */
                                progress: number;
                                reached: boolean;
                                friends_needed: number | null;
                                days_at_pace: number | null;
                                set_at: string;
                                completed_at: string | null;
                                /** @description What brings the points; empty once there */
                                ways: {
                                    /** @enum {unknown} */
                                    kind: "scans" | "friends" | "achievement";
                                    /** @description How many scans or friends; 1 for an achievement */
                                    count: number;
                                    text: string;
                                    ref: string | null;
                                }[];
                                celebration: string | null;
                                next_suggestion: {
                                    /** @description UUID */
                                    id: string;
                                    name: string;
                                    cost_points: number;
                                    /** @description False: no longer available */
                                    available: boolean;
                                } | null;
                            } | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Work towards this reward, and no other; again, it changes nothing */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        reward_id: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            goal: {
                                reward: {
                                    /** @description UUID */
                                    id: string;
                                    name: string;
                                    cost_points: number;
                                    /** @description False: no longer available */
                                    available: boolean;
                                };
                                balance: number;
                                points_needed: number;
                                /** @description From 0 to 1 */
                                progress: number;
                                reached: boolean;
                                friends_needed: number | null;
                                days_at_pace: number | null;
                                set_at: string;
                                completed_at: string | null;
                                /** @description What brings the points; empty once there */
                                ways: {
                                    /** @enum {unknown} */
                                    kind: "scans" | "friends" | "achievement";
                                    /** @description How many scans or friends; 1 for an achievement */
                                    count: number;
                                    text: string;
                                    ref: string | null;
                                }[];
                                celebration: string | null;
                                next_suggestion: {
                                    /** @description UUID */
                                    id: string;
                                    name: string;
                                    cost_points: number;
                                    /** @description False: no longer available */
                                    available: boolean;
                                } | null;
                            } | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Work towards nothing */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description False where there was none */
                            removed: boolean;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/referrals/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s code, link and message, and what became of the friends who joined */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Whether new friends count */
                            enabled: boolean;
                            code: string;
                            link: string;
                            /** @description What to send along: the brand’s words, what the friend gets, the link */
                            message: string;
                            bonus: {
                                referrer_points: number;
                                friend_points: number;
                                /** @description What both get, and when */
                                text: string;
                            };
                            /** @description Friends who counted */
                            completed: number;
                            this_month: {
                                completed: number;
                                limit: number;
                            };
                            friends: {
                                items: {
                                    /** @description First name and initial */
                                    name: string;
                                    /** @enum {unknown} */
                                    state: "pending" | "converted" | "rejected";
                                    joined_at: string;
                                    /** @description What the member got for this friend */
                                    points: number;
                                }[];
                                next_cursor: string | null;
                            };
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/referrals/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s link as a QR code, an SVG picture */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/referrals/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that one invited friends */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /** @enum {unknown} */
                        channel: "link" | "message" | "mail" | "social" | "other";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            channel: "link" | "message" | "mail" | "social" | "other";
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/referrals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Referrals in a state (those that wait for a review, unless told), newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    state?: "pending" | "review" | "converted" | "rejected";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                /** @description UUID */
                                referrer_id: string;
                                /** @description UUID */
                                friend_id: string;
                                /** @enum {unknown} */
                                state: "pending" | "review" | "converted" | "rejected";
                                reasons: {
                                    code: string;
                                    text: string;
                                }[];
                                referrer_points: number;
                                friend_points: number;
                                created_at: string;
                                decided_at: string | null;
                                decided_by: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/referrals/{id}/allow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a doubtful referral count, and pay both */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @enum {unknown} */
                            state: "converted" | "rejected";
                            referrer_points: number;
                            friend_points: number;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/referrals/{id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a doubtful referral for good */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        note?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @enum {unknown} */
                            state: "converted" | "rejected";
                            referrer_points: number;
                            friend_points: number;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One’s own disputes and what came of them, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                serial: number;
                                message: string | null;
                                /**
                                 * @description Open; the code was moved to the member; points instead of it; refused; or the member left while it was open
                                 * @enum {unknown}
                                 */
                                state: "open" | "moved" | "goodwill" | "refused" | "withdrawn";
                                points: number | null;
                                created_at: string;
                                settled_at: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Dispute that another has the code of one’s pack, after a scan that said so */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /** @description As printed or typed: any case, with or without hyphens and check character */
                        code: string;
                        /** @description How one came by the pack, for who decides */
                        message: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @enum {string} */
                            state: "open";
                            serial: number;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/codes/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a code is, and what it would give; never claims */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description As printed or typed: any case, with or without hyphens and check character */
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            verdict: "claimable" | "already_yours" | "claimed_by_another" | "inactive" | "void" | "expired" | "unknown";
                            genuine: boolean;
                            serial: number | null;
                            product: {
                                /** @description UUID */
                                id: string;
                                sku: string;
                                name: string;
                                product_line: string | null;
                                form: string;
                                strain_name: string | null;
                                strain_type: string | null;
                                size_label: string | null;
                                msrp_cents: number;
                                /** @description What a scan earns before multipliers */
                                points: number;
                                potency_thc_percent: number | null;
                                potency_cbd_percent: number | null;
                                dominant_terpene: string | null;
                                tags: string[];
                                description: string | null;
                                art: {
                                    seed: number;
                                    motif: string;
                                };
                            } | null;
                            offer: {
                                points: number;
                                gift: {
                                    name: string;
                                    description: string;
                                } | null;
                            } | null;
                            /** @description It takes the PIN under the scratch-off as well */
                            pin_required: boolean;
                            recall: {
                                reason: string;
                            } | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A newcomer’s first scan */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /** @description As printed or typed: any case, with or without hyphens and check character */
                        code: string;
                        /** @description Under the scratch-off, where `pin_required` says so */
                        pin?: string;
                        first_name: string;
                        last_name: string;
                        /** Format: email */
                        email: string;
                        address: {
                            line1: string;
                            line2?: string;
                            city: string;
                            state: string;
                            postal_code: string;
                            /** @description ISO 3166-1 alpha-2 */
                            country: string;
                        };
                        /** @enum {boolean} */
                        age_confirmed: true;
                        /** @description How old the form asked one to be: `legal_age` of the market; the brand’s limit if left out */
                        confirmed_age?: number;
                        /** @enum {boolean} */
                        terms_accepted: true;
                        marketing_consent: boolean;
                        referral_code?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "check_your_mail";
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/claims/{client_op_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Correct e-mail or address of a claim (24 h) and mail again */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    client_op_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email?: string;
                        address?: {
                            line1: string;
                            line2?: string;
                            city: string;
                            state: string;
                            postal_code: string;
                            /** @description ISO 3166-1 alpha-2 */
                            country: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "check_your_mail";
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/auth/link/consume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a mailed link or 6-digit code; scans the code that the link carries */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        token: string;
                    } | {
                        /** Format: email */
                        email: string;
                        code: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            access_token: string;
                            /** @description Seconds */
                            expires_in: number;
                            member: {
                                /** @description UUID */
                                id: string;
                                email: string | null;
                                first_name: string | null;
                                last_name: string | null;
                                created_at: string;
                                confirmed: boolean;
                                marketing_consent: boolean;
                                marketing_consent_updated_at: string | null;
                                age_verified_at: string | null;
                                referral_code: string;
                                birth_month: number | null;
                                /** @description The brand’s own fields, by key; /api/config says which there are */
                                custom: {
                                    [key: string]: string | boolean;
                                };
                                redemption_held_until: string | null;
                                address: {
                                    line1: string;
                                    line2?: string;
                                    city: string;
                                    state: string;
                                    postal_code: string;
                                    /** @description ISO 3166-1 alpha-2 */
                                    country: string;
                                } | null;
                            };
                            scan: {
                                /** @enum {unknown} */
                                verdict: "claimed" | "already_yours" | "claimed_by_another" | "inactive" | "void" | "expired" | "unknown" | "pin_required" | "pin_wrong" | "pin_locked";
                                /** @description All that it earned: scan, campaigns, achievements, ranks */
                                points_earned: number;
                                /** @description Of these, what is not in the balance yet */
                                points_held: number;
                                hold: {
                                    /** @enum {unknown} */
                                    reason: "settling" | "review";
                                    settles_at: string | null;
                                } | null;
                                /** @description What a limit of the brand has cut off */
                                points_capped: number;
                                cap: {
                                    /** @enum {unknown} */
                                    per: "member" | "product";
                                    /** @enum {unknown} */
                                    period: "day" | "week" | "month" | "all_time";
                                    points: number;
                                } | null;
                                /** @description Of these, what repaid points that were owed */
                                points_repaid: number;
                                /** @description All multipliers together, such as 1.25 */
                                multiplier: number;
                                /** @description Why: each multiplier that changed something */
                                multipliers: {
                                    /** @enum {unknown} */
                                    rule: "rank" | "streak" | "campaign" | "timed";
                                    multiplier: number;
                                }[];
                                campaigns: {
                                    /** @description UUID */
                                    id: string;
                                    name: string;
                                    /** @description What it added */
                                    points: number;
                                    multiplier: number | null;
                                }[];
                                new_balance: number;
                                rank: {
                                    key: string;
                                    name: string;
                                    multiplier: number;
                                };
                                rank_changed: boolean;
                                achievements_unlocked: {
                                    key: string;
                                    name: string;
                                    description: string;
                                    rarity: string;
                                    points: number;
                                    /** @description How often it is unlocked now */
                                    times: number;
                                    multiplier: {
                                        factor: number;
                                        days: number;
                                    } | null;
                                }[];
                                goal: {
                                    /** @description UUID */
                                    reward_id: string;
                                    name: string;
                                    cost: number;
                                    balance: number;
                                    points_needed: number;
                                    /** @description From 0 to 1 */
                                    progress: number;
                                    /** @description Once reached it stays so, whatever is spent */
                                    reached: boolean;
                                } | null;
                                gift: {
                                    name: string;
                                    /** @description UUID */
                                    order_id: string;
                                    status: string;
                                } | null;
                                scan_number: number | null;
                                product: {
                                    /** @description UUID */
                                    id: string;
                                    sku: string;
                                    name: string;
                                    product_line: string | null;
                                    form: string;
                                    strain_name: string | null;
                                    strain_type: string | null;
                                    size_label: string | null;
                                    msrp_cents: number;
                                    /** @description What a scan earns before multipliers */
                                    points: number;
                                    potency_thc_percent: number | null;
                                    potency_cbd_percent: number | null;
                                    dominant_terpene: string | null;
                                    tags: string[];
                                    description: string | null;
                                    art: {
                                        seed: number;
                                        motif: string;
                                    };
                                } | null;
                            } | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Scan a code */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description As printed or typed: any case, with or without hyphens and check character */
                        code: string;
                        /** @description Under the scratch-off, where `pin_required` says so */
                        pin?: string;
                        /** @description UUID */
                        client_op_id: string;
                        /**
                         * Format: date-time
                         * @description When the phone saw it; shown only, rules use our time
                         */
                        scanned_at?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {unknown} */
                            verdict: "claimed" | "already_yours" | "claimed_by_another" | "inactive" | "void" | "expired" | "unknown" | "pin_required" | "pin_wrong" | "pin_locked";
                            /** @description All that it earned: scan, campaigns, achievements, ranks */
                            points_earned: number;
                            /** @description Of these, what is not in the balance yet */
                            points_held: number;
                            hold: {
                                /** @enum {unknown} */
                                reason: "settling" | "review";
                                settles_at: string | null;
                            } | null;
                            /** @description What a limit of the brand has cut off */
                            points_capped: number;
                            cap: {
                                /** @enum {unknown} */
                                per: "member" | "product";
                                /** @enum {unknown} */
                                period: "day" | "week" | "month" | "all_time";
                                points: number;
                            } | null;
                            /** @description Of these, what repaid points that were owed */
                            points_repaid: number;
                            /** @description All multipliers together, such as 1.25 */
                            multiplier: number;
                            /** @description Why: each multiplier that changed something */
                            multipliers: {
                                /** @enum {unknown} */
                                rule: "rank" | "streak" | "campaign" | "timed";
                                multiplier: number;
                            }[];
                            campaigns: {
                                /** @description UUID */
                                id: string;
                                name: string;
                                /** @description What it added */
                                points: number;
                                multiplier: number | null;
                            }[];
                            new_balance: number;
                            rank: {
                                key: string;
                                name: string;
                                multiplier: number;
                            };
                            rank_changed: boolean;
                            achievements_unlocked: {
                                key: string;
                                name: string;
                                description: string;
                                rarity: string;
                                points: number;
                                /** @description How often it is unlocked now */
                                times: number;
                                multiplier: {
                                    factor: number;
                                    days: number;
                                } | null;
                            }[];
                            goal: {
                                /** @description UUID */
                                reward_id: string;
                                name: string;
                                cost: number;
                                balance: number;
                                points_needed: number;
                                /** @description From 0 to 1 */
                                progress: number;
                                /** @description Once reached it stays so, whatever is spent */
                                reached: boolean;
                            } | null;
                            gift: {
                                name: string;
                                /** @description UUID */
                                order_id: string;
                                status: string;
                            } | null;
                            scan_number: number | null;
                            product: {
                                /** @description UUID */
                                id: string;
                                sku: string;
                                name: string;
                                product_line: string | null;
                                form: string;
                                strain_name: string | null;
                                strain_type: string | null;
                                size_label: string | null;
                                msrp_cents: number;
                                /** @description What a scan earns before multipliers */
                                points: number;
                                potency_thc_percent: number | null;
                                potency_cbd_percent: number | null;
                                dominant_terpene: string | null;
                                tags: string[];
                                description: string | null;
                                art: {
                                    seed: number;
                                    motif: string;
                                };
                            } | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Batches with their claim rate, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                sku: string;
                                product_name: string;
                                lot_number: string | null;
                                code_count: number;
                                /** @enum {unknown} */
                                state: "being_made" | "generated" | "active" | "void";
                                /** @description Active although the batch is not */
                                active_serials: {
                                    from: number;
                                    to: number;
                                }[];
                                void_serials: {
                                    from: number;
                                    to: number;
                                }[];
                                expires_at: string | null;
                                pin_digits: number | null;
                                /**
                                 * @description Whether the plain codes can still be downloaded
                                 * @enum {unknown}
                                 */
                                codes: "waiting" | "handed_out";
                                run_id: string | null;
                                recall_id: string | null;
                                created_at: string;
                                activated_at: string | null;
                                voided_at: string | null;
                                void_reason: string | null;
                                claimed: number;
                                /** @description Of all codes, from 0 to 1 */
                                claim_rate: number;
                                first_claim_at: string | null;
                                last_claim_at: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Make a batch of codes; a run says how far it is */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        sku: string;
                        count: number;
                        lot_number?: string;
                        /** Format: date-time */
                        expires_at?: string;
                        /** @description Each pack gets a PIN for under a scratch-off */
                        pin_digits?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            batch_id: string;
                            /** @description UUID */
                            run_id: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/batches/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Batches that are not active although people scan their packs */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                batch_id: string;
                                sku: string;
                                product_name: string;
                                lot_number: string | null;
                                /** @description Who scanned packs of it that are not active */
                                people: number;
                                packs: number;
                                first_at: string;
                                last_at: string;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A batch with its refused scans and its changes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            sku: string;
                            product_name: string;
                            lot_number: string | null;
                            code_count: number;
                            /** @enum {unknown} */
                            state: "being_made" | "generated" | "active" | "void";
                            /** @description Active although the batch is not */
                            active_serials: {
                                from: number;
                                to: number;
                            }[];
                            void_serials: {
                                from: number;
                                to: number;
                            }[];
                            expires_at: string | null;
                            pin_digits: number | null;
                            /**
                             * @description Whether the plain codes can still be downloaded
                             * @enum {unknown}
                             */
                            codes: "waiting" | "handed_out";
                            run_id: string | null;
                            recall_id: string | null;
                            created_at: string;
                            activated_at: string | null;
                            voided_at: string | null;
                            void_reason: string | null;
                            claimed: number;
                            /** @description Of all codes, from 0 to 1 */
                            claim_rate: number;
                            first_claim_at: string | null;
                            last_claim_at: string | null;
                            /** @description Refused scans of its codes */
                            attempts: {
                                verdict: string;
                                attempts: number;
                                people: number;
                            }[];
                            /** @description The newest 100 */
                            changes: {
                                at: string;
                                change: string;
                                from_serial: number | null;
                                to_serial: number | null;
                                expires_at: string | null;
                                reason: string | null;
                                changed_by: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/batches/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a batch, or a range of its serials, be claimed; who tried before is credited */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        from_serial?: number;
                        to_serial?: number;
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            batch: {
                                /** @description UUID */
                                id: string;
                                sku: string;
                                product_name: string;
                                lot_number: string | null;
                                code_count: number;
                                /** @enum {unknown} */
                                state: "being_made" | "generated" | "active" | "void";
                                /** @description Active although the batch is not */
                                active_serials: {
                                    from: number;
                                    to: number;
                                }[];
                                void_serials: {
                                    from: number;
                                    to: number;
                                }[];
                                expires_at: string | null;
                                pin_digits: number | null;
                                /**
                                 * @description Whether the plain codes can still be downloaded
                                 * @enum {unknown}
                                 */
                                codes: "waiting" | "handed_out";
                                run_id: string | null;
                                recall_id: string | null;
                                created_at: string;
                                activated_at: string | null;
                                voided_at: string | null;
                                void_reason: string | null;
                                claimed: number;
                                /** @description Of all codes, from 0 to 1 */
                                claim_rate: number;
                                first_claim_at: string | null;
                                last_claim_at: string | null;
                            };
                            /** @description Credits who tried these codes before they were active */
                            run_id: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/batches/{id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw a batch, or a range of its serials, for good */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        from_serial?: number;
                        to_serial?: number;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            batch: {
                                /** @description UUID */
                                id: string;
                                sku: string;
                                product_name: string;
                                lot_number: string | null;
                                code_count: number;
                                /** @enum {unknown} */
                                state: "being_made" | "generated" | "active" | "void";
                                /** @description Active although the batch is not */
                                active_serials: {
                                    from: number;
                                    to: number;
                                }[];
                                void_serials: {
                                    from: number;
                                    to: number;
                                }[];
                                expires_at: string | null;
                                pin_digits: number | null;
                                /**
                                 * @description Whether the plain codes can still be downloaded
                                 * @enum {unknown}
                                 */
                                codes: "waiting" | "handed_out";
                                run_id: string | null;
                                recall_id: string | null;
                                created_at: string;
                                activated_at: string | null;
                                voided_at: string | null;
                                void_reason: string | null;
                                claimed: number;
                                /** @description Of all codes, from 0 to 1 */
                                claim_rate: number;
                                first_claim_at: string | null;
                                last_claim_at: string | null;
                            };
                            /** @description Credits who tried these codes before they were active */
                            run_id: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/batches/{id}/expiry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Until when its codes can be claimed; null for ever */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        expires_at: string | null;
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            batch: {
                                /** @description UUID */
                                id: string;
                                sku: string;
                                product_name: string;
                                lot_number: string | null;
                                code_count: number;
                                /** @enum {unknown} */
                                state: "being_made" | "generated" | "active" | "void";
                                /** @description Active although the batch is not */
                                active_serials: {
                                    from: number;
                                    to: number;
                                }[];
                                void_serials: {
                                    from: number;
                                    to: number;
                                }[];
                                expires_at: string | null;
                                pin_digits: number | null;
                                /**
                                 * @description Whether the plain codes can still be downloaded
                                 * @enum {unknown}
                                 */
                                codes: "waiting" | "handed_out";
                                run_id: string | null;
                                recall_id: string | null;
                                created_at: string;
                                activated_at: string | null;
                                voided_at: string | null;
                                void_reason: string | null;
                                claimed: number;
                                /** @description Of all codes, from 0 to 1 */
                                claim_rate: number;
                                first_claim_at: string | null;
                                last_claim_at: string | null;
                            };
                            /** @description Credits who tried these codes before they were active */
                            run_id: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/batches/{id}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Download the plain codes as CSV, once: afterwards they are kept nowhere
         * @description A download that breaks off can be made again; one that ended cannot (409 `codes_taken`).
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/recalls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recalls with how far each is, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                lot_number: string | null;
                                batch_ids: string[];
                                reason: string;
                                /** @enum {unknown} */
                                made_good: "keep_points" | "hold" | "bonus";
                                bonus_points: number | null;
                                /** @description UUID */
                                run_id: string;
                                /** @description Of the run that notifies */
                                state: string;
                                /** @description Claimed packs that are done */
                                packs: number;
                                created_at: string;
                                /** @description UUID */
                                created_by: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Recall batches or a lot: codes void, claimants told, points as promised; by a run */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        batch_ids?: string[];
                        lot_number?: string;
                        /** @description As those who scanned a pack read it */
                        reason: string;
                        /**
                         * @description What becomes of the points: kept, held for a review, or kept with a bonus
                         * @enum {unknown}
                         */
                        made_good: "keep_points" | "hold" | "bonus";
                        bonus_points?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            recall_id: string;
                            /** @description UUID */
                            run_id: string;
                            batch_ids: string[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Disputes in a state (open ones, unless told), oldest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    /** @description Open; the code was moved to the member; points instead of it; refused; or the member left while it was open */
                    state?: "open" | "moved" | "goodwill" | "refused" | "withdrawn";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                /**
                                 * @description Open; the code was moved to the member; points instead of it; refused; or the member left while it was open
                                 * @enum {unknown}
                                 */
                                state: "open" | "moved" | "goodwill" | "refused" | "withdrawn";
                                /** @description UUID */
                                member_id: string;
                                /** @description UUID */
                                claimed_by: string;
                                /** @description UUID */
                                batch_id: string;
                                serial: number;
                                points: number | null;
                                created_at: string;
                                settled_at: string | null;
                                settled_by: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/disputes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A dispute with what speaks for and against it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /**
                             * @description Open; the code was moved to the member; points instead of it; refused; or the member left while it was open
                             * @enum {unknown}
                             */
                            state: "open" | "moved" | "goodwill" | "refused" | "withdrawn";
                            /** @description UUID */
                            member_id: string;
                            /** @description UUID */
                            claimed_by: string;
                            /** @description UUID */
                            batch_id: string;
                            serial: number;
                            points: number | null;
                            created_at: string;
                            settled_at: string | null;
                            settled_by: string | null;
                            message: string | null;
                            note: string | null;
                            evidence: {
                                claim: {
                                    /** @description UUID */
                                    member_id: string;
                                    at: string;
                                };
                                /** @description Negative where who disputes it tried the code before it was claimed */
                                seconds_from_claim_to_first_attempt: number;
                                /** @description Scans of this code that were refused, and returns; the first 100 */
                                attempts: {
                                    at: string;
                                    verdict: string;
                                    /** @description UUID */
                                    member_id: string;
                                }[];
                                batch: {
                                    /** @description UUID */
                                    id: string;
                                    serial: number;
                                    /** @enum {unknown} */
                                    state: "generated" | "active" | "void";
                                    lot_number: string | null;
                                    is_recalled: boolean;
                                };
                                product: {
                                    /** @description UUID */
                                    id: string;
                                    sku: string;
                                    name: string;
                                };
                                /** @description Packs of this batch that the claimant has, by the last 1,000 things that they did */
                                claimant_packs_of_batch: number;
                                /** @description What both have in common: they may be one person or household */
                                shared: ("address" | "device" | "mailbox")[];
                            };
                            code_now: {
                                state: string;
                                claimed_by: string | null;
                            };
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/disputes/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settle a dispute: move the code, give points instead, or refuse it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /**
                         * @description The code goes to who disputes it; points instead of it; or nothing
                         * @enum {unknown}
                         */
                        award: "move" | "goodwill" | "refuse";
                        /** @description With goodwill, and only there */
                        points?: number;
                        /** @description Why, for colleagues; the member finds it in the export of their data */
                        note: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @enum {unknown} */
                            state: "moved" | "goodwill" | "refused";
                            points: number | null;
                            claimant_points_taken: number | null;
                            claimant_points_owed: number | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A pack came back: take its scan back, reopen or void its code */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /**
                         * @description Whether the code can be claimed again, or never more
                         * @enum {unknown}
                         */
                        code_becomes: "claimable" | "void";
                        reason: string;
                        /** @description As printed or typed: any case, with or without hyphens and check character */
                        code: string;
                    } | {
                        /** @description UUID */
                        client_op_id: string;
                        /**
                         * @description Whether the code can be claimed again, or never more
                         * @enum {unknown}
                         */
                        code_becomes: "claimable" | "void";
                        reason: string;
                        /** @description UUID */
                        batch_id: string;
                        serial: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            action_id: string;
                            /** @description UUID */
                            member_id: string;
                            /** @description UUID */
                            batch_id: string;
                            serial: number;
                            /** @enum {unknown} */
                            code_becomes: "claimable" | "void";
                            points_taken: number;
                            /** @description What the balance lacked; it is taken from later earnings */
                            points_owed: number;
                            new_balance: number;
                            rank: string;
                            rank_changed: boolean;
                            achievements_revoked: string[];
                            /** @description False as well where there was none, or it had gone out */
                            gift_cancelled: boolean;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What Customer.io told: what waits, was read or set aside, and whether insights are fresh */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Webhooks that are not read yet, counted to 10,000 */
                            waiting: number;
                            oldest_waiting_at: string | null;
                            /** @description Signed well, but not to be read: see the list */
                            quarantined: number;
                            /** @description How the newest thousand ended */
                            latest: {
                                applied: number;
                                ignored: number;
                                quarantined: number;
                            };
                            /** @description Active in the last hour, and with consent */
                            active_members: number;
                            /** @description Of those, without an insight of the last 30 minutes */
                            stale_members: number;
                            reports: {
                                metric: string;
                                /** @description In the last 7 days */
                                count: number;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/insights/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Webhooks that were signed but could not be read, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["QuarantinedWebhook"][];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/insights/quarantine/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a webhook that was set aside once more */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            id: string;
                            /** @description applied, ignored or quarantined */
                            state: string;
                            note: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for Customer.io, how fast it leaves, and what is in its way */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            waiting: number;
                            /** @description Whether all that waits was counted; false where it is very much */
                            is_all: boolean;
                            oldest_waiting_at: string | null;
                            dead: number;
                            oldest_dead_at: string | null;
                            requests_per_second: number;
                            ceiling: number;
                            /** @description Requests in a row that came to nothing */
                            failures: number;
                            breaker_open_until: string | null;
                            paused_at: string | null;
                            paused_because: string | null;
                            last_trouble: string | null;
                            last_trouble_at: string | null;
                            people_set_aside: number;
                            lanes: {
                                lane: number;
                                waiting: number;
                                /** Format: date-time */
                                oldest_waiting_at: string;
                                failures: number;
                                due_at: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/outbox/dead": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events that Customer.io refused, with its reason, newest first */
        get: {
            parameters: {
                query?: {
                    reason?: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["DeadLetter"][];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/outbox/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send refused events again, with the ids they had: some, those of a reason, or all */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description One of ids, reason and all. */
            requestBody: {
                content: {
                    "application/json": {
                        ids?: string[];
                        reason?: string;
                        /** @enum {boolean} */
                        all?: true;
                        dry_run?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The run that does it; null of a dry run */
                            run_id: string | null;
                            events: number;
                            by_reason: {
                                reason: string;
                                count: number;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The run that does it; null of a dry run */
                            run_id: string | null;
                            events: number;
                            by_reason: {
                                reason: string;
                                count: number;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/outbox/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send nothing more after the requests under way; what waits is kept until it is resumed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        because: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ceiling: number;
                            paused_at: string | null;
                            paused_because: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/outbox/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send again, at once */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ceiling: number;
                            paused_at: string | null;
                            paused_because: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/outbox/rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** How many requests a second may leave at most */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Requests a second at most */
                        ceiling: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ceiling: number;
                            paused_at: string | null;
                            paused_because: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ranks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ladder, lowest rank first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                key: string;
                                name: string;
                                /** @description Qualifying points from which a member holds it */
                                threshold: number;
                                /** @description What points of a scan are multiplied by, such as 1.25 */
                                multiplier: number;
                                /** @description What holding it means, in words */
                                benefits: string[];
                                /** @description What reaching it for the first time gives */
                                reward_points: number;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cards/{id}/response": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the member did about a card */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The id of a card or next best action */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /** @enum {unknown} */
                        response: "shown" | "tapped" | "dismissed" | "done";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            response: "shown" | "tapped" | "dismissed" | "done";
                            /** @description False where the same was said today already */
                            is_new: boolean;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/next-best-actions/{id}/response": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same about a next best action */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The id of a card or next best action */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /** @enum {unknown} */
                        response: "shown" | "tapped" | "dismissed" | "done";
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: string;
                            /** @enum {unknown} */
                            response: "shown" | "tapped" | "dismissed" | "done";
                            /** @description False where the same was said today already */
                            is_new: boolean;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the app itself observed: cards, sessions; up to 50 at once, each with a result of its own */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        events: ({
                            /** @enum {unknown} */
                            name: "card_shown" | "card_tapped" | "card_dismissed";
                            /** @description The id of a card or next best action */
                            id: string;
                            /**
                             * @description Where; card unless told
                             * @enum {unknown}
                             */
                            surface?: "card" | "next_best_action";
                        } | {
                            /** @enum {string} */
                            name: "user_session_started";
                        } | {
                            /** @enum {string} */
                            name: "user_session_ended";
                            duration_seconds?: number;
                        })[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description One for each event, in order */
                            results: {
                                /**
                                 * @description repeated: logged today already; unknown: no suggestion of this member
                                 * @enum {unknown}
                                 */
                                result: "logged" | "repeated" | "unknown";
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The home screen */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            first_name: string | null;
                            balance: number;
                            lifetime_points: number;
                            scan_count: number;
                            rank: {
                                key: string;
                                name: string;
                                multiplier: number;
                            };
                            next_rank: {
                                key: string;
                                name: string;
                                threshold: number;
                                points_needed: number;
                                /** @description From the held rank to the next one */
                                progress: number;
                            } | null;
                            goal: {
                                /** @description UUID */
                                reward_id: string;
                                name: string;
                                cost: number;
                                balance: number;
                                points_needed: number;
                                /** @description From 0 to 1 */
                                progress: number;
                                /** @description Once reached it stays so, whatever is spent */
                                reached: boolean;
                            } | null;
                            cards: {
                                /** @description The same for a member, a kind and its subject, whenever it is shown */
                                id: string;
                                kind: string;
                                title: string;
                                body: string;
                                /** @description Why it is shown, in plain words */
                                reason: string;
                                action: {
                                    label: string;
                                    href: string;
                                } | null;
                                /**
                                 * @description Who the prediction behind it comes from
                                 * @enum {unknown}
                                 */
                                source: "customer.io" | "local";
                            }[];
                            /**
                             * @description hold_out: sees nothing personal, for ever, so that its effect can be measured
                             * @enum {unknown}
                             */
                            variant: "personal" | "hold_out";
                            achievements: {
                                /** @description UUID */
                                id: string;
                                key: string;
                                name: string;
                                description: string;
                                category: string;
                                /** @enum {unknown} */
                                rarity: "common" | "uncommon" | "rare" | "epic" | "legendary";
                                /** @description Stays at 0 until it is unlocked where the brand hides progress */
                                progress: {
                                    value: number;
                                    target: number;
                                };
                                shows_progress: boolean;
                                /**
                                 * @description What progress counts: days with today, or the calendar month
                                 * @enum {unknown}
                                 */
                                timeframe: "all_time" | "7d" | "30d" | "90d" | "month";
                                unlocked_at: string | null;
                                /** @description How often it has been unlocked */
                                times: number;
                                repeats: ("day" | "week" | "month" | "year") | null;
                                resets_on: string | null;
                                until: string | null;
                                /** @description Points that unlocking gives */
                                points: number;
                                /** @description All that unlocking gives */
                                rewards: {
                                    points: number;
                                    multiplier: {
                                        factor: number;
                                        days: number;
                                    } | null;
                                    badge: string | null;
                                    exclusive_access: string | null;
                                };
                                /** @description Why it has this place, in plain words */
                                reason: string;
                            }[];
                            recent_actions: {
                                /** @description UUID */
                                id: string;
                                /** @description Which action it was, such as product_scanned */
                                name: string;
                                /** @description The same in plain words */
                                title: string;
                                occurred_at: string;
                                points: number | null;
                                balance_after: number | null;
                                /** @description The ledger entries that it made, in order */
                                entries: {
                                    points: number;
                                    /** @description Such as scan, campaign or repayment */
                                    reason: string;
                                    balance_after: number;
                                }[];
                                held: number | null;
                                product: {
                                    name: string;
                                    sku: string;
                                } | null;
                                /** @description Names of the achievements that it unlocked, as they were called then */
                                unlocked: string[];
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/achievements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Achievements with progress, in personal order, on one page */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                key: string;
                                name: string;
                                description: string;
                                category: string;
                                /** @enum {unknown} */
                                rarity: "common" | "uncommon" | "rare" | "epic" | "legendary";
                                /** @description Stays at 0 until it is unlocked where the brand hides progress */
                                progress: {
                                    value: number;
                                    target: number;
                                };
                                shows_progress: boolean;
                                /**
                                 * @description What progress counts: days with today, or the calendar month
                                 * @enum {unknown}
                                 */
                                timeframe: "all_time" | "7d" | "30d" | "90d" | "month";
                                unlocked_at: string | null;
                                /** @description How often it has been unlocked */
                                times: number;
                                repeats: ("day" | "week" | "month" | "year") | null;
                                resets_on: string | null;
                                until: string | null;
                                /** @description Points that unlocking gives */
                                points: number;
                                /** @description All that unlocking gives */
                                rewards: {
                                    points: number;
                                    multiplier: {
                                        factor: number;
                                        days: number;
                                    } | null;
                                    badge: string | null;
                                    exclusive_access: string | null;
                                };
                                /** @description Why it has this place, in plain words */
                                reason: string;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What to suggest now, best first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description The same for a member, a kind and its subject, whenever it is shown */
                                id: string;
                                kind: string;
                                title: string;
                                body: string;
                                /** @description Why it is shown, in plain words */
                                reason: string;
                                action: {
                                    label: string;
                                    href: string;
                                } | null;
                                /**
                                 * @description Who the prediction behind it comes from
                                 * @enum {unknown}
                                 */
                                source: "customer.io" | "local";
                            }[];
                            next_cursor: string | null;
                            /**
                             * @description hold_out: sees nothing personal, for ever, so that its effect can be measured
                             * @enum {unknown}
                             */
                            variant: "personal" | "hold_out";
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/next-best-actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that could be suggested now, ranked by predicted value, each with its reason */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description The same for a member, a kind and its subject, and that of the card for it */
                                id: string;
                                kind: string;
                                /** @description What it is about, such as an achievement’s key; empty where the kind says it all */
                                subject: string;
                                title: string;
                                /** @description Why it is suggested, in plain words */
                                reason: string;
                                action: {
                                    label: string;
                                    href: string;
                                };
                                /** @description Comparable with the others only */
                                predicted_value: number;
                                /**
                                 * @description Who the prediction behind it comes from
                                 * @enum {unknown}
                                 */
                                source: "customer.io" | "local";
                            }[];
                            next_cursor: string | null;
                            /**
                             * @description hold_out: sees nothing personal, for ever, so that its effect can be measured
                             * @enum {unknown}
                             */
                            variant: "personal" | "hold_out";
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/personalization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is believed about the member */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /**
                             * @description Who the prediction behind it comes from
                             * @enum {unknown}
                             */
                            source: "customer.io" | "local";
                            computed_at: string;
                            /** @description Customer.io has spoken, but too long ago: these are our own */
                            stale: boolean;
                            churn_probability: number;
                            engagement_score: number;
                            /** @description In the currency of the brand, not in cents */
                            predicted_ltv: number;
                            purchase_probability: number;
                            product_affinity_scores: {
                                [key: string]: number;
                            };
                            segment: string;
                            next_best_action: string;
                            /** @description One plain sentence */
                            explanation: string;
                            /**
                             * @description hold_out: sees nothing personal, for ever, so that its effect can be measured
                             * @enum {unknown}
                             */
                            variant: "personal" | "hold_out";
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the member did, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                /** @description Which action it was, such as product_scanned */
                                name: string;
                                /** @description The same in plain words */
                                title: string;
                                occurred_at: string;
                                points: number | null;
                                balance_after: number | null;
                                /** @description The ledger entries that it made, in order */
                                entries: {
                                    points: number;
                                    /** @description Such as scan, campaign or repayment */
                                    reason: string;
                                    balance_after: number;
                                }[];
                                held: number | null;
                                product: {
                                    name: string;
                                    sku: string;
                                } | null;
                                /** @description Names of the achievements that it unlocked, as they were called then */
                                unlocked: string[];
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/personalization/uplift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What personalisation changes: members who are held out beside all others, with 95 % intervals */
        get: {
            parameters: {
                query?: {
                    /** @description YYYY-MM-DD, of the brand’s calendar */
                    from?: string;
                    /** @description YYYY-MM-DD, of the brand’s calendar */
                    until?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            from: string;
                            /** @description Inclusive */
                            until: string;
                            follow_up_days: number;
                            /** @description As it is set now */
                            hold_out_percent: number;
                            /** @description All who were shown anything, by whether they scanned: who is held out is drawn, so this is the effect */
                            overall: {
                                personal: {
                                    /** @description Who were shown any suggestion in the period */
                                    members: number;
                                    /** @description Of them, who were shown this */
                                    shown: number;
                                    /** @description Of these, who did it within the follow-up */
                                    done: number;
                                };
                                hold_out: {
                                    /** @description Who were shown any suggestion in the period */
                                    members: number;
                                    /** @description Of them, who were shown this */
                                    shown: number;
                                    /** @description Of these, who did it within the follow-up */
                                    done: number;
                                };
                                uplift: {
                                    difference: number;
                                    low: number;
                                    high: number;
                                } | null;
                            };
                            /** @description How well each kind was placed: personalisation chooses to whom it is shown, so this proves no effect */
                            kinds: {
                                /** @enum {unknown} */
                                kind: "first_scan" | "second_scan" | "scan_again" | "come_back" | "affinity_product" | "almost_unlocked" | "almost_promoted" | "points_expiring" | "rank_will_fall" | "birthday" | "campaign_running" | "finish_goal" | "redeem_reward" | "invite_friends";
                                personal: {
                                    /** @description Who were shown any suggestion in the period */
                                    members: number;
                                    /** @description Of them, who were shown this */
                                    shown: number;
                                    /** @description Of these, who did it within the follow-up */
                                    done: number;
                                };
                                hold_out: {
                                    /** @description Who were shown any suggestion in the period */
                                    members: number;
                                    /** @description Of them, who were shown this */
                                    shown: number;
                                    /** @description Of these, who did it within the follow-up */
                                    done: number;
                                };
                                uplift: {
                                    difference: number;
                                    low: number;
                                    high: number;
                                } | null;
                            }[];
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that is kept about you, as one JSON document */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/members/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase a member who asked for it, for ever */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        /** @enum {boolean} */
                        confirm: true;
                        /** @description Kept in the audit for ever: nothing personal in it */
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "erased";
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/member-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports of members, newest first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description UUID */
                                id: string;
                                dry_run: boolean;
                                run_id: string | null;
                                undo_run_id: string | null;
                                created_at: string;
                                created_by: string | null;
                            }[];
                            next_cursor: string | null;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Import members from a CSV file (the body, as text/csv in UTF-8), or count what would happen
         * @description Who is a member already stays as they are. The run says how far it is, who is new and which lines were rejected. Not one line is imported of a file that cannot be read. Up to 200 MB, which may take as long as it keeps coming.
         */
        post: {
            parameters: {
                query: {
                    /** @description UUID */
                    client_op_id: string;
                    /** @description Only count what would happen */
                    dry_run?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            import_id: string;
                            /** @description UUID */
                            run_id: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/member-imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an import back: members to whom nothing has happened since are removed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description UUID */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description UUID */
                        client_op_id: string;
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description UUID */
                            run_id: string;
                        };
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The brand, its look and its ladder */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            brand: {
                                slug: string;
                                name: string;
                                tagline: string;
                            };
                            theme: {
                                light: {
                                    ink: string;
                                    paper: string;
                                    accent: string;
                                    on_accent: string;
                                };
                                dark: {
                                    ink: string;
                                    paper: string;
                                    accent: string;
                                    on_accent: string;
                                };
                                /** @enum {unknown} */
                                display: "serif" | "sans" | "wide";
                                /** @enum {unknown} */
                                shape: "soft" | "sharp";
                                /** @enum {unknown} */
                                motif: "leaves" | "topography" | "grain" | "stars" | "bands" | "waves";
                                /** @enum {unknown} */
                                scheme: "auto" | "dark";
                            };
                            points_name: {
                                one: string;
                                many: string;
                            };
                            /** @description ISO 4217 */
                            currency: string;
                            age_limit: number;
                            time_zone: string;
                            points_per_dollar: number;
                            ladder: {
                                key: string;
                                name: string;
                                threshold: number;
                                multiplier: number;
                            }[];
                            gift: {
                                name: string;
                                description: string;
                            } | null;
                            friend_points: number | null;
                            profile_fields: {
                                key: string;
                                label: string;
                                /** @enum {unknown} */
                                kind: "text" | "choice" | "checkbox";
                                required: boolean;
                                max?: number;
                                choices?: string[];
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/customer-io/{brand}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Insights and reports from Customer.io
         * @description Signed: `X-CIO-Timestamp`, and `X-CIO-Signature` over the raw body.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    brand: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, never>;
                    };
                };
                /** @description A problem document (RFC 9457) */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
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
        /** Problem */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail?: string;
            /** @description Stable; decide by this, not by the words */
            code: string;
            request_id: string;
            errors?: {
                field: string;
                message: string;
            }[];
        };
        QuarantinedWebhook: {
            /** @description UUID */
            id: string;
            /** Format: date-time */
            received_at: string;
            /** @description Why it was set aside */
            note: string;
            /** @description As it came, cut after 2,000 bytes */
            body: string;
            body_bytes: number;
        };
        DeadLetter: {
            /** @description UUID */
            id: string;
            /** @description UUID */
            member_id: string;
            name: string;
            /** Format: date-time */
            occurred_at: string;
            /** Format: date-time */
            settled_at: string;
            reason: string;
            field: string;
            message: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
