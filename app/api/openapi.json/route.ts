import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { apiDocumentView } from "#lib/openapi/document.ts";
import { apiDocument } from "../../_api-document.ts";

/** This API, described in OpenAPI 3.1, made from the declarations of its routes. */
export const GET = route(
  { auth: "public", limit: "read", response: apiDocumentView, summary: "This description" },
  async () => ({ ...(await apiDocument()) }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
