import { env } from "../env.ts";
import { log } from "../observability/log.ts";
import { apart } from "../observability/spans.ts";
import { requireEnv } from "../require-env.ts";
import { endInOrder, endOnSignals } from "../shutdown.ts";
import { describeFailure } from "./failure.ts";
import { runWorker } from "./worker.ts";

/** `npm run worker`: works on jobs until it is told to stop. */
requireEnv();
endOnSignals();
if (env().OTEL_EXPORTER_OTLP_ENDPOINT !== undefined) {
  const { startTracing } = await import("../observability/tracing.ts");
  startTracing();
}
// Nobody awaits what Graphile Worker tells the queue of a finished job. A database that is away just then ends no
// worker: the job is freed later on.
process.on("unhandledRejection", (error) => {
  log().error({ failure: describeFailure(error) }, "jobs: the queue could not be told something");
});
const worker = await apart(() => runWorker({ concurrency: 8 }));
void worker.ended.then(() => process.exit(1)); // whoever watches over it starts another one
endInOrder({ name: "jobs", stage: "work", end: worker.stop });
