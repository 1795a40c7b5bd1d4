import { afterAll } from "vitest";

const closings: (() => unknown)[] = [];

afterAll(async () => {
  for (const close of closings.reverse()) await close();
});

/**
 * Does something after the last test of the file, what was said last first. Unlike `afterAll`, which says nothing
 * and does nothing then, it may be called within a `beforeAll`.
 */
export const afterFile = (close: () => unknown): void => {
  closings.push(close);
};
