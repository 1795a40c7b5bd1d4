import type { z } from "zod";

/** Which try at a job this is. */
export type Attempt = { number: number; isLast: boolean };

/** A kind of background work. It may run twice, and side by side with itself: running it again changes nothing. */
export type Task<S extends z.ZodType = z.ZodType> = {
  payload: S;
  run: (payload: z.output<S>, attempt: Attempt) => Promise<void>;
};

/** Declares a task; `payload` checks what was enqueued, maybe by an older version of the product. */
export const task = <S extends z.ZodType>(payload: S, run: Task<S>["run"]): Task<S> => ({ payload, run });
