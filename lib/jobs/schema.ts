import { z } from "zod";
import { pageOf, pageParameters } from "../pagination.ts";

const moment = z.iso.datetime({ offset: true });

/**
 * waiting: not tried yet. running: a worker has it. failed: will be tried again. dead: given up, until someone
 * retries it.
 */
export const jobStates = ["waiting", "running", "failed", "dead"] as const;
export type JobState = (typeof jobStates)[number];

const jobId = z.string().regex(/^[1-9]\d{0,17}$/, "Is not the id of a job");

export const jobView = z
  .object({
    id: jobId,
    task: z.string(),
    state: z.enum(jobStates),
    attempts: z.int(),
    maxAttempts: z.int(),
    lastError: z
      .string()
      .nullable()
      .meta({ description: "Without addresses, secrets and numbers of cards." }),
    runAt: moment.meta({ description: "When it is tried next, at the earliest." }),
    createdAt: moment,
  })
  .meta({
    id: "Job",
    examples: [
      {
        id: "4711",
        task: "send_email",
        state: "failed",
        attempts: 3,
        maxAttempts: 25,
        lastError: "connect ECONNREFUSED",
        runAt: "2026-11-03T10:15:02.000000+00:00",
        createdAt: "2026-11-03T10:12:40.227915+00:00",
      },
    ],
  });
export type JobView = z.output<typeof jobView>;
export const jobPage = pageOf(jobView);

export const listJobsQuery = z.object({
  limit: pageParameters.limit,
  cursor: pageParameters.cursor,
  state: z.enum(jobStates).optional(),
});
export type ListJobsQuery = z.output<typeof listJobsQuery>;
export const jobParams = z.strictObject({ id: jobId.meta({ examples: ["4711"] }) });
