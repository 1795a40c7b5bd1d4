/// <reference types="next" />
import { z } from "zod";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { createApiDocument, type RouteModule } from "#lib/openapi/document.ts";

/** Every route file there is. The bundler finds them, so there is no list to keep. */
const files = import.meta.glob<RouteModule>("/app/api/**/route.ts");

let document: Promise<string> | undefined;

async function createDocument(): Promise<string> {
  const loaded = Object.entries(files).map(async ([file, load]) => [file, await load()] as const);
  return JSON.stringify(createApiDocument(Object.fromEntries(await Promise.all(loaded))));
}

/** This API, described in OpenAPI 3.1, made from the declarations of its routes. */
export const GET = route(
  {
    auth: "public",
    limit: "read",
    response: z.looseObject({ openapi: z.string() }),
    summary: "This description",
  },
  async () => {
    document ??= createDocument();
    return new Response(await document, { headers: { "Content-Type": "application/json" } });
  },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
