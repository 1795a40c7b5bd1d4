import { inTransaction } from "../db/transaction.ts";
import { env } from "../env.ts";
import { log } from "../observability/log.ts";
import { apart } from "../observability/spans.ts";
import { endInOrder, isEnding } from "../shutdown.ts";
import { enqueue } from "./enqueue.ts";
import { describeFailure } from "./failure.ts";
import { prepareQueue, runWorker } from "./worker.ts";

const retryMs = 5_000;
let started = false;

/**
 * Makes the queue ready and, unless JOBS=off, works on it in this process. A database that does not answer yet keeps
 * no server from starting: it is tried again until it does.
 */
export async function startJobs(): Promise<void> {
  if (started || isEnding()) return;
  started = true;
  await apart(start);
}

async function start(): Promise<void> {
  try {
    await prepareQueue();
    if (env().JOBS === "off") return;
    const worker = await runWorker();
    const forget = endInOrder({ name: "jobs", stage: "work", end: worker.stop });
    void worker.ended.then(forget).then(startAgain);
    // What happened at Stripe while nobody listened, and the catalogue of a new installation.
    await inTransaction((tx) => enqueue(tx, "reconcile_stripe", {}, { key: "reconcile_stripe" }));
  } catch (error) {
    log().error({ failure: describeFailure(error) }, "jobs: could not start, will try again");
    startAgain();
  }
}

function startAgain(): void {
  started = false;
  setTimeout(startJobs, retryMs).unref();
}
