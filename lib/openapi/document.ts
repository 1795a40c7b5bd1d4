import { z } from "zod";
import { createDocument } from "zod-openapi";
import packageJson from "../../package.json" with { type: "json" };
import { catalogue, type ErrorCode } from "../errors.ts";
import type { RouteDeclaration } from "../http/declaration.ts";
import { isRouteHandler } from "../http/route.ts";
import { errorGuide } from "./error-guide.ts";
import { headerComponents, parameterComponents } from "./headers.ts";
import { operationOf, securitySchemes } from "./operation.ts";
import { errorCodes, errorUrl, problemExample, problemSchema } from "./problem.ts";
import { tagsOf } from "./tags.ts";
import { faultsOf } from "./undocumented.ts";

/** A route file's exports. */
export type RouteModule = Record<string, unknown>;

export type ApiDocument = ReturnType<typeof createDocument>;

type PathItems = Record<string, Record<string, ReturnType<typeof operationOf>>>;

/** What `GET /api/openapi.json` answers, as far as it describes itself. */
export const apiDocumentView = z
  .looseObject({ openapi: z.string() })
  .meta({ examples: [{ openapi: "3.1.0", info: { title: "Plinth", version: "1.0.0" }, paths: {} }] });

/**
 * Describes the API in OpenAPI 3.1.
 * @param files route files by their path, which ends in `/app/api/…/route.ts`
 * @param siteUrl where this API is reached
 * @throws {Error} that names every handler that is not documented, with its file
 */
export function createApiDocument(files: Record<string, RouteModule>, siteUrl: string): ApiDocument {
  const faults = Object.entries(files).flatMap(([file, module]) => faultsOf(file, module));
  if (faults.length > 0) throw new Error(`The API is not documented:\n  ${faults.join("\n  ")}`);
  const paths = pathsOf(files);
  return createDocument({
    openapi: "3.1.0",
    info: infoOf(siteUrl),
    servers: [{ url: siteUrl, description: "This server" }],
    tags: tagsOf(Object.keys(paths)),
    paths,
    components: {
      securitySchemes,
      headers: headerComponents,
      parameters: parameterComponents,
      schemas: { Problem: problemSchema },
      examples: Object.fromEntries(codesIn(paths).map((code) => [code, exampleOf(siteUrl, code)])),
    },
    externalDocs: { url: `${siteUrl}/docs`, description: "This API, to read and to try" },
    "x-errors": errorCodes.map((code) => explained(siteUrl, code)),
  });
}

const infoOf = (siteUrl: string) => ({
  title: "Plinth",
  version: packageJson.version,
  summary: packageJson.description,
  description:
    "JSON over HTTP. Sign in by cookie (`POST /api/auth/login`) or send a Supabase access token as `Bearer`. " +
    "Failures are RFC 9457 problem documents: switch on `code`, whose every value is in `x-errors` and explained " +
    `at ${siteUrl}/docs/errors.`,
  contact: { name: "Plinth", url: siteUrl },
  license: { name: "MIT", identifier: "MIT" },
});

/** The order in which a reader meets the methods of a path. */
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function pathsOf(files: Record<string, RouteModule>): PathItems {
  const modules = Object.entries(files).map(([file, module]) => [addressOf(file), module] as const);
  const inOrder = modules.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const paths: PathItems = {};
  for (const [path, module] of inOrder) {
    for (const [method, declaration] of declarationsOf(module)) {
      paths[path] ??= {};
      paths[path][method.toLowerCase()] = operationOf(method, path, declaration);
    }
  }
  return paths;
}

/** `/app/api/posts/[id]/route.ts` → `/api/posts/{id}` */
function addressOf(file: string): string {
  const path = file.replace(/^.*\/?app(?=\/api\/)/, "").replace(/\/route\.ts$/, "");
  return path.replaceAll(/\[(\w+)\]/g, "{$1}");
}

function declarationsOf(module: RouteModule): [method: string, RouteDeclaration][] {
  return methods.flatMap((method): [string, RouteDeclaration][] => {
    const value = module[method];
    return isRouteHandler(value) && !value.declaration.hidden ? [[method, value.declaration]] : [];
  });
}

/** The codes that some operation answers: an example that nothing refers to would be left over. */
function codesIn(paths: PathItems): ErrorCode[] {
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  const used = new Set(operations.flatMap((operation) => operation["x-error-codes"]));
  return errorCodes.filter((code) => used.has(code));
}

const exampleOf = (siteUrl: string, code: ErrorCode) => ({
  summary: catalogue[code].title,
  value: problemExample(siteUrl, code),
});

/** A row of the catalogue, for whoever reads the document alone. */
const explained = (siteUrl: string, code: ErrorCode) => ({
  code,
  ...catalogue[code],
  happened: errorGuide[code].happened,
  remedy: errorGuide[code].remedy,
  url: errorUrl(siteUrl, code),
});
