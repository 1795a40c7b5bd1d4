import { setTimeout as delay } from "node:timers/promises";
import { eventFrame, noticeFrame, positionFrame } from "./frames.ts";
import { batchSize, isForgotten, readTopics } from "./outbox.ts";
import type { Position } from "./position.ts";
import type { Subscriber } from "./subscriber.ts";

/** So much may wait for a client before more is read for it. */
const roomBytes = 64 * 1024;
const patienceMs = 30_000;

// After a restart everybody comes back at once, and the pool is for others too.
const mostAtOnce = 4;
let running = 0;
const queue: (() => void)[] = [];

/**
 * Sends a client what it missed, then lets it go live.
 * @param until where its stream went on from: what came later waits in the subscriber
 */
export async function replay(subscriber: Subscriber, after: Position, until: Position): Promise<void> {
  if (await inTurn(() => isForgotten(after))) subscriber.catchUp(noticeFrame("reset", {}));
  else await sendMissed(subscriber, after, until);
  subscriber.catchUp(positionFrame(until));
  subscriber.goLive();
}

async function sendMissed(subscriber: Subscriber, after: Position, until: Position): Promise<void> {
  for (let at = after, isFull = true; isFull && subscriber.isOpen; ) {
    const from = at;
    const events = await inTurn(() => readTopics(subscriber.topics, from, until));
    for (const event of events) {
      await room(subscriber);
      subscriber.catchUp(eventFrame(event));
    }
    at = events.at(-1)?.position ?? until;
    isFull = events.length === batchSize;
  }
}

/** Waits until the client has read most of what it was sent. */
async function room(subscriber: Subscriber): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (subscriber.isOpen && subscriber.unread() > roomBytes) {
    if (Date.now() > deadline) throw new Error("The client does not read what it missed.");
    await delay(20);
  }
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => queue.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }
}
