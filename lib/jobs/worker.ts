import { EventEmitter } from "node:events";
import {
  type Job,
  run,
  runMigrations,
  runOnce,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from "graphile-worker";
import { env } from "../env.ts";
import { log } from "../observability/log.ts";
import { meters } from "../observability/meters.ts";
import { span } from "../observability/spans.ts";
import { crontab } from "./crontab.ts";
import { describeFailure } from "./failure.ts";
import { defaultRhythm, type Rhythm, startHeartbeat, takeOver } from "./heartbeat.ts";
import { workerLogger } from "./logger.ts";
import { closeQueuePool, openQueuePool } from "./queue-pool.ts";
import type { Attempt, Task } from "./task.ts";
import { tasks } from "./tasks.ts";
import { withoutTrace } from "./trace.ts";

export type Worker = {
  /** Resolves when it has ended without having been told to. */
  ended: Promise<void>;
  /** Finishes what was begun, for a few seconds, and gives the rest back to the queue. */
  stop(): Promise<void>;
};

export type WorkerOptions = {
  /** how many jobs at once */
  concurrency?: number;
  rhythm?: Rhythm;
  /** whether the crontab runs */
  crontab?: boolean;
};

/** A job that takes longer than this when its worker is stopped goes back to the queue, to be tried again. */
const finishWithinMs = 5_000;

/** Installs or upgrades the queue's schema. Nothing can be enqueued before. */
export const prepareQueue = (): Promise<void> =>
  runMigrations({ connectionString: env().DATABASE_URL, logger: workerLogger });

/** Works on jobs in this process until it is stopped. Any number of processes may. */
export async function runWorker(options: WorkerOptions = {}): Promise<Worker> {
  const { concurrency = 4, rhythm = defaultRhythm } = options;
  await prepareQueue();
  const pulse = withHeartbeat(rhythm);
  const pgPool = openQueuePool(concurrency + 2);
  const runner = await run({
    ...settings(concurrency),
    pgPool,
    pollInterval: 2_000,
    crontab: options.crontab === false ? "" : crontab,
    events: pulse.events,
  });
  let isStopping = false;
  const ended = runner.promise
    .catch((error) => {
      if (!isStopping) log().error({ failure: describeFailure(error) }, "jobs: the worker failed");
    })
    .then(async () => {
      if (isStopping) return new Promise<void>(() => {});
      await Promise.allSettled([pulse.stop(), pgPool.end()]);
    });
  return {
    ended,
    async stop() {
      isStopping = true;
      const late = setTimeout(pulse.giveBack, finishWithinMs);
      await runner.stop();
      clearTimeout(late);
      await closeQueuePool(pgPool);
      await pulse.stop();
    },
  };
}

/** Works on what waits in the queue, and ends: for a server that is not there between requests. */
export async function drainQueue(): Promise<void> {
  await prepareQueue();
  await takeOver(defaultRhythm);
  const pulse = withHeartbeat(defaultRhythm);
  const { DATABASE_URL: connectionString } = env();
  const options = { ...settings(4), connectionString, maxPoolSize: 6 };
  await runOnce({ ...options, events: pulse.events }).finally(pulse.stop);
}

const settings = (concurrency: number) => ({
  concurrency,
  noHandleSignals: true,
  // Prepared statements do not survive a pooler that hands out a connection for one transaction.
  noPreparedStatements: true,
  logger: workerLogger,
  taskList,
});

type Pulse = {
  events: WorkerEvents;
  stop: () => Promise<void>;
  /** Waits for no job any longer: those that are not done are free again. */
  giveBack: () => void;
};

/** Events that start a heartbeat under the name by which the worker locks its jobs. */
function withHeartbeat(rhythm: Rhythm): Pulse {
  const events = new EventEmitter() as WorkerEvents;
  const active = new Set<string>();
  let stop = async () => {};
  let giveBack = () => {};
  events.on("pool:create", ({ workerPool }: { workerPool: WorkerPool }) => {
    stop = startHeartbeat(workerPool.id, active, rhythm);
    // The runner's own kill() does nothing once it is stopping.
    giveBack = () =>
      void Promise.resolve(workerPool.forcefulShutdown("Its worker was stopped")).catch(() => {});
  });
  events.on("job:start", ({ job }: { job: Job }) => active.add(job.id));
  events.on("job:complete", ({ job }: { job: Job }) => active.delete(job.id));
  return { events, stop: () => stop(), giveBack: () => giveBack() };
}

const taskList: TaskList = Object.fromEntries(
  Object.entries(tasks as Record<string, Task>).map(([name, task]) => [
    name,
    (payload: unknown, { job }: { job: { attempts: number; max_attempts: number } }) =>
      runTask(name, task, payload, { number: job.attempts, isLast: job.attempts >= job.max_attempts }),
  ]),
);

/** Runs a task as a span of the trace that it was enqueued in. */
function runTask(name: string, task: Task, enqueued: unknown, attempt: Attempt): Promise<void> {
  const { payload, parent } = withoutTrace(enqueued);
  const facts = { "plinth.job.task": name, "plinth.job.attempt": attempt.number };
  return span(
    () => ({ name: `job ${name}`, kind: "consumer", facts, ...(parent && { parent }) }),
    () => tryTask(name, task, payload, attempt),
  );
}

/** What a task throws is stored with the job and logged, so it says nothing about anybody. */
async function tryTask(name: string, task: Task, payload: unknown, attempt: Attempt): Promise<void> {
  const startedAt = performance.now();
  const count = (outcome: "done" | "failed") =>
    meters()?.job(name, outcome, (performance.now() - startedAt) / 1000);
  try {
    await task.run(task.payload.parse(payload), attempt);
    count("done");
  } catch (error) {
    count("failed");
    const failure = describeFailure(error);
    log().warn({ task: name, attempt: attempt.number, failure }, "job failed");
    throw new Error(failure);
  }
}

/**
 * Runs one task now, in this process.
 * @throws {Error} what the task throws, in words that may be logged
 */
export const runTaskNow = (name: keyof typeof tasks, payload: unknown): Promise<void> =>
  runTask(name, tasks[name] as Task, payload, { number: 1, isLast: true });
