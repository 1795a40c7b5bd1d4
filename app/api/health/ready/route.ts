import { checkReadiness } from "#lib/health/checks.ts";
import { readinessView, unreadinessView } from "#lib/health/schema.ts";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";

/** Every service that requests depend on answers: 200, or 503 with the same body and which one does not. */
export const GET = route(
  {
    auth: "public",
    limit: "probe",
    response: readinessView,
    otherResponses: { 503: unreadinessView },
    summary: "Is everything behind it there?",
  },
  async () => {
    const readiness = await checkReadiness();
    return Response.json(readiness, { status: readiness.status === "ready" ? 200 : 503 });
  },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
