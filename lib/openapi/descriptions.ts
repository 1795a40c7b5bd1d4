/**
 * What one line does not tell, in Markdown, by operation. Most operations need nothing here; what is true by
 * declaration (who may call, how often, what can go wrong) is never repeated.
 */
export const descriptions: Record<string, string> = {
  "GET /api/auth/callback":
    "Where a sign-in elsewhere comes back with a `code`. Sets the session's cookies and goes on to `next`; a code that does not hold leads to `/login?error=link_invalid`.",
  "POST /api/auth/forgot-password":
    "The answer does not tell whether the address has an account; the letter does.",
  "POST /api/auth/login":
    "Sets the session's cookies. A wrong password and an unknown address get the same answer, in the same time.",
  "POST /api/auth/logout": "Ends the session, and clears its cookies.",
  "POST /api/auth/magic-link":
    "The answer does not tell whether the address has an account; the letter does.",
  "POST /api/auth/register":
    "Signs it in and sets the session's cookies, unless its address must be confirmed first: then a letter is sent, and `confirmationRequired` is answered for an address that has an account as well.",
  "POST /api/auth/reset-password":
    "For whoever the link in the letter has signed in, or with that link's `tokenHash`. All other sessions of the account end.",
  "GET /api/auth/session": "`user` is null when nobody is. It is never a 401.",
  "GET /api/auth/verify":
    "Sets the session's cookies and goes on to `next`. A link that is too old leads to `/login?error=link_invalid`.",
  "POST /api/auth/verify": "The same for an app that reads the link by itself. Sets the session's cookies.",
  "GET /api/posts/{id}/comments": "Oldest first. An answer names the comment that it answers in `parentId`.",
  "POST /api/posts/{id}/comments":
    "Whoever can read the post may. Its author, and whose comment is answered, are told.",
  "GET /api/posts/{id}/reactions": "With the caller's own in `mine`.",
  "PUT /api/posts/{id}/reactions": "In place of the reaction given before.",
  "DELETE /api/posts/{id}/reactions": "Without one it changes nothing.",
  "GET /api/posts/{id}":
    "`content` is left out for who may not read it; all else is there, so that a page can tell what one would read.",
  "PUT /api/posts/{id}": "Every field but `slug` is needed. Its author and editors may.",
  "PATCH /api/posts/{id}": "Only what is named changes. Its author and editors may.",
  "DELETE /api/posts/{id}": "With its text, comments and reactions. Its author and admins may.",
  "GET /api/posts":
    "Published ones, newest first, without their texts; with `status=draft` those drafts that the caller can see; with `q` the best match first.",
  "POST /api/posts": "In the caller's name. A draft is seen by its author and editors alone.",
  "PATCH /api/comments/{id}": "One's own, for 15 minutes after it was written.",
  "DELETE /api/comments/{id}": "Its author, the post's author and admins may.",
  "GET /api/users/{id}": "By id or user name.",
  "PUT /api/users/{id}": "Every field but `avatarMediaId` is needed.",
  "PATCH /api/users/{id}": "Only what is named changes.",
  "DELETE /api/users/{id}": "With everything of it: one's own or, as an admin, anybody's.",
  "GET /api/users": "By user name; `q` finds them by a part of either name.",
  "POST /api/users": "Its address counts as confirmed, and nobody is signed in by it.",
  "POST /api/uploads/{id}/complete":
    "The file is looked at, turned upright, stripped of what a camera notes, and made in several sizes. Answers when that is done, seconds later.",
  "POST /api/uploads":
    "JPEG, PNG or WebP, in the field `file`. Larger ones go to storage directly: `POST /api/uploads/sign`.",
  "POST /api/uploads/sign":
    "`PUT` the bytes to the `url` of the answer, then complete the upload; after 45 minutes it is forgotten.",
  "GET /api/media/{id}":
    "A redirect to the file, which lasts ten minutes; with `Accept: application/json`, what the picture is and where its files are.",
  "DELETE /api/media/{id}": "With all of its files.",
  "POST /api/notifications/read": "Those in `ids`, or all.",
  "GET /api/notifications": "Newest first, with the count of unread ones.",
  "GET /api/events":
    "For clients that cannot hold a stream. Ask again with the `lastEventId` of the answer and nothing is missed; without one the newest 100 are answered.",
  "GET /api/events/stream":
    "An endless stream of server-sent events: first what was missed since `Last-Event-ID`, in order, then what happens. `reset`, `expired`, `revoked` and `readers` are about the stream itself and have no id. [More](/docs#events).",
  "GET /api/billing/catalogue": "Products with their prices, as Stripe has them.",
  "POST /api/billing/checkout":
    "Answers a page at Stripe. What was paid there arrives by webhook, and is heard as `subscription.changed` or `order.changed` on `user:<id>`.",
  "POST /api/billing/portal": "Answers a page at Stripe, for this caller, once.",
  "GET /api/billing/subscription": "The newest that still runs, else the newest that did; null without any.",
  "GET /api/orders": "What was bought once, newest first.",
  "POST /api/admin/jobs/{id}/retry":
    "At once, and as often as a new one. A job that is running is `conflict`.",
  "DELETE /api/admin/jobs/{id}": "What it was to do is not done. A job that is running is `conflict`.",
  "GET /api/admin/jobs":
    "Newest first. Jobs that are done are not in the queue any more; `state=dead` are those given up.",
  "POST /api/admin/stripe-events/{id}/replay":
    "Its object is fetched from Stripe as it is now and applied, so that replaying one twice changes nothing.",
  "GET /api/admin/users":
    "Newest first. `q` finds them by a part of a name, a user name or an email address.",
  "PUT /api/admin/users/{id}/ban":
    "Their sessions end, their tokens and API keys stop working within seconds. Somebody banned can be banned otherwise. Oneself and the last admin are `conflict`.",
  "DELETE /api/admin/users/{id}/ban": "They can sign in again; sessions that ended stay ended.",
  "PUT /api/admin/users/{id}/roles/{role}": "Having it already is no fault.",
  "DELETE /api/admin/users/{id}/roles/{role}":
    "Not having it is no fault. One's own `admin`, and the last admin's, are `conflict`.",
  "GET /api/admin/audit": "Newest first. Nothing here was ever changed or deleted.",
  "POST /api/api-keys": "The key is in this answer and in no other. A key cannot make keys.",
  "DELETE /api/api-keys/{id}": "It stops working with the next request, on every server.",
  "GET /api/metrics": "Needs `METRICS_TOKEN`. Where none is set, there is no such address.",
  "GET /api/admin/stripe-events": "What Stripe has sent and what became of it, newest first.",
  "POST /api/webhooks/stripe":
    "The raw body, signed. 200 says that the event is kept, whatever comes of it; the same event again changes nothing.",
  "GET /api/cron/{task}":
    "Needs `CRON_SECRET`. Answers when the work is done. `GET` is there for schedulers that can only ask.",
  "POST /api/cron/{task}":
    "Needs `CRON_SECRET`. Answers when the work is done. `GET` is there for schedulers that can only ask.",
  "GET /api/health/ready":
    "200 when every service that requests depend on answers, else 503 with the same body. `latencyMs` is how long each took.",
  "GET /api/health": "It asks nobody else.",
  "GET /api/openapi.json": "OpenAPI 3.1, made from the declarations of the routes.",
};
