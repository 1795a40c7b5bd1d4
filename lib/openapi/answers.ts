import type { z } from "zod";
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { catalogue, type ErrorCode } from "../errors.ts";
import { streamExample } from "../events/schema.ts";
import type { RouteDeclaration } from "../http/declaration.ts";
import { exampleFields, examplesOf } from "./examples.ts";
import { headersOf } from "./headers.ts";
import { problemOf } from "./problem.ts";

const titles: Record<number, string> = {
  200: "OK",
  201: "Created",
  202: "Accepted: it is done after the answer",
  204: "Done, nothing to say",
  302: "It is there",
  304: "It is still what you have",
  303: "Go on there",
  503: "Not ready",
};
const titleOf = (status: number) => titles[status] ?? `Status ${status}`;

/** Every answer that a declaration says or implies, by status. */
export function answersOf(method: string, declaration: RouteDeclaration): ZodOpenApiResponsesObject {
  const unchanged = declaration.conditional && method === "GET" && { 304: unchangedOf(declaration) };
  return { ...successesOf(declaration), ...unchanged, ...problemsOf(method, declaration) };
}

const unchangedOf = (declaration: RouteDeclaration): ZodOpenApiResponseObject => ({
  description: titleOf(304),
  headers: headersOf({ declaration, status: 304, codes: [] }),
});

function successesOf(declaration: RouteDeclaration): ZodOpenApiResponsesObject {
  const { response, status, streams, otherResponses = {} } = declaration;
  const success = status ?? (response || streams ? 200 : 204);
  const bodies = { [success]: response ?? null, ...otherResponses };
  const answers = Object.entries(bodies).map(([key, schema]): [string, ZodOpenApiResponseObject] => [
    key,
    {
      description: titleOf(Number(key)),
      headers: headersOf({ declaration, status: Number(key), codes: [] }),
      ...(schema && { content: contentOf(declaration, schema) }),
      ...(streams && { content: eventStream }),
    },
  ]);
  return Object.fromEntries(answers);
}

function contentOf({ ndjson, responseType = "application/json" }: RouteDeclaration, schema: z.ZodType) {
  const page = { [responseType]: { schema, ...exampleFields(schema) } };
  return ndjson ? { ...page, "application/x-ndjson": rows(schema) } : page;
}

/** A list as rows. The example is the page's own. */
function rows(page: z.ZodType) {
  const [{ data } = { data: [] }] = examplesOf(page) as { data: unknown[] }[];
  return {
    schema: { type: "string" as const, description: "The items of `data`, one to a line, all of them." },
    example: data.map((row) => `${JSON.stringify(row)}\n`).join(""),
  };
}

const eventStream = {
  "text/event-stream": {
    schema: {
      type: "string" as const,
      description: "Server-sent events, one after the other, without an end.",
    },
    example: streamExample,
  },
};

function problemsOf(method: string, declaration: RouteDeclaration): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(codesOf(method, declaration), (code) => catalogue[code].status);
  const answers = [...byStatus].map(([status, codes]): [string, ZodOpenApiResponseObject] => [
    String(status),
    {
      description: codes.map((code) => `\`${code}\`: ${catalogue[code].title}`).join("\n\n"),
      headers: headersOf({ declaration, status, codes }),
      content: {
        "application/problem+json": {
          schema: problemOf(status, codes),
          examples: Object.fromEntries(
            codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
          ),
        },
      },
    },
  ]);
  return Object.fromEntries(answers);
}

/** Every code that an operation can answer, in the order of the catalogue. */
export function codesOf(method: string, declaration: RouteDeclaration): ErrorCode[] {
  const implied = new Set<ErrorCode | false>([
    !declaration.ownBearer && "invalid_token",
    "rate_limited",
    "internal_error",
    declaration.limit !== "probe" && "unavailable",
    declaration.auth === "user" && "unauthenticated",
    !declaration.ownBearer && declaration.scope !== "none" && "forbidden", // to an API key without the scope
    !["GET", "HEAD"].includes(method) && "csrf",
    declaration.params !== undefined && "not_found",
    ...bodyCodes(declaration),
    declaration.query !== undefined && "validation_failed",
    ...(declaration.idempotent ? idempotencyCodes : []),
    ...(declaration.errors ?? []),
  ]);
  return (Object.keys(catalogue) as ErrorCode[]).filter((code) => implied.has(code));
}

/** The last one is about the key itself. */
const idempotencyCodes = ["idempotency_mismatch", "idempotency_running", "validation_failed"] as const;

function bodyCodes({ body, form }: RouteDeclaration): ErrorCode[] {
  if (body === undefined && form === undefined) return [];
  return [
    form ? "invalid_form" : "invalid_json",
    "payload_too_large",
    "unsupported_media_type",
    "validation_failed",
  ];
}
