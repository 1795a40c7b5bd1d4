import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { retryJob } from "#lib/jobs/queries.ts";
import { jobParams } from "#lib/jobs/schema.ts";

/** Has a job tried now, and as often as a new one. */
export const POST = route(
  {
    auth: "user",
    roles: ["admin"],
    limit: "write",
    params: jobParams,
    status: 202,
    summary: "Try a job again",
    errors: ["conflict"],
  },
  ({ params, trail }) => retryJob(params.id, trail),
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
