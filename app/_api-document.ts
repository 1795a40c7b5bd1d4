/// <reference types="next" />

import { env } from "#lib/env.ts";
import { type ApiDocument, createApiDocument, type RouteModule } from "#lib/openapi/document.ts";

/** Every route file there is. The bundler finds them, so there is no list to keep. */
const routeFiles = () => import.meta.glob<RouteModule>("/app/api/**/route.ts");

let document: Promise<ApiDocument> | undefined;

/** This API, described in OpenAPI 3.1. Made once, of the declarations of its routes. */
export function apiDocument(): Promise<ApiDocument> {
  document ??= describe(env().SITE_URL);
  return document;
}

/**
 * Describes the API as it is reached at `siteUrl`.
 * @throws {Error} that names every handler that is not documented
 */
export async function describe(siteUrl: string): Promise<ApiDocument> {
  const loading = Object.entries(routeFiles()).map(async ([file, load]) => [file, await load()] as const);
  return createApiDocument(Object.fromEntries(await Promise.all(loading)), siteUrl);
}
