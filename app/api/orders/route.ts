import { listOrders } from "#lib/billing/queries.ts";
import { listOrdersQuery, orderPage } from "#lib/billing/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** What the caller bought once, newest first. */
export const GET = route(
  {
    auth: "user",
    scope: "billing:read",
    limit: "read",
    ndjson: true,
    query: listOrdersQuery,
    response: orderPage,
    summary: "List one's orders",
  },
  ({ db, caller, query }) => listOrders(db, caller, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
