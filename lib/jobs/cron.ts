import { z } from "zod";
import { isSecret } from "../auth/own-secret.ts";
import { env } from "../env.ts";
import { unauthenticated } from "../errors.ts";
import { cronTasks } from "./tasks.ts";
import { drainQueue, runTaskNow } from "./worker.ts";

/** `jobs` works on what waits in the queue. */
export const cronParams = z.object({
  task: z
    .enum(["jobs", ...cronTasks])
    .meta({ description: "`jobs` works on what waits in the queue; the others are recurring tasks." }),
});
type CronTask = z.output<typeof cronParams>["task"];

/**
 * Requires that whoever asks knows CRON_SECRET. Without that variable nobody does.
 * @throws {AppError} unauthenticated
 */
export function requireCronSecret(given: string | null): void {
  const { CRON_SECRET } = env();
  if (CRON_SECRET === undefined || !isSecret(given, CRON_SECRET)) throw unauthenticated();
}

/** What a scheduler says it knows, in either of the two places where schedulers can say it. */
export const cronSecretOf = (headers: Headers): string | null =>
  headers.get("x-cron-secret") ?? /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;

/** Runs a task to its end. */
export const runCronTask = (task: CronTask): Promise<void> =>
  task === "jobs" ? drainQueue() : runTaskNow(task, {});
