import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { listJobs } from "#lib/jobs/queries.ts";
import { jobPage, listJobsQuery } from "#lib/jobs/schema.ts";

/** What is in the queue of background work, newest first. */
export const GET = route(
  {
    auth: "user",
    roles: ["admin"],
    limit: "read",
    ndjson: true,
    query: listJobsQuery,
    response: jobPage,
    summary: "List the queue of background work",
  },
  ({ query }) => listJobs(query),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
