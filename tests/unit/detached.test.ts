import { once } from "node:events";
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { noteResponses } from "../../lib/events/node-response.ts";
import { createOutlet, type Outlet } from "../../lib/events/outlet.ts";

beforeAll(noteResponses);

const bytes = (words: string) => new TextEncoder().encode(words);

/** A stream as its server has it. */
type Opened = {
  outlet: Outlet;
  socket: Socket;
  /** Of these, nothing but the collector's word tells whether they are still kept. */
  response: WeakRef<ServerResponse>;
  nodesListener: WeakRef<object>;
  /** Node's HTTP has let go of it. */
  isReleased: boolean;
  timesGone: number;
};

type Options = {
  /** Something done with a response before it is answered. */
  before?: (response: ServerResponse) => void;
  /** Waited for before a response is ended. */
  gate?: Promise<void>;
};

/** A server that pipes bodies into responses, as Next.js does; `/quick` is answered at once. */
class Site {
  readonly opened: Opened[] = [];
  readonly quick: WeakRef<ServerResponse>[] = [];
  readonly server: Server;
  port = 0;

  constructor({ before, gate }: Options = {}) {
    this.server = createServer(async (request, response) => {
      if (request.url === "/quick") {
        this.quick.push(new WeakRef(response));
        response.end("quick");
        return;
      }
      before?.(response);
      const body = this.#open(response);
      for await (const part of body) {
        response.flushHeaders();
        response.write(part);
      }
      await gate;
      response.end();
    });
  }

  #open(response: ServerResponse): ReadableStream<Uint8Array> {
    const { outlet, body } = createOutlet(bytes("hello "), response, () => {
      stream.timesGone += 1;
    });
    const listener = response.socket!.listeners("close").find(({ name }) => name === "bound socketOnClose")!;
    const stream: Opened = {
      ...{ outlet, socket: response.socket!, response: new WeakRef(response) },
      ...{ nodesListener: new WeakRef(listener), isReleased: false, timesGone: 0 },
    };
    response.on("close", () => {
      stream.isReleased = true;
    });
    this.opened.push(stream);
    return body;
  }

  async listen(): Promise<this> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    this.port = (this.server.address() as AddressInfo).port;
    onTestFinished(() => {
      for (const { socket } of this.opened) socket.destroy();
      this.server.closeAllConnections();
      this.server.close();
    });
    return this;
  }

  /** A client that is sent to the wire as it is, and everything that it has heard. */
  async call(request: string) {
    const socket = connect({ port: this.port, host: "127.0.0.1", allowHalfOpen: true });
    onTestFinished(() => void socket.destroy());
    const client = { socket, heard: "", hasEnded: false };
    socket.setEncoding("latin1").on("data", (part: string) => {
      client.heard += part;
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      client.hasEnded = true;
    });
    socket.on("end", () => {
      client.hasEnded = true;
    });
    await once(socket, "connect");
    if (request) socket.write(request);
    return client;
  }

  /** The newest stream, when Node's HTTP has let go of its request. */
  async released(): Promise<Opened> {
    await vi.waitUntil(() => this.opened.at(-1)?.isReleased);
    return this.opened.at(-1)!;
  }
}

type Client = Awaited<ReturnType<Site["call"]>>;

const openSite = (options?: Options) => new Site(options).listen();

const head = (path: string, version = "1.1") => `GET ${path} HTTP/${version}\r\nHost: localhost\r\n\r\n`;
const heard = (client: { heard: string }, words: string) =>
  vi.waitUntil(() => client.heard.includes(words), { timeout: 5_000 });

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Waits until the collector has taken something. */
const isCollected = (thing: WeakRef<object>) =>
  vi.waitUntil(
    () => {
      collect();
      return thing.deref() === undefined;
    },
    { timeout: 10_000 },
  );

async function listenTo(site: Site): Promise<{ response: IncomingMessage; words: Promise<string> }> {
  const [response] = (await once(get({ port: site.port, agent: false }), "response")) as [IncomingMessage];
  return { response, words: text(response) };
}

test("a stream goes on when all of its request is forgotten, and ends as an answer should", async () => {
  const site = await openSite();
  const { response, words } = await listenTo(site);
  const { outlet, socket, ...kept } = await site.released();
  expect(response.headers).toMatchObject({ connection: "close", "transfer-encoding": "chunked" });
  outlet.write(bytes("one "));
  for (const thing of [kept.response, kept.nodesListener]) await isCollected(thing);
  expect((socket as unknown as { parser: unknown }).parser).toBeNull();
  const listeners = socket.eventNames().flatMap((event) => socket.listeners(event as string));
  expect(listeners.filter(({ name }) => /socketOn/.test(name))).toEqual([]);
  for (const word of ["two ", "twö ", "x".repeat(70_000)]) outlet.write(bytes(word));
  outlet.end();
  expect(await words).toBe(`hello one two twö ${"x".repeat(70_000)}`);
  expect(response.complete).toBe(true);
  await vi.waitUntil(() => site.opened[0]?.timesGone === 1);
});

test("a client of HTTP/1.0 is sent the bytes alone", async () => {
  const site = await openSite();
  const client = await site.call(head("/", "1.0"));
  const { outlet } = await site.released();
  outlet.write(bytes("and goodbye"));
  outlet.end();
  await vi.waitUntil(() => client.hasEnded);
  expect(client.heard.split("\r\n\r\n")[1]).toBe("hello and goodbye");
});

test("a connection that carried other requests before keeps none of them, and no timeout ends it", async () => {
  const site = await openSite();
  site.server.keepAliveTimeout = 1;
  const idle = await site.call(head("/quick"));
  const client = await site.call(head("/quick"));
  await heard(client, "quick");
  client.socket.write(head("/"));
  const { outlet, response } = await site.released();
  for (const one of [response, ...site.quick]) await isCollected(one);
  await vi.waitUntil(() => idle.hasEnded); // that is what becomes of those that Node looks after
  outlet.write(bytes("still there"));
  await heard(client, "still there");
});

test("what a client sends later is not looked at", async () => {
  const site = await openSite();
  const client = await site.call(head("/"));
  const { outlet, socket } = await site.released();
  const known = socket.bytesRead;
  const more = head("/quick").repeat(1_000);
  client.socket.write(more);
  await vi.waitUntil(() => socket.bytesRead === known + more.length);
  outlet.write(bytes("still there"));
  await heard(client, "still there");
  expect(site.quick).toEqual([]);
});

test.each([
  ["with it", async (client: Client) => client.socket.write(head("/") + head("/quick"))],
  [
    "while its answer begins",
    async (client: Client) => {
      client.socket.write(head("/"));
      await heard(client, "hello");
      client.socket.write(head("/quick"));
    },
  ],
])("a request that is sent %s gets nothing into the stream", async (_, send) => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const site = await openSite({ gate });
  const client = await site.call("");
  await send(client);
  await vi.waitUntil(() => site.quick.length === 1);
  await heard(client, "hello");
  open();
  await vi.waitUntil(() => client.hasEnded && site.opened[0]?.timesGone === 1);
  expect(client.heard).not.toContain("quick");
});

test.each([
  ["cuts the line", (socket: Socket) => socket.resetAndDestroy()],
  ["closes it", (socket: Socket) => socket.destroy()],
  ["has no more to say", (socket: Socket) => socket.end()],
])("a client that %s is gone, once", async (_, leave) => {
  const site = await openSite();
  const client = await site.call(head("/"));
  const stream = await site.released();
  leave(client.socket);
  await vi.waitUntil(() => stream.socket.closed);
  stream.outlet.write(bytes("to nobody"));
  stream.outlet.cut();
  expect(stream.timesGone).toBe(1);
});

test("what a client does not read is counted, and cut off with it", async () => {
  const site = await openSite();
  const client = await site.call(head("/"));
  const stream = await site.released();
  client.socket.pause();
  const part = bytes("x".repeat(1_000_000));
  await vi.waitUntil(() => {
    stream.outlet.write(part);
    return stream.outlet.backlog() > 2_000_000;
  });
  stream.outlet.cut();
  await vi.waitUntil(() => stream.timesGone === 1);
});

test("a server that closes waits for its streams, and only for them", async () => {
  const site = await openSite();
  const client = await site.call(head("/"));
  const { outlet } = await site.released();
  const closed = once(site.server, "close");
  site.server.close();
  site.server.closeIdleConnections();
  outlet.write(bytes("goodbye"));
  outlet.end();
  await closed;
  await vi.waitUntil(() => client.hasEnded);
  expect(client.heard).toMatch(/goodbye\r\n0\r\n\r\n$/);
});

test.each([
  ["Node's server listens otherwise than is known", ({ socket }) => socket?.removeAllListeners("drain")],
  ["the headers were out too soon", (response) => response.flushHeaders()],
] as [string, (response: ServerResponse) => void][])(
  "where %s, the response carries the stream",
  async (_, before) => {
    const site = await openSite({ before });
    const { response, words } = await listenTo(site);
    await vi.waitUntil(() => site.opened.length === 1);
    const [stream] = site.opened;
    stream!.outlet.write(bytes("and "));
    stream!.outlet.write(bytes("goodbye"));
    expect(stream!.isReleased).toBe(false);
    stream!.outlet.end();
    expect(await words).toBe("hello and goodbye");
    expect(response.complete).toBe(true);
    await vi.waitUntil(() => stream!.timesGone === 1);
  },
);
