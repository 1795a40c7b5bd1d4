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
  const headers = requestHeadersOf(declaration);
  return {
    operationId: operationIdOf(method, path),
    tags: [tagOf(path)],
    ...(summary && { summary }),
    description: descriptionOf(descriptions[`${method} ${path}`], declaration),
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
  cronSecret: { type: "http", scheme: "bearer", description: "`CRON_SECRET` of the server." },
} as const;

/** Every way to call the operation; an empty one is to call it as nobody. */
function securityOf({ auth, ownBearer, limit }: RouteDeclaration): Record<string, string[]>[] {
  if (ownBearer) return [{ cronSecret: [] }];
  if (limit === "webhook") return [{}];
  return [...(auth === "public" ? [{}] : []), { session: [] }, { bearer: [] }];
}

/** What one line does not tell, then what the declaration implies, in Markdown. */
function descriptionOf(description: string | undefined, declaration: RouteDeclaration): string {
  const { roles, idempotent } = declaration;
  const facts = [
    roles && `**Access:** whoever has the role ${roles.map((role) => `\`${role}\``).join(" or ")}.`,
    idempotent && "**Repeating:** `Idempotency-Key` is honoured.",
    `**Limit:** ${wordsOfLimit(rateLimitOf(declaration))}.`,
  ];
  const list = facts.filter(Boolean).map((fact) => `- ${fact}`);
  return [description, list.join("\n")].filter(Boolean).join("\n\n");
}

/** `GET /api/posts/{id}/comments` → `getPostsByIdComments` */
function operationIdOf(method: string, path: string): string {
  const words = path.split(/[/.-]/).slice(2);
  const named = words.map((word) => word.replace(/^\{(\w+)\}$/, "by-$1").split("-"));
  const capital = named.flat().map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method.toLowerCase() + capital.join("");
}
