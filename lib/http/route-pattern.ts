type Params = Record<string, string | string[] | undefined>;

/** What is known of a handler already. It answers at one pattern, so there are no more of them than of handlers. */
const known = new WeakMap<object, string>();

/** Says at which pattern a handler answers, where its requests do not tell. */
export const rememberPattern = (handler: object, pattern: string): void => void known.set(handler, pattern);

/**
 * The pattern of the route that a handler answers at, such as `/api/posts/[id]`: what is counted by it has an end,
 * paths have none. Next.js does not tell it, but it tells what stands where.
 * @param handler by which the pattern is remembered
 * @param params as Next.js gives them
 */
export function patternOf(
  handler: object,
  pathname: string,
  params: Promise<unknown> | undefined,
): string | Promise<string> {
  return known.get(handler) ?? findPattern(handler, pathname, params);
}

async function findPattern(handler: object, pathname: string, params: Promise<unknown> | undefined) {
  const { pattern, isCertain } = derive(pathname, ((await params) ?? {}) as Params);
  if (isCertain) known.set(handler, pattern);
  return pattern;
}

/** It is certain when the value of each parameter stands in the path once. */
function derive(pathname: string, params: Params): { pattern: string; isCertain: boolean } {
  const segments = pathname.split("/");
  let isCertain = true;
  for (const [name, value] of Object.entries(params)) {
    const places = segments.flatMap((segment, at) => (isWritten(segment, value) ? [at] : []));
    const last = places.at(-1);
    if (last === undefined) return { pattern: "unknown", isCertain: false };
    if (places.length > 1) isCertain = false;
    segments[last] = `[${name}]`;
  }
  return { pattern: segments.join("/"), isCertain };
}

function isWritten(segment: string, value: Params[string]): boolean {
  if (segment === value) return true;
  try {
    return decodeURIComponent(segment) === value;
  } catch {
    return false;
  }
}
