import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { idle, whileWorking } from "./disorder.ts";
import { beginning, chance, tellHistory } from "./history.ts";
import { openPost, owedFor, type Post } from "./letters.ts";
import { ledger, openShop, type Shop } from "./shop.ts";

const seed = Number(process.env.CONVERGENCE_SEED ?? 1);

let shop: Shop;
let post: Post;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: beginning });
  post = await openPost();
  shop = await openShop({ seed: "moving", now: beginning, busy: true });
});
afterAll(() => vi.useRealTimers());

/** Sends what is said in the meantime, each of it twice, whichever comes first to hand, with four hands. */
function startSending(): { say: (events: Stripe.Event[]) => void; finish: () => Promise<void> } {
  const next = chance(seed);
  const waiting: Stripe.Event[] = [];
  let isOver = false;
  let wake = Promise.withResolvers<void>();
  const senders = Array.from({ length: 4 }, async () => {
    for (;;) {
      const [event] = waiting.splice(Math.floor(next() * waiting.length), 1);
      if (event) await shop.deliver(event);
      else if (isOver) return;
      else await wake.promise;
    }
  });
  const rouse = () => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  return {
    say: (events) => {
      waiting.push(...events, ...events);
      rouse();
    },
    finish: async () => {
      isOver = true;
      rouse();
      await Promise.all(senders);
    },
  };
}

test(`while Stripe goes on changing under the fetches, nothing old is written last (seed ${seed})`, async () => {
  await whileWorking(shop, async () => {
    const sending = startSending();
    let told = 0;
    await tellHistory(shop, async () => {
      vi.setSystemTime(shop.service.clock.now());
      const events = shop.service.events.list();
      sending.say(events.slice(told));
      told = events.length;
    });
    await sending.finish();
  });
  const events = shop.service.events.list();
  const truth = await shop.truth();
  const { processed = 0, ignored = 0 } = await ledger(shop);
  expect(processed + ignored).toBe(events.length);

  const causes = (await post.letters(shop)).map(({ cause }) => cause);
  expect(new Set(causes).size).toBe(causes.length);
  expect(owedFor(events).map(({ cause }) => cause)).toEqual(expect.arrayContaining(causes));

  await shop.forget();
  await whileWorking(shop, async () => {
    for (const event of events) await shop.deliver(event);
    await idle(shop);
  });
  expect(truth).toEqual(await shop.truth());
}, 300_000);
