import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { postParams as params } from "#lib/posts/schema.ts";
import { listReactions, removeReaction, setReaction } from "#lib/reactions/queries.ts";
import { reactionsView as response, setReactionInput } from "#lib/reactions/schema.ts";

export const GET = route(
  {
    auth: "public",
    scope: "posts:read",
    limit: "read",
    conditional: true,
    params,
    response,
    summary: "Count the reactions to a post",
  },
  ({ db, params }) => listReactions(db, params.id),
);

const write = { auth: "user", scope: "reactions:write", limit: "write", changes: "posts", params } as const;

/** Gives the caller's reaction, in place of the one given before. */
export const PUT = route(
  { ...write, body: setReactionInput, response, summary: "React to a post" },
  ({ db, caller, params, body }) => setReaction(db, caller, params.id, body),
);

export const DELETE = route(
  { ...write, idempotent: true, summary: "Take one's reaction back" },
  ({ db, caller, params }) => removeReaction(db, caller, params.id),
);

export const { POST, PATCH, OPTIONS } = otherMethods({ GET, PUT, DELETE });
