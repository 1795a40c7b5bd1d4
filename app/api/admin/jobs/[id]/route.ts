import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { deleteJob } from "#lib/jobs/queries.ts";
import { jobParams } from "#lib/jobs/schema.ts";

/** Takes a job out of the queue, undone. */
export const DELETE = route(
  {
    auth: "user",
    roles: ["admin"],
    limit: "write",
    params: jobParams,
    summary: "Take a job out of the queue",
    errors: ["conflict"],
  },
  ({ params, trail }) => deleteJob(params.id, trail),
);

export const { GET, HEAD, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
