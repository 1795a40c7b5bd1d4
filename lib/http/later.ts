import { after } from "next/server";
import type { Later } from "../auth/even-answer.ts";
import { oncePerProcess } from "../process-state.ts";
import { endInOrder } from "../shutdown.ts";

const underWay = oncePerProcess("later", () => {
  const works = new Set<Promise<void>>();
  endInOrder({ name: "what goes on behind answers", stage: "aftermath", end: () => Promise.all(works) });
  return works;
});

/** Lets work go on when the answer has gone out. The process does not end before it. */
export const later: Later = (work) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  underWay.add(promise);
  after(async () => {
    try {
      await work();
    } finally {
      underWay.delete(promise);
      resolve();
    }
  });
};
