import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "../errors.ts";
import { log } from "../observability/log.ts";

/** Lets work go on after the answer went out. */
export type Later = (work: () => Promise<unknown>) => void;

const evenMs = 400;

/**
 * Answers after 400 ms, whether the work is done by then or not: Auth sends its mail before it answers, so how long
 * it takes tells who has an account. The work goes on behind the answer, and what becomes of it is logged.
 * @throws {AppError} unavailable, when nobody can be asked
 */
export async function answerEvenly(work: Promise<void>, later: Later): Promise<void> {
  const even = delay(evenMs);
  const outcome = work.then(
    () => undefined,
    (error: unknown) => error,
  );
  later(() => outcome.then(noteFailure));
  const failure = await Promise.race([outcome, even]);
  if (failure instanceof AppError && failure.code === "unavailable") throw failure;
  await even;
}

const refusedMs = 500;

/**
 * Begins the wait until a login may be refused: half a second, for a wrong password, an unknown email and a locked
 * account alike. A hosted Auth compares nothing when it knows nobody, and is done sooner.
 * @returns refuses, as soon as the time has come
 */
export function evenRefusal(): (refusal: AppError) => Promise<never> {
  const even = delay(refusedMs, undefined, { ref: false });
  return async (refusal) => {
    await even;
    throw refusal;
  };
}

function noteFailure(failure: unknown): void {
  if (failure !== undefined) log().error({ err: failure }, "a mail may not have been sent");
}
