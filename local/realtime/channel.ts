import { type Access, Refusal, verifyAccess } from "./access.ts";
import { type Encoded, jsonMessage, type Shared, userBroadcast } from "./broadcast.ts";
import { ChannelChanges } from "./channel-changes.ts";
import { ChannelPresence } from "./channel-presence.ts";
import type { Connection } from "./connection.ts";
import type { Frame, Vsn } from "./frames.ts";
import { readRights } from "./join.ts";
import type { JoinPayload } from "./join-payload.ts";
import type { Realtime } from "./realtime.ts";
import { findRights, type Right, type Rights } from "./rights.ts";
import { type Subscriber, type TopicKey, topicKey } from "./topics.ts";

export type ChannelOptions = {
  topic: string;
  subTopic: string;
  joinRef: unknown;
  payload: JoinPayload;
  access: Access;
  /** null on a public channel */
  rights: Rights | null;
};

/** A token may be good for longer than a timer can run. */
const longestWaitMs = 3_600_000;
const replicationCheckMs = 500;
const replicationWithinMs = 10_000;

/** One client on one topic, from its join to its end. */
export class Channel implements Subscriber {
  readonly realtime: Realtime;
  readonly joinRef: unknown;
  readonly topic: string;
  readonly key: TopicKey;
  readonly vsn: Vsn;
  readonly changes: ChannelChanges;
  access: Access;
  readonly #connection: Connection;
  readonly #subTopic: string;
  readonly #payload: JoinPayload;
  readonly #presence: ChannelPresence;
  /** What was said while the past was looked up; null once the channel is open. */
  #held: Shared[] | null = [];
  #replayed = new Set<string>();
  #rights: Rights | null;
  #expiry: NodeJS.Timeout | undefined;
  #replication: NodeJS.Timeout | undefined;

  constructor(realtime: Realtime, connection: Connection, options: ChannelOptions) {
    this.realtime = realtime;
    this.#connection = connection;
    this.vsn = connection.vsn;
    this.topic = options.topic;
    this.joinRef = options.joinRef;
    this.#subTopic = options.subTopic;
    this.#payload = options.payload;
    this.key = topicKey(options.subTopic, options.payload.private);
    this.access = options.access;
    this.#rights = options.rights;
    this.changes = new ChannelChanges(this, options.payload.postgresChanges);
    this.#presence = new ChannelPresence(this, options.payload.presence);
    realtime.topics.join(this.key, this);
  }

  get readsPresence(): boolean {
    return this.#rights ? this.#rights["presence.read"] === true : true;
  }

  /** Answers the join, then says what of the past was asked for, and all that was said since. */
  open(join: Frame, past: Shared[]): void {
    this.reply(join, "ok", { postgres_changes: this.changes.echo });
    for (const message of past) this.#pass(message);
    this.#replayed = new Set(past.flatMap(({ id }) => id ?? []));
    const held = this.#held ?? [];
    this.#held = null;
    for (const message of held) this.hear(message);
    this.#presence.sync();
    if (this.#payload.changesWaitMs === undefined) void this.changes.subscribe();
    else this.changes.confirm();
    if (this.#payload.broadcast.replicationReady) this.#watchReplication(performance.now());
    this.#watchExpiry();
  }

  hear(message: Shared): void {
    if (this.#rights && !this.#rights["broadcast.read"]) return;
    if (this.#held) this.#held.push(message);
    else if (message.id === undefined || !this.#replayed.has(message.id)) this.#pass(message);
  }

  #pass(message: Shared): void {
    const encoded = message.encode(this.vsn);
    if (encoded) this.write(encoded);
  }

  write(encoded: Encoded): void {
    this.#connection.write(encoded);
  }

  push(event: string, payload: unknown): void {
    this.#connection.push({ joinRef: this.joinRef, topic: this.topic, event, payload });
  }

  reply(frame: Frame, status: "ok" | "error", response: unknown): void {
    this.#connection.reply(frame, status, response);
  }

  system(extension: string, status: "ok" | "error", message: string): void {
    this.push("system", { extension, status, message, channel: this.#subTopic });
  }

  /** Deals with one message from the client. What is unknown is ignored. */
  receive(frame: Frame): Promise<void> | undefined {
    if (frame.event === "broadcast") return this.#broadcast(frame);
    if (frame.event === "presence") return this.#presence.receive(frame);
    if (frame.event === "access_token") return this.#refresh(frame.payload.access_token);
  }

  /** Tells the client why, and ends the channel. */
  shutDown(message: string): void {
    this.system("system", "error", message);
    this.close();
  }

  /** Ends the channel; its connection goes on. */
  close(): void {
    this.dispose();
    this.#connection.channels.delete(this.topic);
    const { joinRef, topic } = this;
    this.#connection.push({ joinRef, ref: joinRef, topic, event: "phx_close", payload: {} });
  }

  /** Gives back what the channel holds, without a word to its client. */
  dispose(): void {
    clearTimeout(this.#expiry);
    clearTimeout(this.#replication);
    this.realtime.topics.leave(this.key, this);
    this.#presence.leave();
    this.changes.stop();
  }

  /** Whether the bearer has a right; the policies are asked once, and again after a new token. */
  async may(right: Right): Promise<boolean> {
    const known = this.#rights ? this.#rights[right] : true;
    if (known !== undefined) return known;
    const bearer = { access: this.access, headers: this.#connection.headers };
    try {
      const found = await findRights(this.realtime.database, this.#subTopic, bearer, [right]);
      this.#rights = { ...this.#rights, ...found };
      return found[right] === true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  #broadcast(frame: Frame): Promise<void> | undefined {
    const known = this.#rights ? this.#rights["broadcast.write"] : true;
    if (known) this.#deliver(frame);
    else if (known === undefined) return this.#deliverIfAllowed(frame);
  }

  async #deliverIfAllowed(frame: Frame): Promise<void> {
    if (await this.may("broadcast.write")) this.#deliver(frame);
  }

  #deliver(frame: Frame): void {
    const { limits, rates, topics } = this.realtime;
    const { ack, self } = this.#payload.broadcast;
    if (!rates.events.take()) {
      this.shutDown("Too many messages per second");
      return;
    }
    const size = frame.push ? frame.push.payload.length : frame.size;
    if (size > limits.payloadBytes) {
      if (ack) this.reply(frame, "error", "payload_size_exceeded");
      return;
    }
    topics.broadcast(this.key, this.#sharedOf(frame), self ? undefined : this);
    if (ack) this.reply(frame, "ok", {});
  }

  #sharedOf({ push, payload }: Frame): Shared {
    return push ? userBroadcast(this.topic, push) : jsonMessage(this.topic, "broadcast", payload);
  }

  /** A key is no user's token, and the token that is in use already needs no second look. */
  async #refresh(token: unknown): Promise<void> {
    if (typeof token !== "string" || token.startsWith("sb_") || token === this.access.token) return;
    try {
      const access = await verifyAccess(this.realtime.tokens, token);
      const bearer = { access, headers: this.#connection.headers };
      const presence = { ...this.#payload.presence, enabled: this.#presence.enabled };
      const rights = await readRights(this.realtime, this.#subTopic, { ...this.#payload, presence }, bearer);
      this.#requireNoLoss(rights);
      this.access = access;
      this.#rights = rights;
      this.#watchExpiry();
      void this.changes.subscribe();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.shutDown(error.message);
    }
  }

  #requireNoLoss(rights: Rights | null): void {
    for (const right of ["broadcast.read", "presence.read"] as const) {
      if (this.#rights?.[right] && !rights?.[right]) {
        throw new Refusal(
          "",
          `You no longer have permission to read from this Channel topic: ${this.#subTopic}`,
        );
      }
    }
  }

  #watchExpiry(): void {
    clearTimeout(this.#expiry);
    const leftMs = this.access.claims.exp * 1000 - Date.now();
    this.#expiry = setTimeout(() => this.#expire(), Math.min(Math.max(leftMs, 0), longestWaitMs));
    this.#expiry.unref();
  }

  #expire(): void {
    const late = Math.floor(Date.now() / 1000) - this.access.claims.exp;
    if (late < 0) this.#watchExpiry();
    else this.shutDown(`Token has expired ${late} seconds ago`);
  }

  #watchReplication(since: number): void {
    if (this.realtime.isReplicating()) {
      this.system("system", "ok", "Replication connection established");
    } else if (performance.now() - since > replicationWithinMs) {
      this.shutDown("Replication connection was not established in time");
    } else {
      this.#replication = setTimeout(() => this.#watchReplication(since), replicationCheckMs);
      this.#replication.unref();
    }
  }
}
