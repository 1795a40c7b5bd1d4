import type { Instrumentation } from "next";

/** Runs once before the server takes requests. The condition keeps Node's own APIs out of the edge bundle. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { requireEnv } = await import("#lib/require-env.ts");
    requireEnv();
    if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) {
      const { startTracing } = await import("#lib/observability/tracing.ts");
      startTracing();
    }
    if (process.env.METRICS_TOKEN) {
      const { startMetrics } = await import("#lib/observability/metrics.ts");
      startMetrics();
      const { meterPages } = await import("#lib/http/page-meters.ts");
      meterPages();
    }
    const { notePeers } = await import("#lib/limits/peer.ts");
    notePeers();
    const { noteResponses } = await import("#lib/events/node-response.ts");
    noteResponses();
    const { compressResponses } = await import("#lib/http/compression.ts");
    compressResponses();
    const { renameUnspeakableMethods } = await import("#lib/http/unknown-methods.ts");
    renameUnspeakableMethods();
    const { requireSecureTransport } = await import("#lib/http/transport-security.ts");
    requireSecureTransport();
    const { drainRequests } = await import("#lib/http/drain.ts");
    drainRequests();
    if (process.env.NODE_ENV === "production") {
      const { endOnSignals } = await import("#lib/shutdown.ts");
      endOnSignals();
      const { logConsole } = await import("#lib/observability/console.ts");
      logConsole();
    }
    const { startJobs } = await import("#lib/jobs/start.ts");
    await startJobs();
  }
}

/** What failed while a page was rendered or an action ran, route handlers excepted, which see to it themselves. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logPageFailure } = await import("#lib/observability/page-failure.ts");
    logPageFailure(error, request, context);
  }
};
