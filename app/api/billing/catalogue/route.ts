import { listCatalogue } from "#lib/billing/queries.ts";
import { catalogueView } from "#lib/billing/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** What is for sale. */
export const GET = route(
  {
    ...{ auth: "public", scope: "billing:read", limit: "read", conditional: true },
    response: catalogueView,
    summary: "What is for sale",
  },
  async ({ db }) => ({ data: await listCatalogue(db) }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
