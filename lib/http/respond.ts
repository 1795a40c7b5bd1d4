import type { Page } from "../pagination.ts";
import type { RouteDeclaration } from "./declaration.ts";
import { isKnown } from "./etag.ts";
import { Rendered, type Rendering, render } from "./rendered.ts";
import { rowsResponse } from "./rows.ts";
import { WholeResponse } from "./whole.ts";

/** What of a call an answer depends on. `headers` go out with it. */
type Asked = { request: Request; url: URL; caller: { kind: string }; headers: Headers };

/**
 * Turns what a handler returned into a response. A list says where its next page is; what is read conditionally has a
 * tag, and is not sent to whoever has it.
 */
export function toResponse(declaration: RouteDeclaration, asked: Asked, answer: unknown): Response {
  const { headers } = asked;
  if (answer instanceof Response) {
    for (const [name, value] of answer.headers) headers.set(name, value);
    return new Response(answer.body, { status: answer.status, headers });
  }
  if (answer === undefined) return new Response(null, { status: declaration.status ?? 204, headers });
  const rendering = answer instanceof Rendered ? answer.rendering : render(answer);
  if (rendering.nextCursor !== null) headers.set("Link", linkToNext(asked.url, rendering.nextCursor));
  if (declaration.conditional) writeValidators(asked, rendering);
  const isRead = asked.request.method === "GET";
  if (
    declaration.conditional &&
    isRead &&
    isKnown(asked.request.headers.get("if-none-match"), rendering.etag)
  ) {
    return new Response(null, { status: 304, headers });
  }
  headers.set("Content-Type", "application/json");
  return new WholeResponse(rendering.json, { status: declaration.status ?? 200, headers });
}

/**
 * Whoever keeps an answer has to ask whether it still holds. What everybody gets may be kept by anybody; an answer to
 * somebody who is known only by that person's browser.
 */
function writeValidators({ request, caller, headers }: Asked, { etag }: Rendering): void {
  headers.set("ETag", etag);
  if (request.method !== "GET") return;
  const isPublic = caller.kind === "anonymous";
  headers.set("Cache-Control", isPublic ? "public, max-age=0, must-revalidate" : "private, no-cache");
  headers.append("Vary", "Authorization, Cookie");
}

/** A whole list as rows. Its pages are read by `read`, which is the handler with another cursor. */
export async function toRows(
  { headers }: Asked,
  read: (cursor?: string) => Promise<unknown>,
): Promise<Response> {
  const page = async (cursor?: string): Promise<Page<unknown>> => {
    const answer = await read(cursor);
    return (answer instanceof Rendered ? JSON.parse(answer.rendering.json) : answer) as Page<unknown>;
  };
  const response = rowsResponse(await page(), page);
  for (const [name, value] of headers) response.headers.set(name, value);
  response.headers.set("Vary", "Accept");
  return response;
}

function linkToNext({ pathname, searchParams }: URL, cursor: string): string {
  const next = new URLSearchParams(searchParams);
  next.set("cursor", cursor);
  return `<${pathname}?${next}>; rel="next"`;
}
