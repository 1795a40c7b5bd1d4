const methods = "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT";
const exposed =
  "Content-Encoding, Content-Location, Content-Range, Content-Type, Date, Location, Server, " +
  "Transfer-Encoding, Range-Unit, Link, X-Total-Count, Preference-Applied, X-Supabase-Api-Version, " +
  // What a browser must read of a file and of a resumable upload.
  "Content-Disposition, ETag, Expires, X-Transformations, Tus-Complete, Tus-Extension, Tus-Max-Size, " +
  "Tus-Resumable, Tus-Version, Upload-Concat, Upload-Defer-Length, Upload-Expires, Upload-Length, " +
  "Upload-Metadata, Upload-Offset";

/** Answers a browser's preflight: any origin, any header, as the gateway of a hosted project does. */
export function preflight(request: Request): Response {
  const headers = new Headers({
    "access-control-allow-origin": "*",
    "access-control-allow-methods": methods,
    "access-control-max-age": "3600",
    vary: "Access-Control-Request-Headers",
  });
  const asked = request.headers.get("access-control-request-headers");
  if (asked) headers.set("access-control-allow-headers", asked);
  return new Response(null, { status: 204, headers });
}

/** Lets any origin read the answer. Keys, not cookies, say who is calling, so `*` gives nothing away. */
export function allowEveryOrigin(response: Response): Response {
  response.headers.set("access-control-allow-origin", "*");
  response.headers.set("access-control-expose-headers", exposed);
  return response;
}
