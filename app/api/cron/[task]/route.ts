import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { cronParams, requireCronSecret, runCronTask } from "#lib/jobs/cron.ts";

/** Runs recurring work, or what waits in the queue, now: for servers that are not there between requests. */
export const POST = route(
  {
    auth: "public",
    limit: "write",
    params: cronParams,
    summary: "Run recurring work; needs X-Cron-Secret",
    errors: ["unauthenticated"],
  },
  async ({ request, params }) => {
    requireCronSecret(request.headers.get("x-cron-secret"));
    await runCronTask(params.task);
  },
);

export const { GET, HEAD, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
