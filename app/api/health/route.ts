import { healthView } from "#lib/health/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** The server is alive. It asks nobody else. */
export const GET = route(
  { auth: "public", limit: "probe", response: healthView, summary: "Is the server alive?" },
  () => ({ status: "ok" as const }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
