import { getPerson } from "#lib/admin/people.ts";
import { personParams, personView } from "#lib/admin/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** One account, with its roles and its ban. */
export const GET = route(
  {
    auth: "user",
    roles: ["admin"],
    limit: "read",
    params: personParams,
    response: personView,
    summary: "Read an account",
  },
  ({ params }) => getPerson(params.id),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
