import { createDocument } from "zod-openapi";
import packageJson from "../../package.json" with { type: "json" };
import { env } from "../env.ts";
import type { RouteDeclaration } from "../http/declaration.ts";
import { isRouteHandler } from "../http/route.ts";
import { operationOf } from "./operation.ts";

/** A route file's exports. */
export type RouteModule = Record<string, unknown>;

export type ApiDocument = ReturnType<typeof createDocument>;

type PathItems = Record<string, Record<string, ReturnType<typeof operationOf>>>;

/**
 * Describes the API in OpenAPI 3.1.
 * @param files route files by their path, which ends in `/app/api/…/route.ts`
 */
export function createApiDocument(files: Record<string, RouteModule>): ApiDocument {
  const paths: PathItems = {};
  for (const [file, module] of Object.entries(files)) {
    const path = addressOf(file);
    for (const [method, declaration] of declarationsOf(module)) {
      paths[path] ??= {};
      paths[path][method.toLowerCase()] = operationOf(method, path, declaration);
    }
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Plinth",
      version: packageJson.version,
      description:
        "Sign in by cookie (`POST /api/auth/login`), or send a Supabase access token or an API key as `Bearer`. " +
        "Errors are RFC 9457 problem documents: switch on `code`.",
    },
    servers: [{ url: env().SITE_URL }],
    paths,
    components: { securitySchemes },
  });
}

const securitySchemes = {
  session: { type: "apiKey", in: "cookie", name: "plinth-session" },
  bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
  apiKey: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "plk_<prefix>_<secret>",
    description: "An API key that was given the scope named here. Elsewhere keys are refused.",
  },
} as const;

/** `/app/api/posts/[id]/route.ts` → `/api/posts/{id}` */
function addressOf(file: string): string {
  const path = file.replace(/^.*\/app(?=\/api\/)/, "").replace(/\/route\.ts$/, "");
  return path.replaceAll(/\[(\w+)\]/g, "{$1}");
}

function declarationsOf(module: RouteModule): [method: string, RouteDeclaration][] {
  return Object.entries(module).flatMap(([name, value]): [string, RouteDeclaration][] =>
    isRouteHandler(value) && !value.declaration.hidden ? [[name, value.declaration]] : [],
  );
}
