import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { cronParams, cronSecretOf, requireCronSecret, runCronTask } from "#lib/jobs/cron.ts";

const declaration = {
  auth: "public",
  ownBearer: true,
  limit: "write",
  params: cronParams,
  summary: "Run recurring work",
  errors: ["unauthenticated"],
  requestHeaders: {
    "X-Cron-Secret": {
      description: "`CRON_SECRET`, where a scheduler has no bearer token.",
      example: "a-long-random-text",
    },
  },
} as const;

/** Runs recurring work, or what waits in the queue, now: for servers that are not there between requests. */
export const POST = route(declaration, async ({ request, params }) => {
  requireCronSecret(cronSecretOf(request.headers));
  await runCronTask(params.task);
});

/** The same for schedulers that can only ask, such as Vercel's. No page can: it would not know the secret. */
export const GET = route(declaration, async ({ request, params }) => {
  requireCronSecret(cronSecretOf(request.headers));
  await runCronTask(params.task);
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
