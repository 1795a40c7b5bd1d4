import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { catalogue, type ErrorCode } from "../errors.ts";
import type { RouteDeclaration } from "../http/declaration.ts";

const codes = Object.keys(catalogue) as [ErrorCode, ...ErrorCode[]];

const problemSchema = z
  .object({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457" });

/** One operation of the document, with every answer that its declaration implies. */
export function operationOf(
  method: string,
  path: string,
  declaration: RouteDeclaration,
): ZodOpenApiOperationObject {
  const { summary, params, query, body, form } = declaration;
  return {
    operationId: operationIdOf(method, path),
    tags: [path.split("/")[2] ?? "api"],
    ...(summary && { summary }),
    ...((params || query) && { requestParams: { ...(params && { path: params }), ...(query && { query }) } }),
    ...(body && {
      requestBody: {
        required: !body.safeParse(undefined).success,
        content: { "application/json": { schema: body } },
      },
    }),
    ...(form && { requestBody: { required: true, content: { "multipart/form-data": { schema: form } } } }),
    responses: { ...successOf(declaration), ...problemsOf(method, declaration) },
    security: securityOf(declaration),
  };
}

/** Who may call. Of an API key it is said which scope it takes, as OpenAPI 3.1 allows for every scheme. */
function securityOf({ auth, scope }: RouteDeclaration): Record<string, string[]>[] {
  const byKey = scope === undefined || scope === "none" ? [] : [{ apiKey: [scope] }];
  return [...(auth === "public" ? [{}] : []), { session: [] }, { bearer: [] }, ...byKey];
}

/** `GET /api/posts/{id}/comments` → `getPostsByIdComments` */
function operationIdOf(method: string, path: string): string {
  const words = path.split(/[/.-]/).slice(2);
  const named = words.map((word) => word.replace(/^\{(\w+)\}$/, "by-$1").split("-"));
  const capital = named.flat().map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method.toLowerCase() + capital.join("");
}

function successOf(declaration: RouteDeclaration): ZodOpenApiResponsesObject {
  const { response, status, streams, otherResponses = {} } = declaration;
  if (streams) {
    const schema = { type: "string" as const, description: "Server-sent events." };
    return { 200: { description: titleOf(200), content: { "text/event-stream": { schema } } } };
  }
  const success = status ?? (response ? 200 : 204);
  const all = { ...(response && { [success]: response }), ...otherResponses };
  const described = Object.entries(all).map(([code, schema]) => [
    code,
    {
      description: titleOf(Number(code)),
      ...(schema && { content: { "application/json": { schema } } }),
    },
  ]);
  return { [success]: { description: titleOf(success) }, ...Object.fromEntries(described) };
}

const titles: Record<number, string> = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "Done, nothing to say",
  302: "It is there",
  303: "Go on there",
  503: "Not ready",
};
const titleOf = (status: number) => titles[status] ?? `Status ${status}`;

function problemsOf(method: string, declaration: RouteDeclaration): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(impliedCodes(method, declaration), (code) => catalogue[code].status);
  const responses = [...byStatus].map(([status, list]) => [
    status,
    {
      description: list.map((code) => `\`${code}\`: ${catalogue[code].title}`).join("\n\n"),
      content: { "application/problem+json": { schema: problemSchema } },
    },
  ]);
  return Object.fromEntries(responses);
}

function impliedCodes(method: string, declaration: RouteDeclaration): ErrorCode[] {
  const implied: (ErrorCode | false)[] = [
    "invalid_token",
    "rate_limited",
    declaration.auth === "user" && "unauthenticated",
    !declaration.ownBearer && "forbidden", // to an API key without the scope
    !["GET", "HEAD"].includes(method) && "csrf",
    declaration.params !== undefined && "not_found",
    ...bodyCodes(declaration),
    declaration.query !== undefined && "validation_failed",
    ...(declaration.idempotent ? (["idempotency_mismatch", "idempotency_running"] as const) : []),
    ...(declaration.errors ?? []),
  ];
  return [...new Set(implied.filter((code) => code !== false))];
}

function bodyCodes({ body, form }: RouteDeclaration): ErrorCode[] {
  if (body === undefined && form === undefined) return [];
  return [
    form ? "invalid_form" : "invalid_json",
    "payload_too_large",
    "unsupported_media_type",
    "validation_failed",
  ];
}
