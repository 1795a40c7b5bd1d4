import { setTimeout as delay } from "node:timers/promises";
import type { MiddlewareHandler } from "hono";

/** Longer than any of these takes on an idle machine: a hash of bcrypt, a transaction and a mail to the mailbox. */
const evenMs = 300;

/** Begins the wait for the moment at which an answer may go out. */
export const evenTime = (): Promise<void> => delay(evenMs, undefined, { ref: false });

/**
 * Answers no sooner than 300 ms after the request. An address with an account is mailed to before the answer, one
 * without is not: how long the answer takes must not tell which it was.
 */
export const inEvenTime: MiddlewareHandler = async (_c, next) => {
  const even = evenTime();
  try {
    await next();
  } finally {
    await even;
  }
};
