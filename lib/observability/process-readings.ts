import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Reading } from "./meters.ts";

const resolutionMs = 20;
const delays = monitorEventLoopDelay({ resolution: resolutionMs });
delays.enable();
const startedAt = Date.now() / 1000 - process.uptime();

/** How this process is, by the names that dashboards for Node.js know. The delays are those since the last reading. */
export function readProcess(): Reading[] {
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  // What is measured is how long a timer took, which is never less than what it was set to.
  const [p50, p99, max] = [delays.percentile(50), delays.percentile(99), delays.max].map((nanoseconds) =>
    Math.max(0, nanoseconds / 1e9 - resolutionMs / 1e3),
  );
  delays.reset();
  const lag = "How late the event loop was with what was due.";
  return [
    { name: "nodejs_eventloop_lag_p50_seconds", help: lag, value: p50 ?? 0 },
    { name: "nodejs_eventloop_lag_p99_seconds", help: lag, value: p99 ?? 0 },
    { name: "nodejs_eventloop_lag_max_seconds", help: lag, value: max ?? 0 },
    { name: "nodejs_heap_size_used_bytes", help: "JavaScript's heap, in use.", value: heapUsed },
    { name: "nodejs_heap_size_total_bytes", help: "JavaScript's heap, as a whole.", value: heapTotal },
    { name: "nodejs_external_memory_bytes", help: "Memory of buffers and libraries.", value: external },
    { name: "process_resident_memory_bytes", help: "Memory of the process.", value: rss },
    { name: "process_start_time_seconds", help: "When it was started, since 1970.", value: startedAt },
    {
      name: "process_cpu_seconds_total",
      help: "Time that processors spent on it.",
      value: (user + system) / 1e6,
      isCounter: true,
    },
  ];
}
