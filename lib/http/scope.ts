import type { Caller } from "../auth/caller.ts";
import { AppError } from "../errors.ts";
import type { RouteDeclaration } from "./declaration.ts";

/**
 * Holds an API key against what the operation needs, whoever else may call it: a key does what it was given for, also
 * where anybody may without one.
 * @throws {AppError} forbidden, which names the missing scope (RFC 6750, section 3.1)
 */
export function requireScope({ scope }: Pick<RouteDeclaration, "scope">, caller: Caller): void {
  if (caller.kind === "anonymous" || caller.key === null || scope === "none") return;
  if (scope === undefined) {
    throw insufficient("API keys cannot do this. It takes somebody who is signed in.");
  }
  if (caller.key.scopes.includes(scope)) return;
  throw insufficient(`This API key lacks the scope ${scope}.`, `, scope="${scope}"`);
}

const insufficient = (detail: string, scope = "") =>
  new AppError("forbidden", {
    detail,
    headers: { "WWW-Authenticate": `Bearer error="insufficient_scope"${scope}` },
  });
