import { z } from "zod";
import { otherMethods } from "#lib/http/methods.ts";
import { route } from "#lib/http/route.ts";
import { scrape } from "#lib/metrics/scrape.ts";
import { requireMeters } from "#lib/metrics/token.ts";

const responseType = "text/plain; version=0.0.4; charset=utf-8";

const metricsText = z.string().meta({
  examples: ['# TYPE http_requests_total counter\nhttp_requests_total{method="GET",status="200"} 42\n'],
});

/** What this process has counted, for Prometheus. */
export const GET = route(
  {
    auth: "public",
    ownBearer: true,
    limit: "probe",
    response: metricsText,
    responseType,
    summary: "Read this server's metrics in Prometheus' format; needs METRICS_TOKEN as a bearer token",
    errors: ["unauthenticated", "not_found"],
  },
  async ({ request }) => {
    const meters = requireMeters(request.headers.get("authorization"));
    return new Response(await scrape(meters), { headers: { "Content-Type": responseType } });
  },
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
