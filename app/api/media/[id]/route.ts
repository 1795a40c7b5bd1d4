import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { answerMedia } from "#lib/media/answer.ts";
import { deleteMedia } from "#lib/media/queries.ts";
import { mediaParams, mediaQuery, mediaView } from "#lib/media/schema.ts";

const params = mediaParams;

/** Where a picture is, for browsers; what it is, for those who ask for JSON. */
export const GET = route(
  {
    auth: "public",
    scope: "media:read",
    limit: "read",
    params,
    query: mediaQuery,
    response: mediaView,
    otherResponses: { 302: null },
    summary: "See a picture",
    errors: ["unavailable"],
  },
  ({ db, caller, params, query, request }) => answerMedia(db, caller, params.id, query, request.headers),
);

export const DELETE = route(
  {
    auth: "user",
    scope: "media:write",
    limit: "write",
    params,
    errors: ["forbidden"],
    summary: "Delete a picture",
  },
  ({ db, params }) => deleteMedia(db, params.id),
);

export const { POST, PUT, PATCH, OPTIONS } = otherMethods({ GET, DELETE });
