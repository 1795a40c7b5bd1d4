import type { SpanDescription } from "../observability/spans.ts";

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a path to Storage says of the operation; what follows is somebody's file. */
const storageWords =
  /^\/storage\/v1(?:\/(?:object|bucket|render|image|sign|upload|resumable|public|authenticated|info|list|list-v2|copy|move|status))*/;

/** A call to Supabase as a span: the method and the pattern, without ids, names of files and filters. */
export function describeCall(method: string, { host, pathname }: URL): SpanDescription {
  const template = templateOf(pathname);
  const facts = { "http.request.method": method, "url.template": template, "server.address": host };
  return { name: `supabase ${method} ${template}`, kind: "client", facts };
}

export function templateOf(pathname: string): string {
  const operation = storageWords.exec(pathname)?.[0];
  if (operation !== undefined) return operation === pathname ? pathname : `${operation}/{path}`;
  return pathname
    .split("/")
    .map((segment) => (uuid.test(segment) ? "{id}" : segment))
    .join("/");
}
