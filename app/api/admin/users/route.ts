import { listPeople } from "#lib/admin/people.ts";
import { listPeopleQuery, personPage } from "#lib/admin/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Everybody's account, the newest first; `q` finds them by a part of a name or an address. */
export const GET = route(
  {
    auth: "user",
    roles: ["admin"],
    limit: "read",
    ndjson: true,
    query: listPeopleQuery,
    response: personPage,
    summary: "List accounts",
  },
  ({ query }) => listPeople(query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
