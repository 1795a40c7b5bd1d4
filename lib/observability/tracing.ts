import { setTimeout as delay } from "node:timers/promises";
import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { isTracingSuppressed, suppressTracing, W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { env } from "../env.ts";
import { endInOrder } from "../shutdown.ts";
import { DiscreetProcessor, requestSpanOf } from "./discreet-processor.ts";
import { type AddFacts, type Recorder, type SpanDescription, setRecorder } from "./spans.ts";

/** So long the collector may take to take the last spans when the process ends. */
const farewellMs = 2_000;

/**
 * Sends spans to OTEL_EXPORTER_OTLP_ENDPOINT, by OTLP over HTTP: Next.js' own of each request, page and action, and
 * those of `span()`. Called once, before anything else is imported that may make one; loaded only where it is called.
 */
export function startTracing(): void {
  const { OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER_ARG } = env();
  // lib/supabase and lib/billing make better ones: without what is asked for in the address.
  process.env.NEXT_OTEL_FETCH_DISABLED = "1";
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ "service.name": OTEL_SERVICE_NAME })),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(OTEL_TRACES_SAMPLER_ARG) }),
    spanProcessors: [new DiscreetProcessor(new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }))],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  setRecorder(createRecorder(trace.getTracer("plinth")));
  const end = () => Promise.race([provider.shutdown(), delay(farewellMs, undefined, { ref: false })]);
  endInOrder({ name: "traces", stage: "ground", end });
}

const kinds = { client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER } as const;

function createRecorder(tracer: Tracer): Recorder {
  return {
    record: (description, work) => recordSpan(tracer, description, work),
    apart: (work) => context.with(suppressTracing(ROOT_CONTEXT), work),
    addToRequest: (facts) => {
      const active = trace.getActiveSpan();
      if (active) requestSpanOf(active).setAttributes(facts);
    },
    ids: () => {
      const at = trace.getActiveSpan()?.spanContext();
      return at && { trace_id: at.traceId, span_id: at.spanId };
    },
    traceparent: () => {
      const carrier: { traceparent?: string } = {};
      propagation.inject(context.active(), carrier);
      return carrier.traceparent;
    },
  };
}

const recordSpan = <T>(tracer: Tracer, description: SpanDescription, work: (add: AddFacts) => Promise<T>) => {
  const { name, kind, facts: attributes } = description;
  const options = { kind: kinds[kind], attributes };
  return tracer.startActiveSpan(name, options, contextOf(description), async (span) => {
    try {
      return await work((more) => void span.setAttributes(more));
    } catch (error) {
      span.setAttribute("error.type", typeOf(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
};

function contextOf({ kind, parent: traceparent }: SpanDescription): Context {
  if (traceparent !== undefined) return propagation.extract(ROOT_CONTEXT, { traceparent });
  const active = context.active();
  return kind === "consumer" && isTracingSuppressed(active) ? ROOT_CONTEXT : active;
}

/** A code where there is one; a message may be about somebody. */
function typeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return /^[\w.-]{1,40}$/.exec(String(code ?? name))?.[0] ?? "unknown";
}
