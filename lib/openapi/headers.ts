import type { RouteDeclaration } from "../http/declaration.ts";

/** One answer of an operation. `codes` are those of a problem; a success has none. */
export type AnswerOf = { declaration: RouteDeclaration; status: number; codes: readonly string[] };

type ResponseHeader = {
  description: string;
  schema: { type: "string" | "integer"; minimum?: number };
  example: string | number;
  /** which answers have it */
  on(answer: AnswerOf): boolean;
};

const text = { type: "string" } as const;
const count = { type: "integer", minimum: 0 } as const;
const always = () => true;
const succeeds = ({ status }: AnswerOf) => status < 400;
const has =
  (...wanted: string[]) =>
  ({ codes }: AnswerOf) =>
    wanted.some((code) => codes.includes(code));

/** Every header of our own that an answer can have. */
const responseHeaders: Record<string, ResponseHeader> = {
  "X-Request-Id": {
    description: "The id under which the request is logged. An `X-Request-Id` of yours is kept.",
    schema: text,
    example: "V1StGXR8_Z5jdHi6B-myT",
    on: always,
  },
  RateLimit: {
    description: "What is left in the bucket (`r`), and in how many seconds it is full again (`t`).",
    schema: text,
    example: '"read";r=299;t=1',
    on: always,
  },
  "RateLimit-Policy": {
    description: "The bucket's quota (`q`) and its window in seconds (`w`).",
    schema: text,
    example: '"read";q=300;w=60',
    on: always,
  },
  "X-RateLimit-Limit": { description: "The bucket's quota.", schema: count, example: 300, on: always },
  "X-RateLimit-Remaining": {
    description: "What is left in the bucket.",
    schema: count,
    example: 299,
    on: always,
  },
  "X-RateLimit-Reset": {
    description: "In how many seconds the bucket is full again.",
    schema: count,
    example: 1,
    on: always,
  },
  "Retry-After": {
    description: "In how many seconds to try again.",
    schema: count,
    example: 5,
    on: has("rate_limited", "unavailable", "idempotency_running", "upload_busy"),
  },
  "WWW-Authenticate": {
    description: "How to say who you are, and what was wrong with the token.",
    schema: text,
    example: 'Bearer error="invalid_token"',
    on: has("unauthenticated", "invalid_token", "forbidden"),
  },
  ETag: {
    description: "Of what can be edited its version, then of every byte. For `If-None-Match` and `If-Match`.",
    schema: text,
    example: '"k3x9a2m1cbg0.Jx2kQ9vT1mZrW8aB"',
    on: (answer) => answer.declaration.conditional === true && succeeds(answer) && answer.status !== 204,
  },
  Location: {
    description: "Where to go on.",
    schema: text,
    example: "/write",
    on: ({ status }) => [302, 303].includes(status),
  },
  Link: {
    description: "The next page, where there is one.",
    schema: text,
    example: '</api/posts?cursor=eyJhdCI6IjIwMjYtMTEtMDNUMDk>; rel="next"',
    on: (answer) => succeeds(answer) && "cursor" in (answer.declaration.query?.shape ?? {}),
  },
  "Idempotency-Replayed": {
    description: "`true`: this is the first answer under the same Idempotency-Key, again.",
    schema: text,
    example: "true",
    on: ({ declaration, status }) =>
      declaration.idempotent === true && status < 500 && ![401, 429].includes(status),
  },
};

/** The headers of one answer, by reference. */
export function headersOf(answer: AnswerOf): Record<string, { $ref: string }> {
  const names = Object.keys(responseHeaders).filter((name) => responseHeaders[name]?.on(answer));
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** `components.headers` */
export const headerComponents = Object.fromEntries(
  Object.entries(responseHeaders).map(([name, { on: _, ...header }]) => [name, header]),
);

/** `components.parameters`: request headers that several operations take. */
export const parameterComponents = {
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    description:
      "1 to 255 visible ASCII characters of your own, such as a UUID. The first answer under it is kept for 24 " +
      "hours and given again to whoever repeats the request.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
    example: "0e4f5b1c-7f0d-4d0e-9a53-8f6b1c2d3e4f",
  },
  IfNoneMatch: {
    name: "If-None-Match",
    in: "header",
    description: "The `ETag` of what you have. While it is still that, the answer is 304 without a body.",
    schema: { type: "string" },
    example: '"k3x9a2m1cbg0.Jx2kQ9vT1mZrW8aB"',
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    description:
      "The `ETag` of what you have read. If it was edited since, nothing is done and the answer is 412. Comments and " +
      "reactions are no edits.",
    schema: { type: "string" },
    example: '"k3x9a2m1cbg0.Jx2kQ9vT1mZrW8aB"',
  },
} as const;

const byReference = (name: keyof typeof parameterComponents) => ({ $ref: `#/components/parameters/${name}` });

/** The request headers of an operation. */
export function requestHeadersOf(
  method: string,
  { idempotent, conditional, requestHeaders = {} }: RouteDeclaration,
) {
  const own = Object.entries(requestHeaders).map(([name, { description, example, required = false }]) => ({
    ...{ name, in: "header" as const, description, example, required },
    schema: { type: "string" as const },
  }));
  const condition = method === "GET" ? "IfNoneMatch" : method === "POST" ? null : "IfMatch";
  return [
    ...(idempotent ? [byReference("IdempotencyKey")] : []),
    ...(conditional && condition ? [byReference(condition)] : []),
    ...own,
  ];
}
