import { createApiDocument, type RouteModule } from "../../lib/openapi/document.ts";
import { setEnvironment } from "./environment.ts";

setEnvironment();

/** Every route file, by its path from the root of the repository. */
export const routeFiles = import.meta.glob<RouteModule>("/app/api/**/route.ts", { eager: true });

export const siteUrl = "https://plinth.test";

/** The API document, made as the server makes it. */
export const apiDocument = createApiDocument(routeFiles, siteUrl);

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever is there
type Anything = any;

/** Its operations, one after the other. */
export const operations: { name: string; path: string; operation: Anything }[] = Object.entries(
  apiDocument.paths ?? {},
).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
);

/** What a `$ref` of the document names; anything else as it is. */
export function resolved(value: Anything): Anything {
  if (typeof value?.$ref !== "string") return value;
  const path = value.$ref.slice("#/".length).split("/");
  return path.reduce((inner: Anything, key: string) => inner[key], apiDocument);
}
