import { log } from "../observability/log.ts";
import { requireEnv } from "../require-env.ts";
import { describeFailure } from "./failure.ts";
import { runWorker } from "./worker.ts";

/** `npm run worker`: works on jobs until it is told to stop. */
requireEnv();
// Nobody awaits what Graphile Worker tells the queue of a finished job. A database that is away just then ends no
// worker: the job is freed later on.
process.on("unhandledRejection", (error) => {
  log().error({ failure: describeFailure(error) }, "jobs: the queue could not be told something");
});
const worker = await runWorker({ concurrency: 8 });
void worker.ended.then(() => process.exit(1)); // whoever watches over it starts another one
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await worker.stop();
    process.exit(0);
  });
}
