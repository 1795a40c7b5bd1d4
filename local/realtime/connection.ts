import type { WebSocket } from "ws";
import type { Access } from "./access.ts";
import { Refusal } from "./access.ts";
import type { Encoded } from "./broadcast.ts";
import type { Channel } from "./channel.ts";
import { decodeFrame, encodeFrame, type Frame, type Vsn } from "./frames.ts";
import { joinChannel } from "./join.ts";
import type { Realtime } from "./realtime.ts";

export type Handshake = { vsn: Vsn; access: Access; headers: Record<string, string> };

/** Messages of one client that may wait for the database before no more are read from its socket. */
const mostWaiting = 100;

/**
 * One client's socket and its channels. Messages of a topic are dealt with one after the other, those of
 * different topics side by side.
 */
export class Connection {
  readonly vsn: Vsn;
  readonly access: Access;
  readonly headers: Record<string, string>;
  readonly channels = new Map<string, Channel>();
  joining = 0;
  heardAt = performance.now();
  readonly #realtime: Realtime;
  readonly #ws: WebSocket;
  readonly #lanes = new Map<string, Promise<void>>();
  #waiting = 0;

  constructor(realtime: Realtime, ws: WebSocket, { vsn, access, headers }: Handshake) {
    this.vsn = vsn;
    this.access = access;
    this.headers = headers;
    this.#realtime = realtime;
    this.#ws = ws;
    ws.on("message", (data: Buffer, isBinary) => this.#receive(data, isBinary));
    ws.on("ping", () => {
      this.heardAt = performance.now();
    });
    ws.on("error", () => {}); // a broken frame or connection; the close that follows tells the rest
    ws.on("close", () => this.#closed());
  }

  get isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  /** Sends bytes that are encoded already. A client that lets too much pile up is cut off. */
  write({ data, binary }: Encoded): void {
    if (!this.isOpen) return;
    const waiting = this.#ws.bufferedAmount;
    if (waiting > 0 && waiting + data.length > this.#realtime.limits.bufferedBytes) this.#ws.terminate();
    else this.#ws.send(data, { binary });
  }

  push(message: Parameters<typeof encodeFrame>[1]): void {
    this.write({ data: Buffer.from(encodeFrame(this.vsn, message)), binary: false });
  }

  reply({ joinRef, ref, topic }: Frame, status: "ok" | "error", response: unknown): void {
    this.push({ joinRef, ref, topic, event: "phx_reply", payload: { status, response } });
  }

  close(code: number, reason: string): void {
    this.#ws.close(code, reason);
  }

  terminate(): void {
    this.#ws.terminate();
  }

  #closed(): void {
    for (const channel of this.channels.values()) channel.dispose();
    this.channels.clear();
  }

  #receive(data: Buffer, isBinary: boolean): void {
    this.heardAt = performance.now();
    const frame = decodeFrame(this.vsn, data, isBinary);
    if (!frame) return;
    if (frame.topic === "phoenix" && frame.event === "heartbeat") this.reply(frame, "ok", {});
    else this.#inTurn(frame);
  }

  /** Runs at once when nothing of the topic is under way; the common broadcast never waits. */
  #inTurn(frame: Frame): void {
    const before = this.#lanes.get(frame.topic);
    if (!before) {
      const running = this.#handle(frame);
      if (running) this.#follow(frame, running);
    } else {
      this.#follow(
        frame,
        before.then(() => this.#handle(frame)),
      );
    }
  }

  #follow(frame: Frame, running: Promise<void>): void {
    if (++this.#waiting === mostWaiting) this.#ws.pause();
    const settled = running
      .catch((error) => this.#failed(frame, error))
      .finally(() => {
        if (this.#waiting-- === mostWaiting) this.#ws.resume();
        if (this.#lanes.get(frame.topic) === settled) this.#lanes.delete(frame.topic);
      });
    this.#lanes.set(frame.topic, settled);
  }

  /** What nobody foresaw ends the channel or the join; the client joins again. */
  #failed(frame: Frame, error: unknown): void {
    const { topic } = frame;
    process.stderr.write(`realtime: ${topic.slice(0, 200)}: ${error}\n`);
    const channel = this.channels.get(topic);
    if (!channel) {
      this.reply(frame, "error", { reason: "Unknown Error on Channel" });
      return;
    }
    this.channels.delete(topic);
    channel.dispose();
    this.push({ joinRef: channel.joinRef, ref: channel.joinRef, topic, event: "phx_error", payload: {} });
  }

  #handle(frame: Frame): Promise<void> | undefined {
    if (!this.isOpen) return;
    if (frame.event === "phx_join") return this.#join(frame);
    const channel = this.channels.get(frame.topic);
    if (frame.event === "phx_leave") {
      this.reply(frame, "ok", {});
      channel?.close();
    } else if (channel) return channel.receive(frame);
    else this.reply(frame, "error", { reason: "unmatched topic" });
  }

  /** A second join of a topic takes the place of the first. */
  async #join(frame: Frame): Promise<void> {
    this.channels.get(frame.topic)?.close();
    this.joining++;
    try {
      const { channel, past } = await joinChannel(this.#realtime, this, frame);
      if (!this.isOpen) return channel.dispose();
      this.channels.set(frame.topic, channel);
      channel.open(frame, past);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.reply(frame, "error", { reason: error.reason });
      if (error.code === "ClientJoinRateLimitReached") this.close(1000, "");
    } finally {
      this.joining--;
    }
  }
}
