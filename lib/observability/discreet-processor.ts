import { type Span as ApiSpan, type Context, trace } from "@opentelemetry/api";
import type { ReadableSpan, Span, SpanProcessor } from "@opentelemetry/sdk-trace";
import { redacted } from "./redacted.ts";

const requestSpans = new WeakMap<ApiSpan, ApiSpan>();

/** The first span of this process in the trace of a span: that of its request, or of its job. */
export const requestSpanOf = (span: ApiSpan): ApiSpan => requestSpans.get(span) ?? span;

/** Our own words, in which nothing is put together from what came from outside. */
const written = new Set(["db.query.text"]);

/**
 * Takes out of every span what it may hold of anybody: Next.js puts whole addresses with their queries into its own,
 * and whole errors. What an error was is in the log, under the same trace.
 */
export class DiscreetProcessor implements SpanProcessor {
  readonly #next: SpanProcessor;

  constructor(next: SpanProcessor) {
    this.#next = next;
  }

  onStart(span: Span, parentContext: Context): void {
    const parent = trace.getSpan(parentContext);
    const first = parent && requestSpans.get(parent);
    requestSpans.set(span, first ?? span);
    this.#next.onStart(span, parentContext);
  }

  onEnd(span: ReadableSpan): void {
    const open = span as { -readonly [K in keyof ReadableSpan]: ReadableSpan[K] };
    open.name = redacted(span.name);
    open.status = { code: span.status.code };
    for (const [name, value] of Object.entries(span.attributes)) {
      if (typeof value === "string" && !written.has(name)) span.attributes[name] = redacted(value);
    }
    for (const event of span.events) {
      const type = event.attributes?.["exception.type"];
      event.attributes = type === undefined ? {} : { "exception.type": redacted(String(type)) };
    }
    this.#next.onEnd(span);
  }

  forceFlush(): Promise<void> {
    return this.#next.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.#next.shutdown();
  }
}
