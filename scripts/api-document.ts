import { globSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ApiDocument } from "../lib/openapi/document.ts";

// Next.js has no `exports`: bundlers add the ending that Node.js wants.
registerHooks({
  resolve: (specifier, context, next) =>
    next(/^next\/[\w-]+$/.test(specifier) ? `${specifier}.js` : specifier, context),
});

/**
 * Makes the API document of the route files of a checkout, without a bundler, a server or an environment.
 * @throws {Error} that names every handler that is not documented
 */
export async function loadApiDocument(projectDir: string, siteUrl: string): Promise<ApiDocument> {
  const load = (file: string) => import(pathToFileURL(join(projectDir, file)).href);
  const files = globSync("app/api/**/route.ts", { cwd: projectDir }).toSorted();
  const modules = await Promise.all(files.map(async (file) => [`/${file}`, await load(file)] as const));
  const { createApiDocument } = await load("lib/openapi/document.ts");
  return createApiDocument(Object.fromEntries(modules), siteUrl);
}
