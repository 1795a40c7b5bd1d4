import type { Attributes, ObservableResult } from "@opentelemetry/api";
import { PrometheusSerializer } from "@opentelemetry/exporter-prometheus";
import { MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
import { type Meters, type Reading, setMeters } from "./meters.ts";
import { readProcess } from "./process-readings.ts";

/** In seconds: from a cached answer to a picture that is made anew. */
const requestBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const jobBounds = [0.01, 0.05, 0.25, 1, 5, 15, 60];

/** Gives its numbers to whoever asks, and sends them nowhere. */
class PullReader extends MetricReader {
  protected async onForceFlush(): Promise<void> {}
  protected async onShutdown(): Promise<void> {}
}

type Meter = ReturnType<MeterProvider["getMeter"]>;

/** Has this process counted. Called once, at its start; loaded only where it is called. */
export function startMetrics(): void {
  const reader = new PullReader();
  const meter = new MeterProvider({ readers: [reader] }).getMeter("plinth");
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  const show = readingsOf(meter);
  setMeters({
    ...createCounters(meter),
    write: async (readings) => {
      show([...readings, ...readProcess()]);
      const { resourceMetrics } = await reader.collect();
      return serializer.serialize(resourceMetrics);
    },
  });
}

function createCounters(meter: Meter): Omit<Meters, "write"> {
  const histogram = (name: string, description: string, explicitBucketBoundaries: number[]) =>
    meter.createHistogram(name, { description, advice: { explicitBucketBoundaries } });
  const counter = (name: string, description: string) => meter.createCounter(name, { description });
  const requests = histogram(
    "http_request_duration_seconds",
    "Requests, until their answer began.",
    requestBounds,
  );
  const actions = counter(
    "plinth_actions_total",
    "Server actions, by the status that a route would have had.",
  );
  const refused = counter("plinth_limit_refusals_total", "Calls that a limit refused.");
  const events = counter(
    "plinth_webhook_events_total",
    "Events that Stripe sent, by what became of them at once.",
  );
  const jobs = histogram(
    "plinth_job_duration_seconds",
    "Jobs that ran in this process, each try.",
    jobBounds,
  );
  return {
    request: (route, method, status, seconds) =>
      requests.record(seconds, { route, method, status: String(status) }),
    action: (status) => actions.add(1, { status: String(status) }),
    refused: (limit) => refused.add(1, { limit }),
    webhookEvent: (outcome) => events.add(1, { outcome }),
    job: (task, outcome, seconds) => jobs.record(seconds, { task, outcome }),
  };
}

/** Makes what shows readings: each name becomes an instrument when it is first read. */
function readingsOf(meter: Meter): (readings: Reading[]) => void {
  let current = new Map<string, Reading[]>();
  const known = new Set<string>();
  const add = ({ name, help, isCounter }: Reading) => {
    known.add(name);
    const create = isCounter ? "createObservableCounter" : "createObservableGauge";
    meter[create](name, { description: help }).addCallback((result) =>
      observe(result, current.get(name) ?? []),
    );
  };
  return (readings) => {
    current = Map.groupBy(readings, ({ name }) => name);
    for (const reading of readings) if (!known.has(reading.name)) add(reading);
  };
}

/** What several parts of a process read of the same thing is one number. */
function observe(result: ObservableResult<Attributes>, readings: Reading[]): void {
  const sums = Map.groupBy(readings, ({ labels }) => JSON.stringify(labels ?? {}));
  for (const same of sums.values()) {
    const value = same.reduce((sum, reading) => sum + reading.value, 0);
    result.observe(value, same[0]?.labels ?? {});
  }
}
