import { setTimeout as delay } from "node:timers/promises";
import { type Access, Refusal } from "./access.ts";
import type { Channel } from "./channel.ts";
import type { Listener } from "./replication/feed.ts";
import {
  checkSubscription,
  readSubscription,
  type Subscription,
  SubscriptionError,
  subscriptionId,
} from "./subscription.ts";

const extension = "postgres_changes";
const retryMs = 500;

/** A channel's subscriptions to changes of tables. */
export class ChannelChanges {
  readonly #channel: Channel;
  readonly #parameters: Record<string, unknown>[];
  /** Of all attempts to subscribe the last one counts; none does when the channel has ended. */
  #turn = 0;
  #listener: Listener | undefined;

  constructor(channel: Channel, parameters: Record<string, unknown>[]) {
    this.#channel = channel;
    this.#parameters = parameters;
  }

  /** What the reply to a join says: the client's own parameters, in its order, each with its id. */
  get echo(): Record<string, unknown>[] {
    return this.#parameters.map((one) => ({ ...one, id: subscriptionId(one) }));
  }

  /**
   * Subscribes as the bearer of the channel's token and tells the client how it went; a database that is away is
   * waited for. Called again it takes the place of the call before.
   */
  async subscribe(): Promise<void> {
    const turn = ++this.#turn;
    while (this.#parameters.length > 0 && turn === this.#turn) {
      try {
        await this.#listen(turn);
        if (turn === this.#turn) this.confirm();
        return;
      } catch (error) {
        if (turn !== this.#turn) return;
        if (error instanceof SubscriptionError) {
          this.#forget();
          this.#channel.system(extension, "error", error.message);
          return;
        }
        await delay(retryMs, undefined, { ref: false });
      }
    }
  }

  /**
   * Subscribes before the join is answered, so that the answer says whether it worked.
   * @throws {Refusal}
   */
  async subscribeWithin(ms: number): Promise<void> {
    const deadline = performance.now() + ms;
    while (this.#parameters.length > 0) {
      try {
        return await this.#listen(this.#turn);
      } catch (error) {
        if (error instanceof SubscriptionError)
          throw new Refusal("RealtimeDisabledForConfiguration", error.message);
        if (performance.now() > deadline) {
          throw new Refusal(
            "PostgresChangesSubscribeTimeout",
            `Timed out after ${ms}ms waiting for the postgres_changes subscription`,
          );
        }
        await delay(retryMs, undefined, { ref: false });
      }
    }
  }

  confirm(): void {
    if (this.#parameters.length > 0) this.#channel.system(extension, "ok", "Subscribed to PostgreSQL");
  }

  stop(): void {
    this.#turn = Number.NaN;
    this.#forget();
  }

  #forget(): void {
    if (this.#listener) this.#channel.realtime.changes.remove(this.#listener);
    this.#listener = undefined;
  }

  async #listen(turn: number): Promise<void> {
    const { realtime, access } = this.#channel;
    const subscriptions = this.#parameters.map(readSubscription);
    for (const subscription of subscriptions) {
      await checkSubscription(realtime.database, subscription, access);
    }
    if (turn !== this.#turn) return;
    this.#forget();
    this.#listener = this.#newListener(subscriptions, access);
    realtime.changes.add(this.#listener);
  }

  #newListener(subscriptions: Subscription[], { claims }: Access): Listener {
    return {
      channel: this.#channel,
      subscriptions,
      role: claims.role,
      claims: JSON.stringify(claims),
      onGap: () => {
        this.#channel.system(extension, "error", "Changes were lost: the log that had them is gone");
        this.confirm();
      },
    };
  }
}
