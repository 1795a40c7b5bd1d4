import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSocket, refusedHandshake } from "./phoenix.ts";
import { newTopic, type Project, startProject } from "./project.ts";

let project: Project;

beforeAll(async () => {
  project = await startProject("", { connections: 3, joinsPerSecond: 4, eventsPerSecond: 5 });
});
afterAll(() => project.stop());

const handshake = () => `/realtime/v1/websocket?apikey=${project.keys.publishableKey}`;

/** Counters fill up again with time; a test starts with a service that has rested. */
async function joinRested(topic: string) {
  const socket = await openSocket(project);
  await expect.poll(async () => (await socket.join(topic).catch(() => ({}) as never)).status).toBe("ok");
  return socket;
}

test("one connection more than are allowed is refused with 429", async () => {
  const sockets = await Promise.all([1, 2, 3].map(() => openSocket(project)));
  expect((await refusedHandshake(project, handshake())).status).toBe(429);
  const closed = sockets.map((socket) => once(socket.ws, "close"));
  for (const socket of sockets) socket.close();
  await Promise.all(closed);
  await expect
    .poll(() =>
      openSocket(project).then(
        (socket) => socket.close(),
        () => "refused",
      ),
    )
    .toBeUndefined();
});

test("too many broadcasts end the sender's channel, and over HTTP they are refused with 429", async () => {
  const topic = `realtime:${newTopic()}`;
  const socket = await joinRested(topic);
  for (let n = 0; n < 400; n++) {
    socket.send(
      JSON.stringify(["1", null, topic, "broadcast", { type: "broadcast", event: "n", payload: { n } }]),
    );
  }
  const told = await socket.find(({ event }) => event === "system");
  expect(told.payload).toMatchObject({
    extension: "system",
    status: "error",
    message: "Too many messages per second",
  });
  await socket.find(({ event }) => event === "phx_close");
  const messages = Array.from({ length: 301 }, () => ({ topic: "x", event: "e", payload: {} }));
  const answer = await project.request("/api/broadcast", {
    method: "POST",
    body: JSON.stringify({ messages }),
  });
  expect({ status: answer.status, body: await answer.json() }).toEqual({
    status: 429,
    body: { message: "You have exceeded your rate limit" },
  });
  socket.close();
});

test("too many joins are refused, and end the connection", async () => {
  const socket = await openSocket(project);
  const closed = once(socket.ws, "close");
  for (let n = 0; n < 300; n++) socket.send(JSON.stringify(["1", `j${n}`, `realtime:${n}`, "phx_join", {}]));
  const refused = await socket.find(
    ({ payload }) => payload.status === "error" && !payload.response?.reason?.startsWith("Channel"),
  );
  expect(refused.payload.response?.reason).toBe("ClientJoinRateLimitReached: Too many joins per second");
  await closed;
});
