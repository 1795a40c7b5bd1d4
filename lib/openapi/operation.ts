import type { z } from "zod";
import type { ZodOpenApiOperationObject } from "zod-openapi";
import type { RouteDeclaration } from "../http/declaration.ts";
import { answersOf, codesOf } from "./answers.ts";
import { descriptions } from "./descriptions.ts";
import { exampleFields } from "./examples.ts";
import { requestHeadersOf } from "./headers.ts";
import { rateLimitOf, wordsOfLimit } from "./limits.ts";
import { tagOf } from "./tags.ts";

/** One operation of the document, with every answer that its declaration implies. */
export function operationOf(
  method: string,
  path: string,
  declaration: RouteDeclaration,
): ZodOpenApiOperationObject {
  const { summary, params, query, body, form } = declaration;
  const headers = requestHeadersOf(method, declaration);
  return {
    operationId: operationIdOf(method, path),
    tags: [tagOf(path)],
    ...(summary && { summary }),
    description: descriptionOf(method, descriptions[`${method} ${path}`], declaration),
    ...((params || query) && { requestParams: { ...(params && { path: params }), ...(query && { query }) } }),
    ...(headers.length > 0 && { parameters: headers }),
    ...(body && { requestBody: bodyOf("application/json", body) }),
    ...(form && { requestBody: bodyOf("multipart/form-data", form) }),
    responses: answersOf(method, declaration),
    security: securityOf(declaration),
    "x-rate-limit": rateLimitOf(declaration),
    "x-error-codes": codesOf(method, declaration),
  };
}

const bodyOf = (type: string, schema: z.ZodType) => ({
  required: !schema.safeParse(undefined).success,
  content: { [type]: { schema, ...exampleFields(schema) } },
});

/** `components.securitySchemes` */
export const securitySchemes = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "plinth-session",
    description:
      "The session cookie that `POST /api/auth/login` sets: HttpOnly, SameSite=Lax, for pages of this site.",
  },
  bearer: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "An access token of Supabase Auth: `Authorization: Bearer <token>`.",
  },
  apiKey: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "plk_<prefix>_<secret>",
    description:
      "An API key that was given the scope named here: `Authorization: Bearer plk_…`. Elsewhere keys are refused.",
  },
  operatorSecret: {
    type: "http",
    scheme: "bearer",
    description: "A secret of the server's own, such as `CRON_SECRET`; the operation says which.",
  },
} as const;

/**
 * Every way to call the operation; an empty one is to call it as nobody. Of an API key it is said which scope it takes,
 * as OpenAPI 3.1 allows for every scheme.
 */
function securityOf({ auth, ownBearer, limit, scope }: RouteDeclaration): Record<string, string[]>[] {
  if (ownBearer) return [{ operatorSecret: [] }];
  if (limit === "webhook") return [{}];
  const byKey = scope === undefined || scope === "none" ? [] : [{ apiKey: [scope] }];
  return [...(auth === "public" ? [{}] : []), { session: [] }, { bearer: [] }, ...byKey];
}

/** What one line does not tell, then what the declaration implies, in Markdown. */
function descriptionOf(
  method: string,
  description: string | undefined,
  declaration: RouteDeclaration,
): string {
  const { roles, idempotent, conditional, ndjson } = declaration;
  const facts = [
    roles && `**Access:** whoever has the role ${roles.map((role) => `\`${role}\``).join(" or ")}.`,
    idempotent && "**Repeating:** `Idempotency-Key` is honoured.",
    conditional && `**Conditional:** ${wordsOfConditions(method)}`,
    ndjson && "**Whole list:** with `Accept: application/x-ndjson`, every row that follows, one to a line.",
    `**Limit:** ${wordsOfLimit(rateLimitOf(declaration))}.`,
  ];
  const list = facts.filter(Boolean).map((fact) => `- ${fact}`);
  return [description, list.join("\n")].filter(Boolean).join("\n\n");
}

function wordsOfConditions(method: string): string {
  if (method === "GET") return "the answer has an `ETag`; to `If-None-Match` with it the answer is 304.";
  if (method === "POST") return "the answer has an `ETag`, to change it under.";
  return "with `If-Match` it is done only to the version that was read; else the answer is 412.";
}

/** `GET /api/posts/{id}/comments` → `getPostsByIdComments` */
function operationIdOf(method: string, path: string): string {
  const words = path.split(/[/.-]/).slice(2);
  const named = words.map((word) => word.replace(/^\{(\w+)\}$/, "by-$1").split("-"));
  const capital = named.flat().map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method.toLowerCase() + capital.join("");
}
