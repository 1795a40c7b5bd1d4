/**
 * The types of the API, made from its document by "npm run api:generate". Do not edit.
 */

export interface paths {
    "/api/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description Newest first. Nothing here was ever changed or deleted.
         *
         *     - **Access:** whoever has the role `admin`.
         *     - **Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getAdminAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the queue of background work
         * @description Newest first. Jobs that are done are not in the queue any more; `state=dead` are those given up.
         *
         *     - **Access:** whoever has the role `admin`.
         *     - **Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getAdminJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a job out of the queue
         * @description What it was to do is not done. A job that is running is `conflict`.
         *
         *     - **Access:** whoever has the role `admin`.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        delete: operations["deleteAdminJobsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a job again
         * @description At once, and as often as a new one. A job that is running is `conflict`.
         *
         *     - **Access:** whoever has the role `admin`.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        post: operations["postAdminJobsByIdRetry"];
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
        /**
         * List everybody's orders
         * @description - **Access:** whoever has the role `admin`.
         *     - **Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getAdminOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List everybody's posts and drafts
         * @description - **Access:** whoever has the role `admin` or `editor`.
         *     - **Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getAdminPosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stripe-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Stripe's events
         * @description What Stripe has sent and what became of it, newest first.
         *
         *     - **Access:** whoever has the role `admin`.
         *     - **Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getAdminStripeEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/stripe-events/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay an event of Stripe's
         * @description Its object is fetched from Stripe as it is now and applied, so that replaying one twice changes nothing.
         *
         *     - **Access:** whoever has the role `admin`.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        post: operations["postAdminStripeEventsByIdReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List accounts
         * @description Newest first. `q` finds them by a part of a name, a user name or an email address.
         *
         *     - **Access:** whoever has the role `admin`.
         *     - **Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getAdminUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an account
         * @description - **Access:** whoever has the role `admin`.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getAdminUsersById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{id}/ban": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Ban somebody
         * @description Their sessions end, their tokens and API keys stop working within seconds. Somebody banned can be banned otherwise. Oneself and the last admin are `conflict`.
         *
         *     - **Access:** whoever has the role `admin`.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        put: operations["putAdminUsersByIdBan"];
        post?: never;
        /**
         * Lift a ban
         * @description They can sign in again; sessions that ended stay ended.
         *
         *     - **Access:** whoever has the role `admin`.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        delete: operations["deleteAdminUsersByIdBan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{id}/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give somebody a role
         * @description Having it already is no fault.
         *
         *     - **Access:** whoever has the role `admin`.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        put: operations["putAdminUsersByIdRolesByRole"];
        post?: never;
        /**
         * Take a role from somebody
         * @description Not having it is no fault. One's own `admin`, and the last admin's, are `conflict`.
         *
         *     - **Access:** whoever has the role `admin`.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        delete: operations["deleteAdminUsersByIdRolesByRole"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's API keys
         * @description - **Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description The key is in this answer and in no other. A key cannot make keys.
         *
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        post: operations["postApiKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an API key
         * @description - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getApiKeysById"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description It stops working with the next request, on every server.
         *
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        delete: operations["deleteApiKeysById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Finish a sign-in (PKCE)
         * @description Where a sign-in elsewhere comes back with a `code`. Sets the session's cookies and goes on to `next`; a code that does not hold leads to `/login?error=link_invalid`.
         *
         *     - **Limit:** class `auth`, 30 a minute for each address.
         */
        get: operations["getAuthCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link to choose a new password
         * @description The answer does not tell whether the address has an account; the letter does.
         *
         *     - **Limit:** class `auth`, 30 a minute for each address, and 20 a minute for each account.
         */
        post: operations["postAuthForgotPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a password
         * @description Sets the session's cookies. A wrong password and an unknown address get the same answer, in the same time.
         *
         *     - **Limit:** class `auth`, 30 a minute for each address, and 20 a minute for each account.
         */
        post: operations["postAuthLogin"];
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
        /**
         * Sign out
         * @description Ends the session, and clears its cookies.
         *
         *     - **Limit:** class `auth`, 30 a minute for each address.
         */
        post: operations["postAuthLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/magic-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link to sign in
         * @description The answer does not tell whether the address has an account; the letter does.
         *
         *     - **Limit:** class `auth`, 30 a minute for each address, and 20 a minute for each account.
         */
        post: operations["postAuthMagicLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account
         * @description Signs it in and sets the session's cookies, unless its address must be confirmed first: then a letter is sent, and `confirmationRequired` is answered for an address that has an account as well.
         *
         *     - **Limit:** class `auth`, 30 a minute for each address, and 20 a minute for each account.
         */
        post: operations["postAuthRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password
         * @description For whoever the link in the letter has signed in, or with that link's `tokenHash`. All other sessions of the account end.
         *
         *     - **Limit:** class `auth`, 30 a minute for each address.
         */
        post: operations["postAuthResetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in
         * @description `user` is null when nobody is. It is never a 401.
         *
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getAuthSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a link from an email
         * @description Sets the session's cookies and goes on to `next`. A link that is too old leads to `/login?error=link_invalid`.
         *
         *     - **Limit:** class `auth`, 30 a minute for each address.
         */
        get: operations["getAuthVerify"];
        put?: never;
        /**
         * Sign in with the token of a link from an email
         * @description The same for an app that reads the link by itself. Sets the session's cookies.
         *
         *     - **Limit:** class `auth`, 30 a minute for each address.
         */
        post: operations["postAuthVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is for sale
         * @description Products with their prices, as Stripe has them.
         *
         *     - **Conditional:** the answer has an `ETag`; to `If-None-Match` with it the answer is 304.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getBillingCatalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Buy a membership, or something once
         * @description Answers a page at Stripe. What was paid there arrives by webhook, and is heard as `subscription.changed` or `order.changed` on `user:<id>`.
         *
         *     - **Repeating:** `Idempotency-Key` is honoured.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        post: operations["postBillingCheckout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/portal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Manage plan, card and invoices at Stripe
         * @description Answers a page at Stripe, for this caller, once.
         *
         *     - **Repeating:** `Idempotency-Key` is honoured.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        post: operations["postBillingPortal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's subscription
         * @description The newest that still runs, else the newest that did; null without any.
         *
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getBillingSubscription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a comment
         * @description Its author, the post's author and admins may.
         *
         *     - **Repeating:** `Idempotency-Key` is honoured.
         *     - **Conditional:** with `If-Match` it is done only to the version that was read; else the answer is 412.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        delete: operations["deleteCommentsById"];
        options?: never;
        head?: never;
        /**
         * Change a comment
         * @description One's own, for 15 minutes after it was written.
         *
         *     - **Repeating:** `Idempotency-Key` is honoured.
         *     - **Conditional:** with `If-Match` it is done only to the version that was read; else the answer is 412.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        patch: operations["patchCommentsById"];
        trace?: never;
    };
    "/api/cron/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Run recurring work
         * @description Needs `CRON_SECRET`. Answers when the work is done. `GET` is there for schedulers that can only ask.
         *
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        get: operations["getCronByTask"];
        put?: never;
        /**
         * Run recurring work
         * @description Needs `CRON_SECRET`. Answers when the work is done. `GET` is there for schedulers that can only ask.
         *
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        post: operations["postCronByTask"];
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
        /**
         * Ask what has happened
         * @description For clients that cannot hold a stream. Ask again with the `lastEventId` of the answer and nothing is missed; without one the newest 100 are answered.
         *
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear what happens
         * @description An endless stream of server-sent events: first what was missed since `Last-Event-ID`, in order, then what happens. `reset`, `expired`, `revoked` and `readers` are about the stream itself and have no id. [More](/docs#events).
         *
         *     - **Limit:** class `stream`, 120 a minute for each address, 240 a minute for each person who is signed in.
         */
        get: operations["getEventsStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the server alive?
         * @description It asks nobody else.
         *
         *     - **Limit:** class `probe`, 1,200 a minute for each address.
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
    "/api/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is everything behind it there?
         * @description 200 when every service that requests depend on answers, else 503 with the same body. `latencyMs` is how long each took.
         *
         *     - **Limit:** class `probe`, 1,200 a minute for each address.
         */
        get: operations["getHealthReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See a picture
         * @description A redirect to the file, which lasts ten minutes; with `Accept: application/json`, what the picture is and where its files are.
         *
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getMediaById"];
        put?: never;
        post?: never;
        /**
         * Delete a picture
         * @description With all of its files.
         *
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        delete: operations["deleteMediaById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read this server's metrics in Prometheus' format; needs METRICS_TOKEN as a bearer token
         * @description Needs `METRICS_TOKEN`. Where none is set, there is no such address.
         *
         *     - **Limit:** class `probe`, 1,200 a minute for each address.
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
    "/api/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's notifications
         * @description Newest first, with the count of unread ones.
         *
         *     - **Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark notifications as read
         * @description Those in `ids`, or all.
         *
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        post: operations["postNotificationsRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This description
         * @description OpenAPI 3.1, made from the declarations of the routes.
         *
         *     - **Conditional:** the answer has an `ETag`; to `If-None-Match` with it the answer is 304.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getOpenapiJson"];
        put?: never;
        post?: never;
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
        /**
         * List one's orders
         * @description What was bought once, newest first.
         *
         *     - **Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List posts
         * @description Published ones, newest first, without their texts; with `status=draft` those drafts that the caller can see; with `q` the best match first.
         *
         *     - **Conditional:** the answer has an `ETag`; to `If-None-Match` with it the answer is 304.
         *     - **Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getPosts"];
        put?: never;
        /**
         * Write a post
         * @description In the caller's name. A draft is seen by its author and editors alone.
         *
         *     - **Repeating:** `Idempotency-Key` is honoured.
         *     - **Conditional:** the answer has an `ETag`, to change it under.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        post: operations["postPosts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a post
         * @description `content` is left out for who may not read it; all else is there, so that a page can tell what one would read.
         *
         *     - **Conditional:** the answer has an `ETag`; to `If-None-Match` with it the answer is 304.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getPostsById"];
        /**
         * Replace a post
         * @description Every field but `slug` is needed. Its author and editors may.
         *
         *     - **Conditional:** with `If-Match` it is done only to the version that was read; else the answer is 412.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        put: operations["putPostsById"];
        post?: never;
        /**
         * Delete a post
         * @description With its text, comments and reactions. Its author and admins may.
         *
         *     - **Repeating:** `Idempotency-Key` is honoured.
         *     - **Conditional:** with `If-Match` it is done only to the version that was read; else the answer is 412.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        delete: operations["deletePostsById"];
        options?: never;
        head?: never;
        /**
         * Change a post
         * @description Only what is named changes. Its author and editors may.
         *
         *     - **Repeating:** `Idempotency-Key` is honoured.
         *     - **Conditional:** with `If-Match` it is done only to the version that was read; else the answer is 412.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        patch: operations["patchPostsById"];
        trace?: never;
    };
    "/api/posts/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the comments on a post
         * @description Oldest first. An answer names the comment that it answers in `parentId`.
         *
         *     - **Conditional:** the answer has an `ETag`; to `If-None-Match` with it the answer is 304.
         *     - **Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getPostsByIdComments"];
        put?: never;
        /**
         * Comment on a post
         * @description Whoever can read the post may. Its author, and whose comment is answered, are told.
         *
         *     - **Repeating:** `Idempotency-Key` is honoured.
         *     - **Conditional:** the answer has an `ETag`, to change it under.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        post: operations["postPostsByIdComments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{id}/reactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the reactions to a post
         * @description With the caller's own in `mine`.
         *
         *     - **Conditional:** the answer has an `ETag`; to `If-None-Match` with it the answer is 304.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getPostsByIdReactions"];
        /**
         * React to a post
         * @description In place of the reaction given before.
         *
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        put: operations["putPostsByIdReactions"];
        post?: never;
        /**
         * Take one's reaction back
         * @description Without one it changes nothing.
         *
         *     - **Repeating:** `Idempotency-Key` is honoured.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        delete: operations["deletePostsByIdReactions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a picture of up to 5 MB
         * @description JPEG, PNG or WebP, in the field `file`. Larger ones go to storage directly: `POST /api/uploads/sign`.
         *
         *     - **Limit:** class `upload`, 10 a minute for each address, 60 a minute for each person who is signed in.
         */
        post: operations["postUploads"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete an upload
         * @description The file is looked at, turned upright, stripped of what a camera notes, and made in several sizes. Answers when that is done, seconds later.
         *
         *     - **Limit:** class `upload`, 10 a minute for each address, 60 a minute for each person who is signed in.
         */
        post: operations["postUploadsByIdComplete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/uploads/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin an upload
         * @description `PUT` the bytes to the `url` of the answer, then complete the upload; after 45 minutes it is forgotten.
         *
         *     - **Limit:** class `upload`, 10 a minute for each address, 60 a minute for each person who is signed in.
         */
        post: operations["postUploadsSign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List people
         * @description By user name; `q` finds them by a part of either name.
         *
         *     - **Conditional:** the answer has an `ETag`; to `If-None-Match` with it the answer is 304.
         *     - **Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getUsers"];
        put?: never;
        /**
         * Make an account for somebody
         * @description Its address counts as confirmed, and nobody is signed in by it.
         *
         *     - **Access:** whoever has the role `admin`.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        post: operations["postUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a profile
         * @description By id or user name.
         *
         *     - **Conditional:** the answer has an `ETag`; to `If-None-Match` with it the answer is 304.
         *     - **Limit:** class `read`, 300 a minute for each address, 1,200 a minute for each person who is signed in.
         */
        get: operations["getUsersById"];
        /**
         * Replace one's own profile
         * @description Every field but `avatarMediaId` is needed.
         *
         *     - **Conditional:** with `If-Match` it is done only to the version that was read; else the answer is 412.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        put: operations["putUsersById"];
        post?: never;
        /**
         * Delete an account
         * @description With everything of it: one's own or, as an admin, anybody's.
         *
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        delete: operations["deleteUsersById"];
        options?: never;
        head?: never;
        /**
         * Change one's own profile
         * @description Only what is named changes.
         *
         *     - **Conditional:** with `If-Match` it is done only to the version that was read; else the answer is 412.
         *     - **Limit:** class `write`, 30 a minute for each address, 180 a minute for each person who is signed in.
         */
        patch: operations["patchUsersById"];
        trace?: never;
    };
    "/api/webhooks/stripe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Events from Stripe
         * @description The raw body, signed. 200 says that the event is kept, whatever comes of it; the same event again changes nothing.
         *
         *     - **Limit:** class `webhook`, 60,000 a minute for each address.
         */
        post: operations["postWebhooksStripe"];
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
        ApiKey: {
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            /** @description To the minute. */
            lastUsedAt: string | null;
            name: string;
            /** @description What stands between `plk_` and the secret. */
            prefix: string;
            scopes: ("posts:read" | "posts:write" | "comments:read" | "comments:write" | "profile:read" | "profile:write" | "media:read" | "media:write" | "notifications:read" | "notifications:write" | "users:read" | "reactions:write" | "events:read" | "billing:read")[];
        };
        AuditEntry: {
            /** @enum {string} */
            action: "account.signed_in" | "account.sessions_ended" | "account.password_changed" | "account.created" | "account.deleted" | "account.banned" | "account.unbanned" | "role.granted" | "role.revoked" | "post.deleted" | "api_key.created" | "api_key.revoked" | "stripe_event.replayed" | "job.retried" | "job.deleted";
            /** @description Null when it is not known who did it. */
            actor: {
                /** Format: uuid */
                id: string;
                /** @description As it is now; null when the account is gone. */
                name: string | null;
                /** @description As it is now; null when the account is gone. */
                username: string | null;
            } | null;
            /** Format: date-time */
            createdAt: string;
            id: string;
            ip: string | null;
            metadata: {
                [key: string]: unknown;
            };
            requestId: string | null;
            target: {
                id: string;
                /** @enum {string} */
                type: "account" | "post" | "api_key" | "stripe_event" | "job";
                /** @description Of an account, as it is now; else null. */
                username: string | null;
            };
            /**
             * @description How the actor proved who they are. `outside`: not by this API, but at the database or at Supabase.
             * @enum {string}
             */
            via: "cookie" | "bearer" | "api_key" | "outside";
        };
        Author: {
            /** @description A path of this site; null without a picture. */
            avatarUrl: string | null;
            /** Format: uuid */
            id: string;
            name: string;
            username: string;
        };
        Ban: {
            /** Format: date-time */
            bannedAt: string;
            /** @description Null: it was not done here. */
            bannedBy: string | null;
            reason: string;
            /** @description Null: for good. */
            until: string | null;
        };
        Comment: {
            author: components["schemas"]["Author"];
            body: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            parentId: string | null;
            /** Format: uuid */
            postId: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CreatedApiKey: {
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            /** @description The whole key. It is answered now and never again. */
            key: string;
            /** @description To the minute. */
            lastUsedAt: string | null;
            name: string;
            /** @description What stands between `plk_` and the secret. */
            prefix: string;
            scopes: ("posts:read" | "posts:write" | "comments:read" | "comments:write" | "profile:read" | "profile:write" | "media:read" | "media:write" | "notifications:read" | "notifications:write" | "users:read" | "reactions:write" | "events:read" | "billing:read")[];
        };
        Event: {
            data: {
                [key: string]: unknown;
            };
            id: string;
            topic: string;
            type: string;
        };
        EventList: {
            data: components["schemas"]["Event"][];
            hasMore: boolean;
            /** @description Where to go on from, also when there was nothing. */
            lastEventId: string;
            /** @description Events between `lastEventId` and these are no longer kept. */
            reset: boolean;
        };
        Health: {
            /** @constant */
            status: "ok";
        };
        Job: {
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            id: string;
            /** @description Without addresses, secrets and numbers of cards. */
            lastError: string | null;
            maxAttempts: number;
            /**
             * Format: date-time
             * @description When it is tried next, at the earliest.
             */
            runAt: string;
            /** @enum {string} */
            state: "waiting" | "running" | "failed" | "dead";
            task: string;
        };
        Media: {
            alt: string;
            /** @description A few pixels to show until the picture is there. */
            blurDataUrl: string | null;
            height: number | null;
            /** Format: uuid */
            id: string;
            /** @description The type of what was sent. */
            mime: string;
            /** @description The files: best formats first, small ones first. Empty until it is ready. */
            sources: {
                height: number;
                type: string;
                /** @description A path of this API. */
                url: string;
                width: number;
            }[];
            /** @enum {string} */
            status: "pending" | "ready" | "rejected";
            width: number | null;
        };
        Notification: {
            /** @description Who did it, under the name of that moment. */
            author: components["schemas"]["Author"];
            /** Format: uuid */
            commentId: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            post: {
                /** Format: uuid */
                id: string;
                slug: string;
                title: string;
            };
            readAt: string | null;
            /** @enum {string} */
            type: "post_commented" | "comment_answered";
        };
        Order: {
            /** @description In minor units of the currency. */
            amount: number;
            /** @description In minor units of the currency. */
            amountRefunded: number;
            /** Format: date-time */
            createdAt: string;
            /** @description ISO 4217 in lower case. */
            currency: string;
            id: string;
            /** @description What was bought, also when it is off sale. */
            name: string | null;
            paidAt: string | null;
            priceId: string | null;
            quantity: number;
            /** @enum {string} */
            status: "pending" | "paid" | "failed" | "expired" | "refunded" | "disputed";
        };
        Pagination: {
            hasMore: boolean;
            limit: number;
            /** @description `cursor` of the next page; null on the last one and on numbered pages. */
            nextCursor: string | null;
            page?: number;
            /** @description How many rows there are, when a `page` was asked for. */
            total?: number;
            totalPages?: number;
        };
        /** @description An account as admins see it. */
        Person: {
            /** @description A path of this site; null without a picture. */
            avatarUrl: string | null;
            /** @description The ban that there is now. */
            ban: components["schemas"]["Ban"] | null;
            /** Format: date-time */
            createdAt: string;
            email: string;
            emailConfirmed: boolean;
            /** Format: uuid */
            id: string;
            lastSignInAt: string | null;
            name: string;
            roles: ("admin" | "editor")[];
            username: string;
        };
        Post: {
            author: components["schemas"]["Author"];
            commentCount: number;
            /** @description Markdown. Only for those who may read it. */
            content?: string;
            /** Format: date-time */
            createdAt: string;
            excerpt: string;
            /** @description In search results: the title and passages with each found word between U+E000 and U+E001. It is text: escape it before the marks become tags. */
            highlight?: {
                snippet: string;
                title: string;
            };
            /** Format: uuid */
            id: string;
            publishedAt: string | null;
            reactionCount: number;
            slug: string;
            /** @enum {string} */
            status: "draft" | "published";
            title: string;
            /** Format: date-time */
            updatedAt: string;
            /** @enum {string} */
            visibility: "public" | "members";
        };
        /** @description A failure, as RFC 9457 has it. Its type is application/problem+json. */
        Problem: {
            /**
             * @description What to switch on. It never changes its meaning.
             * @enum {string}
             */
            code: "invalid_json" | "invalid_form" | "invalid_signature" | "livemode_mismatch" | "link_invalid" | "unauthenticated" | "invalid_token" | "invalid_credentials" | "forbidden" | "csrf" | "quota_exceeded" | "too_many_api_keys" | "email_not_confirmed" | "not_found" | "method_not_allowed" | "conflict" | "idempotency_running" | "email_taken" | "upload_missing" | "upload_busy" | "precondition_failed" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "idempotency_mismatch" | "image_rejected" | "rate_limited" | "internal_error" | "unavailable";
            /** @description This occurrence in words, for people. */
            detail?: string;
            /** @description Everything that is wrong with the input. */
            errors?: {
                code: string;
                message: string;
                /** @description Which field, in dots: `email`, `tags.0`. */
                path: string;
            }[];
            /** @description The id under which the request is logged. */
            requestId: string;
            status: number;
            /** @description The code in words; the same for every occurrence. */
            title: string;
            /**
             * Format: uri
             * @description Where this code is explained.
             */
            type: string;
        };
        Product: {
            description: string | null;
            id: string;
            name: string;
            prices: {
                /** @description ISO 4217 in lower case. */
                currency: string;
                id: string;
                interval: ("day" | "week" | "month" | "year") | null;
                intervalCount: number | null;
                lookupKey: string | null;
                /** @enum {string} */
                type: "recurring" | "one_time";
                /** @description In minor units of the currency. */
                unitAmount: number;
            }[];
        };
        Reactions: {
            counts: {
                funny: number;
                insightful: number;
                like: number;
                love: number;
            };
            /** @description The caller's own reaction. */
            mine: ("like" | "love" | "insightful" | "funny") | null;
            total: number;
        };
        Readiness: {
            checks: {
                auth: {
                    latencyMs: number;
                    ok: boolean;
                };
                database: {
                    latencyMs: number;
                    ok: boolean;
                };
                jobs: {
                    latencyMs: number;
                    ok: boolean;
                };
                realtime: {
                    latencyMs: number;
                    ok: boolean;
                };
                rest: {
                    latencyMs: number;
                    ok: boolean;
                };
                storage: {
                    latencyMs: number;
                    ok: boolean;
                };
            };
            /**
             * @description stopping: this server has been told to end and takes no new connections.
             * @enum {string}
             */
            status: "ready" | "unavailable" | "stopping";
        };
        /** @description `confirmationRequired`: a link was sent, and nobody is signed in yet. It is answered for an address that has an account as well. */
        Registered: {
            aal: ("aal1" | "aal2") | null;
            confirmationRequired: boolean;
            /** @description The caller's subscription. `endsAt` when it was cancelled. */
            membership: {
                currentPeriodEnd: string | null;
                endsAt: string | null;
                isMember: boolean;
                status: string;
            } | null;
            user: {
                email: string;
                /** Format: uuid */
                id: string;
                name: string;
                roles: ("admin" | "editor")[];
                username: string;
            } | null;
        };
        Session: {
            aal: ("aal1" | "aal2") | null;
            /** @description The caller's subscription. `endsAt` when it was cancelled. */
            membership: {
                currentPeriodEnd: string | null;
                endsAt: string | null;
                isMember: boolean;
                status: string;
            } | null;
            user: {
                email: string;
                /** Format: uuid */
                id: string;
                name: string;
                roles: ("admin" | "editor")[];
                username: string;
            } | null;
        };
        /** @description An order as admins see it. */
        SoldOrder: {
            /** @description In minor units of the currency. */
            amount: number;
            /** @description In minor units of the currency. */
            amountRefunded: number;
            /** Format: date-time */
            createdAt: string;
            /** @description ISO 4217 in lower case. */
            currency: string;
            id: string;
            /** @description What was bought, also when it is off sale. */
            name: string | null;
            paidAt: string | null;
            priceId: string | null;
            quantity: number;
            /** @enum {string} */
            status: "pending" | "paid" | "failed" | "expired" | "refunded" | "disputed";
            stripeCustomerId: string | null;
            stripePaymentIntentId: string | null;
            /** @description Null: nobody here, or gone. */
            user: components["schemas"]["Author"] | null;
        };
        StripeEvent: {
            attempts: number;
            /** Format: date-time */
            created: string;
            id: string;
            lastError: string | null;
            objectId: string | null;
            processedAt: string | null;
            /** Format: date-time */
            receivedAt: string;
            /** @enum {string} */
            state: "pending" | "processed" | "ignored" | "failed" | "dead";
            type: string;
        };
        Subscription: {
            cancelAt: string | null;
            cancelAtPeriodEnd: boolean;
            currentPeriodEnd: string | null;
            /** @description Past due: until when it stays open all the same. After that it is closed until it is paid. */
            graceEndsAt: string | null;
            id: string;
            /** @description Whether what is for members is open to the caller now. */
            isMember: boolean;
            /** @description Since when a payment is owed. */
            pastDueSince: string | null;
            /** @description Nothing is collected for now. It takes no access away. */
            paymentsPaused: boolean;
            /** @description Also when it is off sale. Null: unknown here. */
            price: {
                /** @description ISO 4217 in lower case. */
                currency: string;
                interval: ("day" | "week" | "month" | "year") | null;
                intervalCount: number | null;
                name: string;
                unitAmount: number | null;
            } | null;
            priceId: string | null;
            /** @description When the payment of the current period was refunded or disputed, which closes it at once. */
            revokedAt: string | null;
            /** @enum {string} */
            status: "incomplete" | "incomplete_expired" | "trialing" | "active" | "past_due" | "canceled" | "unpaid" | "paused";
            trialEnd: string | null;
        };
        UploadTicket: {
            /** Format: date-time */
            expiresAt: string;
            /** Format: uuid */
            id: string;
            /** @description For files over 6 MB: the same by TUS 1.0.0, in parts of 6 MiB. */
            resumable: {
                headers: {
                    [key: string]: string;
                };
                metadata: {
                    [key: string]: string;
                };
                /** Format: uri */
                url: string;
            };
            token: string;
            /**
             * Format: uri
             * @description PUT the bytes here, with the Content-Type that was announced.
             */
            url: string;
        };
        User: {
            /** @description A path of this site; null without a picture. */
            avatarUrl: string | null;
            bio: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            updatedAt: string;
            username: string;
        };
    };
    responses: never;
    parameters: {
        /** @description 1 to 255 visible ASCII characters of your own, such as a UUID. The first answer under it is kept for 24 hours and given again to whoever repeats the request. */
        IdempotencyKey: string;
        /** @description The `ETag` of what you have read. If it was edited since, nothing is done and the answer is 412. Comments and reactions are no edits. */
        IfMatch: string;
        /** @description The `ETag` of what you have. While it is still that, the answer is 304 without a body. */
        IfNoneMatch: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAdminAudit: {
        parameters: {
            query?: {
                action?: "account.signed_in" | "account.sessions_ended" | "account.password_changed" | "account.created" | "account.deleted" | "account.banned" | "account.unbanned" | "role.granted" | "role.revoked" | "post.deleted" | "api_key.created" | "api_key.revoked" | "stripe_event.replayed" | "job.retried" | "job.deleted";
                /** @description An id or a user name. */
                actor?: string;
                /** @description `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description From this moment on. */
                since?: string;
                /** @description The id of what it is about. */
                target?: string;
                /** @description Before this moment. */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["AuditEntry"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getAdminJobs: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description How many rows, 1 to 100. */
                limit?: number;
                state?: "waiting" | "running" | "failed" | "dead";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Job"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    deleteAdminJobsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `conflict`: It conflicts with something that exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postAdminJobsByIdRetry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted: it is done after the answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `conflict`: It conflicts with something that exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getAdminOrders: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description How many rows, 1 to 100. */
                limit?: number;
                status?: "pending" | "paid" | "failed" | "expired" | "refunded" | "disputed";
                /** @description Who bought it. */
                user?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SoldOrder"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getAdminPosts: {
        parameters: {
            query?: {
                author?: string;
                /** @description `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description How many rows, 1 to 100. */
                limit?: number;
                status?: "draft" | "published";
                visibility?: "public" | "members";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Post"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getAdminStripeEvents: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description How many rows, 1 to 100. */
                limit?: number;
                state?: "pending" | "processed" | "ignored" | "failed" | "dead";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StripeEvent"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postAdminStripeEventsByIdReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted: it is done after the answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getAdminUsers: {
        parameters: {
            query?: {
                banned?: boolean | ("true" | "false");
                /** @description `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description Part of a name, a user name or an email address. */
                q?: string;
                role?: "admin" | "editor";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Person"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getAdminUsersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    putAdminUsersByIdBan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description For other admins. The person is not told. */
                    reason: string;
                    /**
                     * Format: date-time
                     * @description Left out, it is for good.
                     */
                    until?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `conflict`: It conflicts with something that exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    deleteAdminUsersByIdBan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    putAdminUsersByIdRolesByRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                role: "admin" | "editor";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    deleteAdminUsersByIdRolesByRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                role: "admin" | "editor";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `conflict`: It conflicts with something that exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getApiKeys: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description How many rows, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postApiKeys: {
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
                     * @description Left out or null, the key works until it is revoked.
                     * @default null
                     */
                    expiresAt?: string | null;
                    name: string;
                    /** @description What the key may be used for. */
                    scopes: ("posts:read" | "posts:write" | "comments:read" | "comments:write" | "profile:read" | "profile:write" | "media:read" | "media:write" | "notifications:read" | "notifications:write" | "users:read" | "reactions:write" | "events:read" | "billing:read")[];
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             *
             *     `too_many_api_keys`: There is no room left for another API key
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf" | "too_many_api_keys";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getApiKeysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    deleteApiKeysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getAuthCallback: {
        parameters: {
            query?: {
                /** @description What the sign-in gave out, to be exchanged once. */
                code?: string;
                /** @description Why the sign-in failed, if it did. */
                error_code?: string;
                /** @description Where to go then: a path on this site. */
                next?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Go on there */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postAuthForgotPassword: {
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
            /** @description Accepted: it is done after the answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postAuthLogin: {
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
                    /** Format: password */
                    password: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `invalid_token`: The access token is not valid
             *
             *     `invalid_credentials`: The email or the password is wrong
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token" | "invalid_credentials";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             *
             *     `email_not_confirmed`: The email address is not confirmed yet
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf" | "email_not_confirmed";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postAuthLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description `local` ends this session, `global` all of one's own, `others` all but this.
                     * @default local
                     * @enum {string}
                     */
                    scope?: "local" | "global" | "others";
                };
            };
        };
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postAuthMagicLink: {
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
                    /** @description Where to go then: a path on this site. */
                    next?: string;
                };
            };
        };
        responses: {
            /** @description Accepted: it is done after the answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postAuthRegister: {
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
                    /**
                     * Format: password
                     * @description 10 characters or more, and not one of the common ones.
                     */
                    password: string;
                    /** @description Left out, it is made from the name. */
                    username?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registered"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /**
             * @description `conflict`: It conflicts with something that exists
             *
             *     `email_taken`: The email address already has an account
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict" | "email_taken";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postAuthResetPassword: {
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
                     * Format: password
                     * @description 10 characters or more, and not one of the common ones.
                     */
                    password: string;
                    /** @description From the link in the email. Not needed once the link has signed its reader in. */
                    tokenHash?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /**
             * @description `invalid_json`: The body is not valid JSON
             *
             *     `link_invalid`: The link is not valid any more
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json" | "link_invalid";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getAuthSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getAuthVerify: {
        parameters: {
            query: {
                /** @description Where to go then: a path on this site. */
                next?: string;
                token_hash: string;
                type: "signup" | "invite" | "magiclink" | "recovery" | "email_change" | "email";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Go on there */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postAuthVerify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    tokenHash: string;
                    /** @enum {string} */
                    type: "signup" | "invite" | "magiclink" | "recovery" | "email_change" | "email";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /**
             * @description `invalid_json`: The body is not valid JSON
             *
             *     `link_invalid`: The link is not valid any more
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json" | "link_invalid";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getBillingCatalogue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have. While it is still that, the answer is 304 without a body. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Product"][];
                    };
                };
            };
            /** @description It is still what you have */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postBillingCheckout: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters of your own, such as a UUID. The first answer under it is kept for 24 hours and given again to whoever repeats the request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The path of the page to go on with when it is paid. */
                    next?: string;
                    /** @description A price of `GET /api/billing/catalogue`. */
                    priceId: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uri */
                        url: string;
                    };
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /**
             * @description `conflict`: It conflicts with something that exists
             *
             *     `idempotency_running`: The first request under this Idempotency-Key is still running
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict" | "idempotency_running";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /**
             * @description `validation_failed`: Some fields are not valid
             *
             *     `idempotency_mismatch`: This Idempotency-Key was used for something else
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed" | "idempotency_mismatch";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postBillingPortal: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters of your own, such as a UUID. The first answer under it is kept for 24 hours and given again to whoever repeats the request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uri */
                        url: string;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `idempotency_running`: The first request under this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "idempotency_running";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /**
             * @description `validation_failed`: Some fields are not valid
             *
             *     `idempotency_mismatch`: This Idempotency-Key was used for something else
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed" | "idempotency_mismatch";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getBillingSubscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"] | null;
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    deleteCommentsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters of your own, such as a UUID. The first answer under it is kept for 24 hours and given again to whoever repeats the request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` of what you have read. If it was edited since, nothing is done and the answer is 412. Comments and reactions are no edits. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `idempotency_running`: The first request under this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "idempotency_running";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `precondition_failed`: It was changed by somebody else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "precondition_failed";
                        /** @enum {integer} */
                        status: 412;
                    };
                };
            };
            /**
             * @description `validation_failed`: Some fields are not valid
             *
             *     `idempotency_mismatch`: This Idempotency-Key was used for something else
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed" | "idempotency_mismatch";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    patchCommentsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters of your own, such as a UUID. The first answer under it is kept for 24 hours and given again to whoever repeats the request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` of what you have read. If it was edited since, nothing is done and the answer is 412. Comments and reactions are no edits. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    body: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `idempotency_running`: The first request under this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "idempotency_running";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `precondition_failed`: It was changed by somebody else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "precondition_failed";
                        /** @enum {integer} */
                        status: 412;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /**
             * @description `validation_failed`: Some fields are not valid
             *
             *     `idempotency_mismatch`: This Idempotency-Key was used for something else
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed" | "idempotency_mismatch";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getCronByTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description `CRON_SECRET`, where a scheduler has no bearer token. */
                "X-Cron-Secret"?: string;
            };
            path: {
                /** @description `jobs` works on what waits in the queue; the others are recurring tasks. */
                task: "jobs" | "reconcile_stripe" | "retry_stripe_events" | "clean_up" | "remove_abandoned_uploads";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postCronByTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description `CRON_SECRET`, where a scheduler has no bearer token. */
                "X-Cron-Secret"?: string;
            };
            path: {
                /** @description `jobs` works on what waits in the queue; the others are recurring tasks. */
                task: "jobs" | "reconcile_stripe" | "retry_stripe_events" | "clean_up" | "remove_abandoned_uploads";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthenticated`: Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `csrf`: The request comes from another site */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query: {
                /** @description Goes on after this event. */
                lastEventId?: string;
                topics: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getEventsStream: {
        parameters: {
            query: {
                /** @description Goes on after this event. */
                lastEventId?: string;
                topics: string;
            };
            header?: {
                /** @description Goes on after this event, as `lastEventId` does. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
        };
    };
    getHealthReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description Not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getMediaById: {
        parameters: {
            query?: {
                /** @description Left out, the Accept header decides. */
                format?: "avif" | "webp" | "jpeg" | "png";
                /** @description How wide it will be shown, in pixels: the smallest file that suffices, or the largest. */
                w?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Media"];
                };
            };
            /** @description It is there */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    deleteMediaById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
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
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain; version=0.0.4; charset=utf-8": string;
                };
            };
            /** @description `unauthenticated`: Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
        };
    };
    getNotifications: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description How many rows, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Notification"][];
                        pagination: components["schemas"]["Pagination"];
                        /** @description How many are unread, on all pages; 100 stands for 100 or more. */
                        unread: number;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postNotificationsRead: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Which ones; all of them, if left out. */
                    ids?: string[];
                };
            };
        };
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getOpenapiJson: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have. While it is still that, the answer is 304 without a body. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
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
            /** @description It is still what you have */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getOrders: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description How many rows, 1 to 100. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Order"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getPosts: {
        parameters: {
            query?: {
                /** @description An id or a user name. */
                author?: string;
                /** @description `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description A numbered page instead of a cursor, within the first 10,000 rows. */
                page?: number;
                /** @description Full-text search, best first. Takes quotes, `or` and `-`. */
                q?: string;
                /** @description `draft` lists the drafts that the caller can see, newest first. */
                status?: "draft" | "published";
                visibility?: "public" | "members";
            };
            header?: {
                /** @description The `ETag` of what you have. While it is still that, the answer is 304 without a body. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Post"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /** @description It is still what you have */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postPosts: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters of your own, such as a UUID. The first answer under it is kept for 24 hours and given again to whoever repeats the request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Markdown. */
                    content: string;
                    excerpt?: string;
                    slug?: string;
                    /**
                     * @default draft
                     * @enum {string}
                     */
                    status?: "draft" | "published";
                    title: string;
                    /**
                     * @default public
                     * @enum {string}
                     */
                    visibility?: "public" | "members";
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /**
             * @description `conflict`: It conflicts with something that exists
             *
             *     `idempotency_running`: The first request under this Idempotency-Key is still running
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict" | "idempotency_running";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /**
             * @description `validation_failed`: Some fields are not valid
             *
             *     `idempotency_mismatch`: This Idempotency-Key was used for something else
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed" | "idempotency_mismatch";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getPostsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have. While it is still that, the answer is 304 without a body. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description An id or a slug. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            /** @description It is still what you have */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    putPostsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have read. If it was edited since, nothing is done and the answer is 412. Comments and reactions are no edits. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description An id or a slug. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Markdown. */
                    content: string;
                    excerpt: string;
                    slug?: string;
                    /** @enum {string} */
                    status: "draft" | "published";
                    title: string;
                    /** @enum {string} */
                    visibility: "public" | "members";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `conflict`: It conflicts with something that exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `precondition_failed`: It was changed by somebody else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "precondition_failed";
                        /** @enum {integer} */
                        status: 412;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    deletePostsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters of your own, such as a UUID. The first answer under it is kept for 24 hours and given again to whoever repeats the request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` of what you have read. If it was edited since, nothing is done and the answer is 412. Comments and reactions are no edits. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description An id or a slug. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `idempotency_running`: The first request under this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "idempotency_running";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `precondition_failed`: It was changed by somebody else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "precondition_failed";
                        /** @enum {integer} */
                        status: 412;
                    };
                };
            };
            /**
             * @description `validation_failed`: Some fields are not valid
             *
             *     `idempotency_mismatch`: This Idempotency-Key was used for something else
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed" | "idempotency_mismatch";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    patchPostsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters of your own, such as a UUID. The first answer under it is kept for 24 hours and given again to whoever repeats the request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` of what you have read. If it was edited since, nothing is done and the answer is 412. Comments and reactions are no edits. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description An id or a slug. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Markdown. */
                    content?: string;
                    excerpt?: string;
                    slug?: string;
                    /** @enum {string} */
                    status?: "draft" | "published";
                    title?: string;
                    /** @enum {string} */
                    visibility?: "public" | "members";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /**
             * @description `conflict`: It conflicts with something that exists
             *
             *     `idempotency_running`: The first request under this Idempotency-Key is still running
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict" | "idempotency_running";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `precondition_failed`: It was changed by somebody else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "precondition_failed";
                        /** @enum {integer} */
                        status: 412;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /**
             * @description `validation_failed`: Some fields are not valid
             *
             *     `idempotency_mismatch`: This Idempotency-Key was used for something else
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed" | "idempotency_mismatch";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getPostsByIdComments: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description A numbered page instead of a cursor, within the first 10,000 rows. */
                page?: number;
            };
            header?: {
                /** @description The `ETag` of what you have. While it is still that, the answer is 304 without a body. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description An id or a slug. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Comment"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /** @description It is still what you have */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postPostsByIdComments: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters of your own, such as a UUID. The first answer under it is kept for 24 hours and given again to whoever repeats the request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An id or a slug. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    body: string;
                    /** @description The comment on the same post that this answers. */
                    parentId?: string | null;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `idempotency_running`: The first request under this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "idempotency_running";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /**
             * @description `validation_failed`: Some fields are not valid
             *
             *     `idempotency_mismatch`: This Idempotency-Key was used for something else
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed" | "idempotency_mismatch";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getPostsByIdReactions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have. While it is still that, the answer is 304 without a body. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description An id or a slug. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reactions"];
                };
            };
            /** @description It is still what you have */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    putPostsByIdReactions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id or a slug. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "like" | "love" | "insightful" | "funny";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reactions"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    deletePostsByIdReactions: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible ASCII characters of your own, such as a UUID. The first answer under it is kept for 24 hours and given again to whoever repeats the request. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description An id or a slug. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `idempotency_running`: The first request under this Idempotency-Key is still running */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "idempotency_running";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /**
             * @description `validation_failed`: Some fields are not valid
             *
             *     `idempotency_mismatch`: This Idempotency-Key was used for something else
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed" | "idempotency_mismatch";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postUploads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description What it shows, for those who cannot see it. */
                    alt?: string;
                    /** Format: binary */
                    file: Blob;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Media"];
                };
            };
            /** @description `invalid_form`: The form cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_form";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             *
             *     `quota_exceeded`: There is no room left for your pictures
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf" | "quota_exceeded";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /**
             * @description `validation_failed`: Some fields are not valid
             *
             *     `image_rejected`: The file is not a picture that can be taken
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed" | "image_rejected";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postUploadsByIdComplete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description What it shows, for those who cannot see it. */
                    alt?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Media"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /**
             * @description `upload_missing`: The file has not arrived yet
             *
             *     `upload_busy`: The upload is being worked on already
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "upload_missing" | "upload_busy";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /**
             * @description `validation_failed`: Some fields are not valid
             *
             *     `image_rejected`: The file is not a picture that can be taken
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed" | "image_rejected";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postUploadsSign: {
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
                    contentType: "image/jpeg" | "image/png" | "image/webp";
                    filename: string;
                    /** @description In bytes. */
                    size: number;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadTicket"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             *
             *     `quota_exceeded`: There is no room left for your pictures
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf" | "quota_exceeded";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getUsers: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. Opaque. */
                cursor?: string;
                /** @description How many rows, 1 to 100. */
                limit?: number;
                /** @description A numbered page instead of a cursor, within the first 10,000 rows. */
                page?: number;
                /** @description Part of a name or a user name. */
                q?: string;
            };
            header?: {
                /** @description The `ETag` of what you have. While it is still that, the answer is 304 without a body. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["User"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /** @description It is still what you have */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postUsers: {
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
                    /**
                     * Format: password
                     * @description 10 characters or more, and not one of the common ones.
                     */
                    password: string;
                    username?: string;
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /**
             * @description `conflict`: It conflicts with something that exists
             *
             *     `email_taken`: The email address already has an account
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict" | "email_taken";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    getUsersById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have. While it is still that, the answer is 304 without a body. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description An id or a user name. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description It is still what you have */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /** @description `forbidden`: You are not allowed to do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    putUsersById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have read. If it was edited since, nothing is done and the answer is 412. Comments and reactions are no edits. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description An id or a user name. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A picture of one's own that is ready; null takes it away. Left out, it stays. */
                    avatarMediaId?: string | null;
                    bio: string;
                    name: string;
                    username: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `conflict`: It conflicts with something that exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `precondition_failed`: It was changed by somebody else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "precondition_failed";
                        /** @enum {integer} */
                        status: 412;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    deleteUsersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description An id or a user name. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done, nothing to say */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `conflict`: It conflicts with something that exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    patchUsersById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of what you have read. If it was edited since, nothing is done and the answer is 412. Comments and reactions are no edits. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description An id or a user name. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A picture of one's own that is ready; null takes it away. Left out, it stays. */
                    avatarMediaId?: string | null;
                    bio?: string;
                    name?: string;
                    username?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description `invalid_json`: The body is not valid JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /**
             * @description `unauthenticated`: Sign in first
             *
             *     `invalid_token`: The access token is not valid
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unauthenticated" | "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "not_found";
                        /** @enum {integer} */
                        status: 404;
                    };
                };
            };
            /** @description `conflict`: It conflicts with something that exists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "conflict";
                        /** @enum {integer} */
                        status: 409;
                    };
                };
            };
            /** @description `precondition_failed`: It was changed by somebody else meanwhile */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "precondition_failed";
                        /** @enum {integer} */
                        status: 412;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `unsupported_media_type`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unsupported_media_type";
                        /** @enum {integer} */
                        status: 415;
                    };
                };
            };
            /** @description `validation_failed`: Some fields are not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "validation_failed";
                        /** @enum {integer} */
                        status: 422;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
    postWebhooksStripe: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by Stripe of the body and the endpoint's secret. */
                "Stripe-Signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `invalid_json`: The body is not valid JSON
             *
             *     `invalid_signature`: The signature does not hold
             *
             *     `livemode_mismatch`: The event is of Stripe's other mode
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_json" | "invalid_signature" | "livemode_mismatch";
                        /** @enum {integer} */
                        status: 400;
                    };
                };
            };
            /** @description `invalid_token`: The access token is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "invalid_token";
                        /** @enum {integer} */
                        status: 401;
                    };
                };
            };
            /**
             * @description `forbidden`: You are not allowed to do this
             *
             *     `csrf`: The request comes from another site
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "forbidden" | "csrf";
                        /** @enum {integer} */
                        status: 403;
                    };
                };
            };
            /** @description `payload_too_large`: The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "payload_too_large";
                        /** @enum {integer} */
                        status: 413;
                    };
                };
            };
            /** @description `rate_limited`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "rate_limited";
                        /** @enum {integer} */
                        status: 429;
                    };
                };
            };
            /** @description `internal_error`: Something went wrong */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "internal_error";
                        /** @enum {integer} */
                        status: 500;
                    };
                };
            };
            /** @description `unavailable`: A service that this needs does not answer */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {unknown} */
                        code: "unavailable";
                        /** @enum {integer} */
                        status: 503;
                    };
                };
            };
        };
    };
}
