import { requireEnv } from "../require-env.ts";
import { runWorker } from "./worker.ts";

/** `npm run worker`: works on jobs until it is told to stop. */
requireEnv();
const worker = await runWorker({ concurrency: 8 });
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await worker.stop();
    process.exit(0);
  });
}
