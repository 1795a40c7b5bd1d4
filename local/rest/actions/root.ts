import { notAcceptable } from "../errors.ts";
import { acceptsOpenApi } from "../media-type.ts";
import { respond } from "../respond.ts";
import type { Context } from "./context.ts";

export async function describeApi({ request }: Context): Promise<Response> {
  const accept = request.raw.headers.get("accept");
  if (!acceptsOpenApi(accept)) throw notAcceptable([accept ?? ""]);
  return respond({
    status: 200,
    headers: { "content-type": "application/openapi+json; charset=utf-8" },
    body: "{}",
  });
}
