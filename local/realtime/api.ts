import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type Access, Refusal, verifyAccess } from "./access.ts";
import { userBroadcast } from "./broadcast.ts";
import { isObject } from "./frames.ts";
import type { Realtime } from "./realtime.ts";
import { findRights } from "./rights.ts";
import { topicKey } from "./topics.ts";

type Message = { topic: string; event: string; payload: Buffer; private: boolean };
type Send = Message & { encoding: "json" | "binary" };

/** A batch may hold several messages of the largest size. */
const bodyBytes = 8_000_000;

/** A request that is answered with a status and, where upstream has one, a body. */
class HttpRefusal extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: unknown;

  constructor(status: ContentfulStatusCode, body?: unknown) {
    super(String(status));
    this.status = status;
    this.body = body;
  }
}

/** Broadcasting over HTTP: many messages at once, or one by its topic and event; and whether the service is there. */
export function createApi(realtime: Realtime): Hono {
  const app = new Hono();
  app.use(
    bodyLimit({ maxSize: bodyBytes, onError: (c) => c.json({ message: "Request entity too large" }, 413) }),
  );
  app.get("/api/ping", (c) => c.json({ message: "Success" }));
  app.post("/api/broadcast", async (c) => {
    const access = await accessOf(realtime, c);
    const messages = messagesOf(await jsonOf(c), realtime.limits.payloadBytes);
    requireRate(realtime, messages.length);
    await sendBatch(realtime, messages, access, headersOf(c));
    return c.body(null, 202);
  });
  app.post("/api/broadcast/:topic/events/:event", async (c) => {
    const access = await accessOf(realtime, c);
    const message = await messageOf(c, realtime.limits.payloadBytes);
    requireRate(realtime, 1);
    const may = !message.private || (await mayWrite(realtime, message.topic, access, headersOf(c)));
    if (!may) throw new HttpRefusal(403, { message: "Unauthorized" });
    send(realtime, message);
    return c.body(null, 202);
  });
  app.notFound((c) => c.json({ message: "Not found" }, 404));
  app.onError((error, c) => {
    if (error instanceof HttpRefusal) {
      return error.body === undefined ? c.body(null, error.status) : c.json(error.body, error.status);
    }
    process.stderr.write(`realtime: ${c.req.method} ${c.req.path}: ${error}\n`);
    return c.json({ message: "An unexpected error occurred" }, 500);
  });
  return app;
}

async function accessOf({ tokens }: Realtime, c: Context): Promise<Access> {
  const token = c.req.header("authorization")?.match(/^bearer\s+(.+)$/i)?.[1];
  if (!token) throw new HttpRefusal(401);
  return verifyAccess(tokens, token).catch((error) => {
    if (error instanceof Refusal) throw new HttpRefusal(401, { message: error.message });
    throw error;
  });
}

function requireRate({ rates }: Realtime, messages: number): void {
  if (!rates.events.take(messages)) {
    throw new HttpRefusal(429, { message: "You have exceeded your rate limit" });
  }
}

async function jsonOf(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    throw new HttpRefusal(400, { message: "Malformed JSON" });
  }
}

function messagesOf(body: unknown, payloadBytes: number): Message[] {
  const messages = isObject(body) ? body.messages : undefined;
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new HttpRefusal(422, {
      errors: { messages: [isEmpty(messages) ? "can't be blank" : "is invalid"] },
    });
  }
  const read = messages.map((message) => readMessage(message, payloadBytes));
  const errors = read.map((one) => ("errors" in one ? one.errors : {}));
  if (errors.some((one) => Object.keys(one).length > 0)) {
    throw new HttpRefusal(422, { errors: { messages: errors } });
  }
  return read.filter((one): one is Message => !("errors" in one));
}

const isEmpty = (value: unknown) => value === undefined || value === null || Array.isArray(value);

function readMessage(given: unknown, payloadBytes: number): Message | { errors: Record<string, string[]> } {
  const { topic, event, payload, private: isPrivate = false } = isObject(given) ? given : {};
  const errors: Record<string, string[]> = {};
  for (const [name, value] of Object.entries({ topic, event })) {
    if (value === undefined || value === null || value === "") errors[name] = ["can't be blank"];
    else if (typeof value !== "string") errors[name] = ["is invalid"];
  }
  if (payload === undefined || payload === null) errors.payload = ["can't be blank"];
  else if (!isObject(payload)) errors.payload = ["is invalid"];
  const bytes = Buffer.from(JSON.stringify(payload ?? null));
  if (bytes.length > payloadBytes) errors.payload = ["Payload size exceeds tenant limit"];
  if (Object.keys(errors).length > 0) return { errors };
  return {
    topic: String(topic),
    event: String(event),
    payload: bytes,
    private: isPrivate === true || isPrivate === "true",
  };
}

async function messageOf(c: Context, payloadBytes: number): Promise<Send> {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json" && type !== "application/octet-stream") throw new HttpRefusal(415);
  const encoding = type === "application/json" ? "json" : "binary";
  const payload =
    encoding === "json"
      ? Buffer.from(JSON.stringify(await jsonOf(c)))
      : Buffer.from(await c.req.arrayBuffer());
  if (payload.length > payloadBytes) {
    throw new HttpRefusal(422, { errors: { payload: ["Payload size exceeds tenant limit"] } });
  }
  const { topic = "", event = "" } = c.req.param();
  return { topic, event, payload, encoding, private: c.req.query("private") === "true" };
}

/** Policies may look at the request's headers; the token among them is in the claims already. */
function headersOf(c: Context): Record<string, string> {
  const { authorization: _token, ...headers } = c.req.header();
  return headers;
}

async function mayWrite(
  { database }: Realtime,
  topic: string,
  access: Access,
  headers: Record<string, string>,
): Promise<boolean> {
  const rights = await findRights(database, topic, { access, headers }, ["broadcast.write"]).catch(
    (error) => {
      if (error instanceof Refusal) throw new HttpRefusal(422, { message: error.message });
      throw error;
    },
  );
  return rights["broadcast.write"] === true;
}

/** Messages to a private topic that the caller may not write to are left out without a word, as upstream. */
async function sendBatch(
  realtime: Realtime,
  messages: Message[],
  access: Access,
  headers: Record<string, string>,
): Promise<void> {
  const topics = new Set(messages.filter((message) => message.private).map(({ topic }) => topic));
  const allowed = new Set<string>();
  for (const topic of topics) {
    if (await mayWrite(realtime, topic, access, headers)) allowed.add(topic);
  }
  for (const message of messages) {
    if (!message.private || allowed.has(message.topic)) send(realtime, { ...message, encoding: "json" });
  }
}

function send({ topics }: Realtime, message: Send): void {
  const key = topicKey(message.topic, message.private);
  topics.broadcast(key, userBroadcast(`realtime:${message.topic}`, message));
}
