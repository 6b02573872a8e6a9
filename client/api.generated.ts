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
        delete?: never;
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
                                verdict: "claimed" | "already_yours" | "claimed_by_another" | "inactive" | "void" | "expired" | "unknown";
                                points_earned: number;
                                /** @description All multipliers together, such as 1.25 */
                                multiplier: number;
                                /** @description Why: each multiplier that changed something */
                                multipliers: {
                                    /** @enum {unknown} */
                                    rule: "rank" | "streak" | "campaign" | "timed";
                                    multiplier: number;
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
                                }[];
                                goal: null;
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
                            verdict: "claimed" | "already_yours" | "claimed_by_another" | "inactive" | "void" | "expired" | "unknown";
                            points_earned: number;
                            /** @description All multipliers together, such as 1.25 */
                            multiplier: number;
                            /** @description Why: each multiplier that changed something */
                            multipliers: {
                                /** @enum {unknown} */
                                rule: "rank" | "streak" | "campaign" | "timed";
                                multiplier: number;
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
                            }[];
                            goal: null;
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
                                /** @description Lifetime points from which a member holds it */
                                threshold: number;
                                /** @description What points of a scan are multiplied by, such as 1.25 */
                                multiplier: number;
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
                            goal: null;
                            cards: {
                                /** @description The same for a member and a kind, whenever it is shown */
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
                                unlocked_at: string | null;
                                /** @description What unlocking gives */
                                points: number;
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
                                product: {
                                    name: string;
                                    sku: string;
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
                                unlocked_at: string | null;
                                /** @description What unlocking gives */
                                points: number;
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
                                /** @description The same for a member and a kind, whenever it is shown */
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
                                product: {
                                    name: string;
                                    sku: string;
                                } | null;
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
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
