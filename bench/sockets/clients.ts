import { once } from "node:events";
import { WebSocket } from "ws";

/**
 * Many subscribers and one sender, in a process of their own: what they cost is not the server's.
 * Told `{ url, subscribers }` it connects and answers `{ ready: true }`; told `{ broadcasts }` it sends so many, each
 * when the one before has reached everybody, and answers with the milliseconds that each took.
 */
const topic = "realtime:bench";
const text = JSON.stringify({ text: "x".repeat(200) });
const header = Buffer.from([3, 1, 1, topic.length, 3, 0, 1]);
const broadcast = Buffer.concat([header, Buffer.from(`11${topic}say${text}`)]);
const broadcasts = new Set([3, 4]);

let sender: WebSocket;
let expected = 0;
let missing = 0;
let everybodyHasIt = () => {};

process.on("message", async (order: { url: string; subscribers: number } | { broadcasts: number }) => {
  if ("url" in order) {
    await connectAll(order.url, order.subscribers);
    process.send?.({ ready: true });
  } else process.send?.({ took: await sendAll(order.broadcasts) });
});
process.on("disconnect", () => process.exit());

async function connectAll(url: string, subscribers: number): Promise<void> {
  expected = subscribers;
  sender = await connect(url);
  for (let done = 0; done < subscribers; done += 50) {
    const some = Math.min(50, subscribers - done);
    const sockets = await Promise.all(Array.from({ length: some }, () => connect(url)));
    for (const socket of sockets) socket.on("message", take);
  }
}

/** A server that knows topics is joined; the bare one has none. */
async function connect(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, "open");
  if (!url.includes("vsn=")) return socket;
  const config = { presence: { enabled: false } };
  socket.send(JSON.stringify(["1", "1", topic, "phx_join", { config }]));
  await once(socket, "message");
  const beat = () => socket.send(JSON.stringify([null, "2", "phoenix", "heartbeat", {}]));
  setInterval(beat, 25_000).unref();
  return socket;
}

function take(data: Buffer, isBinary: boolean): void {
  if (isBinary && broadcasts.has(data[0] ?? 0) && --missing === 0) everybodyHasIt();
}

async function sendAll(count: number): Promise<number[]> {
  const took: number[] = [];
  for (let sent = 0; sent < count; sent++) {
    const startedAt = performance.now();
    missing = expected;
    const done = new Promise<void>((resolve) => {
      everybodyHasIt = resolve;
    });
    sender.send(broadcast);
    await done;
    took.push(performance.now() - startedAt);
  }
  return took;
}
