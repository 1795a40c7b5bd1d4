import { once } from "node:events";
import { WebSocket } from "ws";
import { inbox, type Project } from "./project.ts";

export type Message = { joinRef: unknown; ref: unknown; topic: string; event: string; payload: Answer };
export type Answer = { status?: string; response?: { reason?: string } & Record<string, unknown> } & Record<
  string,
  unknown
>;

/** A bare WebSocket that speaks protocol 2.0.0 by hand, for what realtime-js would never send. */
export async function openSocket(
  project: Project,
  query = `apikey=${project.keys.publishableKey}&vsn=2.0.0`,
) {
  const url = `${project.url.replace("http", "ws")}/realtime/v1/websocket?${query}`;
  const ws = new WebSocket(url);
  const messages = inbox<Message>();
  ws.on("message", (data: Buffer, isBinary) => {
    if (isBinary) return;
    const [joinRef, ref, topic, event, payload] = JSON.parse(data.toString());
    messages.put({ joinRef, ref, topic, event, payload });
  });
  await once(ws, "open"); // rejects when the handshake is refused
  let refs = 0;
  const socket = {
    ws,
    messages,
    send: (data: string | Buffer) => ws.send(data),
    /** Sends one message and waits for its reply. */
    ask: async (topic: string, event: string, payload: unknown = {}, joinRef = "1"): Promise<Answer> => {
      refs += 1;
      const ref = `r${refs}`;
      ws.send(JSON.stringify([joinRef, ref, topic, event, payload]));
      return (await socket.find((message) => message.ref === ref && message.event === "phx_reply")).payload;
    },
    join: (topic: string, payload: unknown = {}, joinRef = "1") =>
      socket.ask(topic, "phx_join", payload, joinRef),
    /** Waits for the first message that fits. */
    find: async (fits: (message: Message) => boolean, withinMs = 5000): Promise<Message> => {
      for (let count = 1; ; count++) {
        const message = (await messages.until(count, withinMs))[count - 1]!;
        if (fits(message)) return message;
      }
    },
    heartbeat: () => socket.ask("phoenix", "heartbeat"),
    close: () => ws.close(),
  };
  return socket;
}

/** The HTTP status and body that a handshake is refused with. */
export async function refusedHandshake(project: Project, path: string) {
  const ws = new WebSocket(`${project.url.replace("http", "ws")}${path}`);
  ws.on("error", () => {});
  const [, response] = await once(ws, "unexpected-response");
  let body = "";
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode as number, body };
}
