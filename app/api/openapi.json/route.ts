import { otherMethods } from "#lib/http/methods.ts";
import { Rendered, render } from "#lib/http/rendered.ts";
import { route } from "#lib/http/route.ts";
import { apiDocumentView } from "#lib/openapi/document.ts";
import { apiDocument } from "../../_api-document.ts";

let rendered: Rendered | undefined;

/** This API, described in OpenAPI 3.1, made from the declarations of its routes. */
export const GET = route(
  {
    ...{ auth: "public", limit: "read", conditional: true },
    response: apiDocumentView,
    summary: "This description",
  },
  async () => {
    rendered ??= new Rendered(render(await apiDocument()));
    return rendered;
  },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
