import { AppError } from "../errors.ts";
import { log } from "./log.ts";

type Failed = { path: string; method: string };
type Place = { routePath: string; routeType: string };

/**
 * One line about a page or an action that failed, as the API's routes write it: what Next.js prints itself is for
 * a terminal. The digest is what the reader of the page was shown; the query may hold a secret and stays out.
 */
export function logPageFailure(
  error: unknown,
  { path, method }: Failed,
  { routePath, routeType }: Place,
): void {
  const { digest } = (error ?? {}) as { digest?: string };
  const cause = error instanceof AppError ? { code: error.code, err: error.cause ?? error } : { err: error };
  const [pathname] = path.split("?", 1);
  log().error({ method, path: pathname, route: routePath, type: routeType, digest, ...cause }, "page failed");
}
