import type { ErrorCode, Issue } from "../errors.ts";

type Guide = {
  /** what happened, in Markdown */
  happened: string;
  /** what to do about it, in Markdown */
  remedy: string;
  /** `detail` and `errors` of the example */
  detail?: string;
  errors?: Issue[];
};

/**
 * Every code, explained: the text of /docs/errors, which the `type` of a problem document leads to, and the
 * examples of the API document. A code without its row does not compile.
 */
export const errorGuide: Record<ErrorCode, Guide> = {
  invalid_json: {
    happened: "The body is empty where one is needed, cut short, not JSON or not UTF-8.",
    remedy: "Send one JSON document. `JSON.stringify()` makes one; a template of strings may not.",
  },
  invalid_form: {
    happened: "A multipart form could not be taken apart: its boundary is wrong or it is cut short.",
    remedy: "Send a `FormData` and let the client write the `Content-Type`, with its boundary, by itself.",
  },
  invalid_signature: {
    happened:
      "An event at `/api/webhooks/stripe` has no `Stripe-Signature`, one by another secret, or one that is more " +
      "than 300 seconds away from now.",
    remedy:
      "Set `STRIPE_WEBHOOK_SECRET` to the endpoint's own `whsec_…`, and both, separated by a comma, while you " +
      "rotate it. Look at the server's clock. Nothing in between may change the body.",
  },
  livemode_mismatch: {
    happened: "The event is signed, and of Stripe's test mode where this server is live, or the reverse.",
    remedy: "Point each mode's webhook endpoint to its own server.",
  },
  link_invalid: {
    happened: "The link from an email was used before, is too old, or belongs to another browser's sign-in.",
    remedy: "Ask for a new link and follow the newest one.",
  },
  unauthenticated: {
    happened: "The operation needs a caller, and the request says nothing of one, or its session has ended.",
    remedy: "Sign in, or send `Authorization: Bearer` with an access token. [How](/docs#authentication).",
  },
  invalid_token: {
    happened:
      "There is a bearer token, and it does not hold. `detail` says why: expired, not signed by us, …",
    remedy:
      "Renew the token, then repeat the request. A token that does not hold is refused on public operations as " +
      "well: whoever sends one means to be somebody.",
    detail: "The token has expired.",
  },
  invalid_credentials: {
    happened: "No account has this email with this password. It is never said which of the two is wrong.",
    remedy: "Ask for both again. Who has forgotten theirs takes `POST /api/auth/forgot-password`.",
  },
  forbidden: {
    happened: "You can see it, and this you may not do with it. `detail` says who may.",
    remedy: "Act as somebody who may. Repeating the request changes nothing.",
    detail: "Only its author and editors can change a post.",
  },
  csrf: {
    happened:
      "The `Origin` of an unsafe request is neither this site nor in `CORS_ORIGINS`, or a session cookie came " +
      "along without a sign that one of our own pages sent it.",
    remedy:
      "Call from the site itself, from an origin that is allowed, or with a bearer token and no cookie.",
  },
  quota_exceeded: {
    happened:
      "Your pictures, or the uploads that you have begun, have used up the room that there is for them.",
    remedy:
      "Delete pictures that nothing shows any more, or complete the uploads that wait. `detail` tells which.",
    detail: "You have begun 30 uploads. Complete them, or wait until they are forgotten.",
  },
  too_many_api_keys: {
    happened: "The account has as many API keys as one may have, expired ones among them.",
    remedy: "Revoke a key that you no longer need: `DELETE /api/api-keys/{id}`.",
    detail: "One account has at most 50. Revoke a key that you no longer need.",
  },
  email_not_confirmed: {
    happened: "The password is right, and the address has not been confirmed since the account was made.",
    remedy: "Follow the link in the letter that was sent when the account was made.",
  },
  not_found: {
    happened:
      "There is nothing at this address, or nothing that you can see: what row-level security hides does not exist.",
    remedy: "Look at the id or slug. For somebody else's draft you need to be that somebody.",
    detail: "There is no such post, or you cannot see it.",
  },
  method_not_allowed: {
    happened: "The address exists and does not know this method.",
    remedy: "`Allow` names the methods that there are.",
  },
  conflict: {
    happened: "What you want collides with what there is: a slug or a user name that is taken, say.",
    remedy: "Choose another one, or read what there is and decide again. `detail` says what it is about.",
    detail: "Such a post exists already.",
  },
  idempotency_running: {
    happened: "The first request under this `Idempotency-Key` is still being worked on.",
    remedy: "Wait for `Retry-After` seconds, then repeat the same request: you get the first one's answer.",
  },
  email_taken: {
    happened: "The address has an account.",
    remedy: "Sign in with it, or ask for a new password.",
    errors: [{ path: "email", code: "taken", message: "Has an account" }],
  },
  upload_missing: {
    happened: "The upload was completed before its file had arrived in storage.",
    remedy: "`PUT` the bytes to the ticket's `url`, wait for its 200, then complete the upload.",
  },
  upload_busy: {
    happened: "Another request is completing this upload right now.",
    remedy: "Wait for `Retry-After` seconds and complete it again: it is answered with the finished picture.",
  },
  precondition_failed: {
    happened: "`If-Match` names a version, and it was edited since you read that one. Nothing was done.",
    remedy:
      "Read it again, show what has changed, and send the change with the `ETag` that you read now. " +
      "[Conditional requests](/docs#conditional).",
    detail:
      "It has been changed since you read it. Read it again, and send your change for what is there now.",
  },
  payload_too_large: {
    happened: "The body has more bytes than the operation takes: 1 MiB, and for a picture in a form 5 MB.",
    remedy: "Send less. Larger pictures go to storage directly: `POST /api/uploads/sign`.",
    detail: "The body may have at most 1048576 bytes.",
  },
  unsupported_media_type: {
    happened: "The `Content-Type` is not what the operation takes, is missing, or the body is compressed.",
    remedy: "Send `application/json` in UTF-8, or the multipart form that the operation asks for.",
    detail: "Send application/json in UTF-8.",
  },
  validation_failed: {
    happened:
      "Some of the input is not valid. `errors` has everything that is wrong, not just the first (of more than " +
      "a hundred faults the first hundred): the path of the field, a stable code, and a sentence.",
    remedy: "Show each message beside its field, let it be mended, and send again.",
    errors: [
      { path: "title", code: "too_small", message: "Must be at least 5 characters" },
      {
        path: "visibility",
        code: "invalid_value",
        message: 'Invalid option: expected one of "public"|"members"',
      },
    ],
  },
  idempotency_mismatch: {
    happened: "This `Idempotency-Key` was used before, for another address, another method or another body.",
    remedy: "Make a new key for each new thing. Repeat a key only with exactly the same request.",
  },
  image_rejected: {
    happened:
      "The file will never become a picture here: it is none, is damaged, moves, or is far larger than it looks. " +
      "`errors` tells which.",
    remedy: "Export it anew as a still JPEG, PNG or WebP, and begin another upload.",
    detail: "The picture is damaged or cut short.",
    errors: [{ path: "file", code: "broken", message: "The picture is damaged or cut short" }],
  },
  rate_limited: {
    happened: "The bucket that this request counts in is empty. `RateLimit-Policy` names it.",
    remedy:
      "Wait for `Retry-After` seconds. Whoever is signed in has a bucket of their own. [More](/docs#limits).",
    detail: "Wait 2 seconds, then try again.",
  },
  internal_error: {
    happened:
      "Something broke on our side. Nothing more is told; the log has the rest under the `requestId`.",
    remedy:
      "Try once more, with the same `Idempotency-Key` if it was a write. If it stays, tell the operator the " +
      "`requestId`.",
  },
  unavailable: {
    happened:
      "Something that this needs (the database, sign-in, storage, Stripe) does not answer, or all is taken.",
    remedy: "Wait for `Retry-After` seconds, then try again.",
    detail: "The database does not answer right now. Try again.",
  },
};
