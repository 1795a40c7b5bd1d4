/**
 * A process full of clients that listen to a stream. It reads no more of what comes than it must to tell events and
 * their age, so that it is the server that is measured. Started by crowd.ts, which tells it what to do.
 */
import { connect, type Socket } from "node:net";

export type Order =
  | { order: "open"; port: number; path: string; clients: number; addresses: string[] }
  | { order: "hear"; events: number }
  | { order: "close" };

export type Word =
  | { word: "opened" }
  | { word: "failed"; reason: string }
  /** every client has heard as many events as it was to; `ages` in ms, from publication to arrival */
  | { word: "heard"; lastAt: number; ages: number[] }
  | { word: "closed" };

const say = (word: Word) => process.send?.(word);
const now = () => performance.timeOrigin + performance.now();
const mark = Buffer.from('"at":');

let sockets: Socket[] = [];
let wanted = 0;
let heard = 0;
let ages: number[] = [];
/** what was heard before anybody asked */
let lastAt = 0;

function take(chunk: Buffer): void {
  for (let at = chunk.indexOf(mark); at !== -1; at = chunk.indexOf(mark, at + mark.length)) {
    // One that a chunk's end cuts in two would count as heard, without its age. Postgres puts a blank before it.
    const publishedAt = Number.parseFloat(chunk.toString("latin1", at + mark.length, at + mark.length + 18));
    heard += 1;
    lastAt = now();
    if (publishedAt > 1e12) ages.push(lastAt - publishedAt);
  }
  tellWhenDone();
}

function tellWhenDone(): void {
  if (wanted === 0 || heard < wanted) return;
  say({ word: "heard", lastAt, ages });
  wanted = 0;
}

/** One client: resolves when the stream has begun. */
function openOne(port: number, path: string, localAddress: string): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ host: "127.0.0.1", port, localAddress });
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\n\r\n`);
  let head = "";
  let tail = Buffer.alloc(0);
  const listen = (chunk: Buffer) => {
    const whole = tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk;
    const begun = whole.lastIndexOf("\n\n") + 1;
    take(whole.subarray(0, begun));
    tail = Buffer.from(whole.subarray(begun));
  };
  const greet = (chunk: Buffer) => {
    head += chunk.toString("latin1");
    if (!head.includes("retry:")) return;
    if (!head.startsWith("HTTP/1.1 200")) reject(new Error(head.slice(0, 200)));
    socket.off("data", greet);
    socket.on("data", listen);
    resolve(socket);
  };
  socket.on("data", greet);
  socket.on("error", reject);
  socket.on("close", () => reject(new Error(`closed: ${head.slice(0, 200)}`)));
  return promise;
}

const atOnce = 25;

async function open({ port, path, clients, addresses }: Extract<Order, { order: "open" }>): Promise<void> {
  for (let n = 0; n < clients; n += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, clients - n) }, (_, at) =>
      openOne(port, path, addresses[Math.floor((n + at) / 20)] ?? "127.0.0.1"),
    );
    sockets.push(...(await Promise.all(some)));
  }
}

process.on("message", async (order: Order) => {
  try {
    if (order.order === "open") {
      await open(order);
      say({ word: "opened" });
    } else if (order.order === "hear") {
      [wanted, heard, ages] = [order.events * sockets.length, 0, []];
    } else {
      for (const socket of sockets) socket.destroy();
      sockets = [];
      say({ word: "closed" });
    }
  } catch (error) {
    say({ word: "failed", reason: String(error) });
  }
});
