import type { IncomingHttpHeaders } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { WebSocketServer } from "ws";
import type { Tokens } from "../keys/tokens.ts";
import type { Service, Upgrade } from "../stack/service.ts";
import { Refusal, verifyAccess } from "./access.ts";
import { createApi } from "./api.ts";
import { Connection, type Handshake } from "./connection.ts";
import { openDatabase } from "./database.ts";
import type { Vsn } from "./frames.ts";
import { defaultLimits, type Limits, RateCounter } from "./limits.ts";
import { keepPartitions } from "./partitions.ts";
import { Presences } from "./presence.ts";
import type { Realtime } from "./realtime.ts";
import { ChangeFeed } from "./replication/feed.ts";
import { ChangeStream } from "./replication/stream.ts";
import { Topics } from "./topics.ts";

export type RealtimeOptions = {
  /** As supabase_admin, who reads the write-ahead log and becomes the roles that tokens name. */
  databaseUrl: string;
  tokens: Tokens;
  /** What differs from the usual limits. */
  limits?: Partial<Limits>;
};

export type RealtimeService = Service & Required<Pick<Service, "upgrade">>;

const closeWithinMs = 1000;

/**
 * Realtime as hosted Supabase has it: Phoenix channels over WebSockets, broadcasting over HTTP, and what the
 * database announces, read from its write-ahead log. Everything that is subscribed lives in this process.
 * `close` asks the clients to come back (1012) and leaves no replication slot; it may be called twice.
 */
export async function createRealtimeService(options: RealtimeOptions): Promise<RealtimeService> {
  const limits = { ...defaultLimits, ...options.limits };
  const database = openDatabase(options.databaseUrl);
  const topics = new Topics();
  const changes = new ChangeFeed(database, topics, limits.recordBytes);
  const stream = new ChangeStream(options.databaseUrl, database, changes);
  const realtime: Realtime = {
    limits,
    tokens: options.tokens,
    database,
    topics,
    presences: new Presences(topics),
    changes,
    rates: {
      joins: new RateCounter(limits.joinsPerSecond),
      events: new RateCounter(limits.eventsPerSecond),
      presence: new RateCounter(limits.presenceEventsPerSecond),
    },
    isReplicating: () => stream.isReading,
  };
  const ending = new AbortController();
  await keepPartitions(database, ending.signal);
  await stream.start();
  const sockets = new Sockets(realtime);
  const api = createApi(realtime);
  let closing: Promise<void> | undefined;
  const close = async () => {
    ending.abort();
    await sockets.close();
    await stream.stop();
    await database.close();
  };
  return {
    fetch: async (request) => api.fetch(request),
    upgrade: (upgrade) => sockets.open(upgrade),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** The open sockets: who may have one, and how they end. */
class Sockets {
  readonly #realtime: Realtime;
  readonly #connections = new Set<Connection>();
  readonly #server: WebSocketServer;
  readonly #sweep: NodeJS.Timeout;

  constructor(realtime: Realtime) {
    this.#realtime = realtime;
    const { frameBytes, idleMs } = realtime.limits;
    this.#server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: frameBytes });
    this.#sweep = setInterval(() => this.#closeIdle(), Math.min(idleMs / 4, 5000));
    this.#sweep.unref();
  }

  async open({ url, authorization, raw, socket, head }: Upgrade): Promise<Response | undefined> {
    const handshake = await this.#accept(url, authorization, raw.headers);
    if (handshake instanceof Response) return handshake;
    this.#server.handleUpgrade(raw, socket, head, (ws) => {
      const connection = new Connection(this.#realtime, ws, handshake);
      this.#connections.add(connection);
      ws.on("close", () => this.#connections.delete(connection));
    });
  }

  /** Clients are told that the service restarts, so that they come back. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    for (const connection of this.#connections) connection.close(1012, "Realtime is restarting");
    const deadline = performance.now() + closeWithinMs;
    while (this.#connections.size > 0 && performance.now() < deadline) await delay(10);
    for (const connection of this.#connections) connection.terminate();
    this.#server.close();
  }

  async #accept(
    url: URL,
    authorization: string | null,
    headers: IncomingHttpHeaders,
  ): Promise<Handshake | Response> {
    const vsn = url.searchParams.get("vsn") ?? "1.0.0";
    if (url.pathname !== "/websocket") return Response.json({ message: "Not found" }, { status: 404 });
    if (!isVsn(vsn)) return refuse(403, "The protocol version is not supported");
    if (this.#connections.size >= this.#realtime.limits.connections) {
      return refuse(429, "Too many connected users");
    }
    const token = authorization?.match(/^bearer\s+(.+)$/i)?.[1];
    if (!token) return refuse(401, "API key is missing");
    try {
      return { vsn, access: await verifyAccess(this.#realtime.tokens, token), headers: ownHeaders(headers) };
    } catch (error) {
      if (error instanceof Refusal) return refuse(401, error.message);
      throw error;
    }
  }

  #closeIdle(): void {
    const since = performance.now() - this.#realtime.limits.idleMs;
    for (const connection of this.#connections) {
      if (connection.heardAt < since) connection.close(1000, "");
    }
  }
}

const isVsn = (value: string): value is Vsn => value === "1.0.0" || value === "2.0.0";

const refuse = (status: number, message: string) => Response.json({ message }, { status });

/** The handshake's `x-` headers, which policies can read. */
function ownHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => name.startsWith("x-"));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}
