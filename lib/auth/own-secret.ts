import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether somebody knows a secret of an operation's own. How long it takes to tell says nothing about it. */
export const isSecret = (given: string | null | undefined, secret: string): boolean =>
  given != null && timingSafeEqual(digest(given), digest(secret));
