import { type Access, Refusal, verifyAccess } from "./access.ts";
import { type Encoded, jsonMessage, type Shared, userBroadcast } from "./broadcast.ts";
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

/** One client on one topic, from its join to its end. */
export class Channel implements Subscriber {
  readonly joinRef: unknown;
  readonly topic: string;
  readonly vsn: Vsn;
  readonly replayed: ReadonlySet<string> = new Set();
  readsBroadcasts: boolean;
  readonly #realtime: Realtime;
  readonly #connection: Connection;
  readonly #subTopic: string;
  readonly #payload: JoinPayload;
  readonly #key: TopicKey;
  #access: Access;
  #rights: Rights | null;
  #expiry: NodeJS.Timeout | undefined;

  constructor(realtime: Realtime, connection: Connection, options: ChannelOptions) {
    this.#realtime = realtime;
    this.#connection = connection;
    this.vsn = connection.vsn;
    this.topic = options.topic;
    this.joinRef = options.joinRef;
    this.#subTopic = options.subTopic;
    this.#payload = options.payload;
    this.#key = topicKey(options.subTopic, options.payload.private);
    this.#access = options.access;
    this.#rights = options.rights;
    this.readsBroadcasts = options.rights?.["broadcast.read"] ?? true;
  }

  /** Subscribes and tells the client so. */
  open(join: Frame): void {
    this.#realtime.topics.join(this.#key, this);
    this.#connection.reply(join, "ok", { postgres_changes: [] });
    this.#watchExpiry();
  }

  write(encoded: Encoded): void {
    this.#connection.write(encoded);
  }

  /** Deals with one message from the client. What is unknown is ignored. */
  receive(frame: Frame): Promise<void> | undefined {
    if (frame.event === "broadcast") return this.#broadcast(frame);
    if (frame.event === "access_token") return this.#refresh(frame.payload.access_token);
  }

  /** Ends the channel; its connection goes on. */
  close(): void {
    this.dispose();
    this.#connection.channels.delete(this.topic);
    const { joinRef, topic } = this;
    this.#connection.push({ joinRef, ref: joinRef, topic, event: "phx_close", payload: {} });
  }

  /** Gives back what the channel holds, without a word to the client. */
  dispose(): void {
    clearTimeout(this.#expiry);
    this.#realtime.topics.leave(this.#key, this);
  }

  #system(extension: string, status: "ok" | "error", message: string): void {
    const payload = { extension, status, message, channel: this.#subTopic };
    this.#connection.push({ joinRef: this.joinRef, topic: this.topic, event: "system", payload });
  }

  #shutDown(message: string): void {
    this.#system("system", "error", message);
    this.close();
  }

  #broadcast(frame: Frame): Promise<void> | undefined {
    if (!this.#rights || this.#rights["broadcast.write"]) return this.#deliver(frame);
    if (this.#rights["broadcast.write"] === false) return;
    return this.#requireRight("broadcast.write").then((may) => (may ? this.#deliver(frame) : undefined));
  }

  /** Asks once; a new token asks anew. */
  async #requireRight(right: Right): Promise<boolean> {
    const bearer = { access: this.#access, headers: this.#connection.headers };
    try {
      const found = await findRights(this.#realtime.database, this.#subTopic, bearer, [right]);
      this.#rights = { ...this.#rights, ...found };
      return found[right] === true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }

  #deliver(frame: Frame): undefined {
    const { limits, rates, topics } = this.#realtime;
    const { ack, self } = this.#payload.broadcast;
    if (!rates.events.take()) return this.#shutDown("Too many messages per second") as undefined;
    const size = frame.push ? frame.push.payload.length : frame.size;
    if (size > limits.payloadBytes) {
      if (ack) this.#connection.reply(frame, "error", "payload_size_exceeded");
      return;
    }
    topics.broadcast(this.#key, this.#sharedOf(frame), self ? undefined : this);
    if (ack) this.#connection.reply(frame, "ok", {});
  }

  #sharedOf({ push, payload }: Frame): Shared {
    return push ? userBroadcast(this.topic, push) : jsonMessage(this.topic, "broadcast", payload);
  }

  /** A key is no user's token, and the token that is in use already needs no second look. */
  async #refresh(token: unknown): Promise<void> {
    if (typeof token !== "string" || token.startsWith("sb_") || token === this.#access.token) return;
    try {
      const access = await verifyAccess(this.#realtime.tokens, token);
      const bearer = { access, headers: this.#connection.headers };
      const rights = await readRights(this.#realtime, this.#subTopic, this.#payload, bearer);
      this.#requireNoLoss(rights);
      this.#access = access;
      this.#rights = rights;
      this.readsBroadcasts = rights?.["broadcast.read"] ?? true;
      this.#watchExpiry();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#shutDown(error.message);
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
    const leftMs = this.#access.claims.exp * 1000 - Date.now();
    this.#expiry = setTimeout(() => this.#expire(), Math.min(Math.max(leftMs, 0), longestWaitMs));
    this.#expiry.unref();
  }

  #expire(): void {
    const late = Math.floor(Date.now() / 1000) - this.#access.claims.exp;
    if (late < 0) this.#watchExpiry();
    else this.#shutDown(`Token has expired ${late} seconds ago`);
  }
}
