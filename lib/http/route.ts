import type { RouteAnswer, RouteContext, RouteDeclaration } from "./declaration.ts";
import { runRequest } from "./pipeline.ts";

/** What Next.js calls, with the declaration that it was made from. */
export type RouteHandler = {
  (request: Request, context: { params: Promise<unknown> }): Promise<Response>;
  readonly declaration: RouteDeclaration;
};

/**
 * Makes a route handler. The declaration says who may call, what must be sent and what comes back; the
 * handler gets checked, typed input and returns the response's body, or throws an AppError.
 *
 * @example
 * export const POST = route(
 *   { auth: "user", limit: "write", body: createPostInput, response: postView, status: 201 },
 *   ({ db, caller, body }) => createPost(db, caller, body),
 * );
 */
export function route<const D extends RouteDeclaration>(
  declaration: D,
  handler: (context: RouteContext<D>) => RouteAnswer<D> | Promise<RouteAnswer<D>>,
): RouteHandler {
  // The pipeline gives the handler exactly what `D` says: it parses with D's own schemas.
  const run = handler as unknown as (context: RouteContext<RouteDeclaration>) => unknown;
  const handle = (request: Request, context: { params: Promise<unknown> }) =>
    runRequest(declaration, run, request, context.params);
  return Object.assign(handle, { declaration });
}

/** Whether a route file's export was made by route(). */
export const isRouteHandler = (value: unknown): value is RouteHandler =>
  typeof value === "function" && "declaration" in value;
