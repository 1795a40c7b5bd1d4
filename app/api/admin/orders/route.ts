import { listAllOrders } from "#lib/admin/orders.ts";
import { listAllOrdersQuery, soldOrderPage } from "#lib/admin/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** What everybody bought once, newest first. */
export const GET = route(
  {
    auth: "user",
    roles: ["admin"],
    limit: "read",
    ndjson: true,
    query: listAllOrdersQuery,
    response: soldOrderPage,
    summary: "List everybody's orders",
  },
  ({ db, query }) => listAllOrders(db, query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
