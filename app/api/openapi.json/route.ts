/// <reference types="next" />
import { z } from "zod";
import { otherMethods } from "#lib/http/methods.ts";
import { Rendered, render } from "#lib/http/rendered.ts";
import { route } from "#lib/http/route.ts";
import { createApiDocument, type RouteModule } from "#lib/openapi/document.ts";

/** Every route file there is. The bundler finds them, so there is no list to keep. */
const files = import.meta.glob<RouteModule>("/app/api/**/route.ts");

let document: Promise<Rendered> | undefined;

async function createDocument(): Promise<Rendered> {
  const loaded = Object.entries(files).map(async ([file, load]) => [file, await load()] as const);
  return new Rendered(render(createApiDocument(Object.fromEntries(await Promise.all(loaded)))));
}

/** This API, described in OpenAPI 3.1, made from the declarations of its routes. */
export const GET = route(
  {
    auth: "public",
    limit: "read",
    conditional: true,
    response: z.looseObject({ openapi: z.string() }),
    summary: "This description",
  },
  () => {
    document ??= createDocument();
    return document;
  },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
