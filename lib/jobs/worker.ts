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
import { crontab } from "./crontab.ts";
import { describeFailure } from "./failure.ts";
import { defaultRhythm, type Rhythm, startHeartbeat, takeOver } from "./heartbeat.ts";
import { workerLogger } from "./logger.ts";
import type { Task } from "./task.ts";
import { tasks } from "./tasks.ts";

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

/** Installs or upgrades the queue's schema. Nothing can be enqueued before. */
export const prepareQueue = (): Promise<void> =>
  runMigrations({ connectionString: env().DATABASE_URL, logger: workerLogger });

/** Works on jobs in this process until it is stopped. Any number of processes may. */
export async function runWorker(options: WorkerOptions = {}): Promise<Worker> {
  const { concurrency = 4, rhythm = defaultRhythm } = options;
  await prepareQueue();
  const pulse = withHeartbeat(rhythm);
  const runner = await run({
    ...settings(concurrency),
    pollInterval: 2_000,
    crontab: options.crontab === false ? "" : crontab,
    events: pulse.events,
  });
  let isStopping = false;
  const ended = runner.promise
    .catch((error) => log().error({ failure: describeFailure(error) }, "jobs: the worker failed"))
    .then(() => (isStopping ? new Promise<void>(() => {}) : pulse.stop().catch(() => {})));
  return {
    ended,
    async stop() {
      isStopping = true;
      await runner.stop();
      await pulse.stop();
    },
  };
}

/** Works on what waits in the queue, and ends: for a server that is not there between requests. */
export async function drainQueue(): Promise<void> {
  await prepareQueue();
  await takeOver(defaultRhythm);
  const pulse = withHeartbeat(defaultRhythm);
  await runOnce({ ...settings(4), events: pulse.events }).finally(pulse.stop);
}

const settings = (concurrency: number) => ({
  connectionString: env().DATABASE_URL,
  concurrency,
  maxPoolSize: concurrency + 2,
  noHandleSignals: true,
  // Prepared statements do not survive a pooler that hands out a connection for one transaction.
  noPreparedStatements: true,
  logger: workerLogger,
  taskList,
});

/** Events that start a heartbeat under the name by which the worker locks its jobs. */
function withHeartbeat(rhythm: Rhythm): { events: WorkerEvents; stop: () => Promise<void> } {
  const events = new EventEmitter() as WorkerEvents;
  const active = new Set<string>();
  let stop = async () => {};
  events.on("pool:create", ({ workerPool }: { workerPool: WorkerPool }) => {
    stop = startHeartbeat(workerPool.id, active, rhythm);
  });
  events.on("job:start", ({ job }: { job: Job }) => active.add(job.id));
  events.on("job:complete", ({ job }: { job: Job }) => active.delete(job.id));
  return { events, stop: () => stop() };
}

const taskList: TaskList = Object.fromEntries(
  Object.entries(tasks as Record<string, Task>).map(([name, task]) => [
    name,
    (payload: unknown, { job }: { job: { attempts: number; max_attempts: number } }) =>
      runTask(name, task, payload, { number: job.attempts, isLast: job.attempts >= job.max_attempts }),
  ]),
);

/** What a task throws is stored with the job and logged, so it says nothing about anybody. */
async function runTask(name: string, task: Task, payload: unknown, attempt: Parameters<Task["run"]>[1]) {
  try {
    await task.run(task.payload.parse(withoutCron(payload)), attempt);
  } catch (error) {
    const failure = describeFailure(error);
    log().warn({ task: name, attempt: attempt.number, failure }, "job failed");
    throw new Error(failure);
  }
}

/** The crontab adds when a job was due; no task asks for it. */
function withoutCron(payload: unknown): unknown {
  if (typeof payload !== "object" || payload === null) return payload;
  const { _cron, ...rest } = payload as Record<string, unknown>;
  return rest;
}

/**
 * Runs one task now, in this process.
 * @throws {Error} what the task throws, in words that may be logged
 */
export const runTaskNow = (name: keyof typeof tasks, payload: unknown): Promise<void> =>
  runTask(name, tasks[name] as Task, payload, { number: 1, isLast: true });
