import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { expect, inject, onTestFinished, vi } from "vitest";
import type { ApiClient } from "./api-client.ts";

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came
export type Heard = { id: string; type: string; data: any };

type StreamOptions = {
  /** who listens; nobody in particular unless said */
  as?: ApiClient;
  lastEventId?: string;
  headers?: Record<string, string>;
  /** the address that it comes from, of 127.0.0.0/8: caps are counted by it */
  from?: string;
  siteUrl?: string;
  /** takes nothing off the wire until it is told to listen */
  isDeaf?: boolean;
};

let addresses = 0;

/** An address of this machine that no other stream of this process has come from. */
export const newAddress = (): string => {
  const n = ++addresses + process.pid * 512;
  return `127.${1 + ((n >> 16) % 250)}.${(n >> 8) & 255}.${1 + (n % 250)}`;
};

/** A stream of events as a client that knows nothing but the format reads it. */
export class EventStream {
  readonly #request: ClientRequest;
  status = 0;
  headers: IncomingMessage["headers"] = {};
  /** everything that came */
  text = "";
  /** the events, in order */
  events: Heard[] = [];
  /** what the stream said of itself, which has no id */
  notices: Heard[] = [];
  /** where it would go on from */
  lastEventId = "";
  comments = 0;
  retry = 0;
  hasEnded = false;
  #rest = "";
  readonly #isDeaf: boolean;
  #response: IncomingMessage | undefined;

  constructor(path: string, options: StreamOptions = {}) {
    const { as, lastEventId, from = newAddress(), siteUrl = inject("stack").siteUrl } = options;
    this.#isDeaf = options.isDeaf ?? false;
    const { port } = new URL(siteUrl);
    const headers = {
      host: new URL(siteUrl).host,
      accept: "text/event-stream",
      ...(as?.bearer && { authorization: `Bearer ${as.bearer}` }),
      ...(as && as.cookies.size > 0 && { cookie: [...as.cookies].map((pair) => pair.join("=")).join("; ") }),
      ...(lastEventId && { "last-event-id": lastEventId }),
      ...options.headers,
    };
    this.#request = request({ host: "127.0.0.1", port, path, headers, localAddress: from, agent: false });
    this.#request.on("response", (response) => this.#receive(response));
    this.#request.on("error", () => this.#end());
    this.#request.end();
  }

  close(): void {
    this.#request.destroy();
    this.#end();
  }

  #end(): void {
    this.hasEnded = true;
  }

  #receive(response: IncomingMessage): void {
    this.status = response.statusCode ?? 0;
    this.headers = response.headers;
    response.setEncoding("utf8");
    response.on("error", () => {});
    response.on("close", () => this.#end());
    this.#response = response;
    if (!this.#isDeaf) this.listen();
  }

  /** Takes what has come, and what comes. */
  listen(): void {
    this.#response?.on("data", (chunk: string) => this.#read(chunk));
  }

  #read(chunk: string): void {
    this.text += chunk;
    const blocks = (this.#rest + chunk).split("\n\n");
    this.#rest = blocks.pop() ?? "";
    for (const block of blocks) this.#take(block);
  }

  #take(block: string): void {
    const fields: Record<string, string> = {};
    for (const line of block.split("\n")) {
      const [, name = "", value = ""] = /^([^:]*): ?(.*)$/.exec(line) ?? [];
      if (name === "") this.comments += 1;
      else fields[name] = value;
    }
    if (fields.retry) this.retry = Number(fields.retry);
    if (fields.id !== undefined) this.lastEventId = fields.id;
    if (fields.data === undefined) return;
    const { id = "", event: type = "message", data } = fields;
    (id === "" ? this.notices : this.events).push({ id, type, data: JSON.parse(data) });
  }

  /** Waits until something is so. */
  async until(isSo: (stream: EventStream) => boolean, timeout = 15_000): Promise<this> {
    await vi
      .waitUntil(() => isSo(this), { timeout, interval: 5 })
      .catch(() => {
        const heard = JSON.stringify([this.notices, this.events.slice(-20)]);
        throw new Error(
          `It never came to that. Status ${this.status}, ended: ${this.hasEnded}, heard: ${heard}`,
        );
      });
    return this;
  }

  /** Waits for an event and returns it. */
  async hears(type: string, isIt: (data: Heard["data"]) => boolean = () => true): Promise<Heard> {
    const found = () =>
      [...this.events, ...this.notices].find((event) => event.type === type && isIt(event.data));
    await this.until(() => found() !== undefined);
    return found()!;
  }
}

/** Opens a stream that is closed when the test ends, and waits until it is there and knows where it is. */
export async function listen(topics: string, options: StreamOptions = {}): Promise<EventStream> {
  const stream = new EventStream(`/api/events/stream?topics=${topics}`, options);
  onTestFinished(() => stream.close());
  await stream.until(({ lastEventId, hasEnded }) => lastEventId !== "" || hasEnded);
  expect(stream.status, stream.text).toBe(200);
  return stream;
}

/** Asks for a stream and expects to be refused. */
export async function refused(path: string, options: StreamOptions = {}) {
  const stream = new EventStream(path, options);
  onTestFinished(() => stream.close());
  await stream.until(({ hasEnded }) => hasEnded);
  return { status: stream.status, headers: stream.headers, body: JSON.parse(stream.text || "{}") };
}
