import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openSocket } from "./phoenix.ts";
import { inbox, joined, newTopic, type Project, startProject } from "./project.ts";

let project: Project;

beforeAll(async () => {
  project = await startProject("", { bufferedBytes: 2_000_000 });
});
afterAll(() => project.stop());

afterEach(async () => {
  const socket = await openSocket(project);
  expect(await socket.heartbeat(), "the service still answers").toEqual({ status: "ok", response: {} });
  socket.close();
});

const broadcast = (...lengths: number[]) => Buffer.from([3, ...lengths, 1]);

test.each<[string, string | Buffer]>([
  ["no JSON", "{"],
  ["a JSON string", '"phx_join"'],
  ["null", "null"],
  ["an object, which is the other protocol", '{"topic":"realtime:x","event":"phx_join","payload":{}}'],
  ["an array that is too short", '["1","2","realtime:x"]'],
  ["a topic that is no string", '["1","2",{"a":1},"phx_join",{}]'],
  ["an event that is no string", '["1","2","realtime:x",["phx_join"],{}]'],
  ["an array a thousand deep", "[".repeat(1000) + "]".repeat(1000)],
  ["an empty binary frame", Buffer.alloc(0)],
  ["a binary frame of an unknown kind", Buffer.from([9, 0, 0, 0, 0, 0, 0])],
  ["a binary frame that ends in its header", Buffer.from([3, 1, 1])],
  ["binary lengths beyond the frame", broadcast(255, 255, 255, 255, 255)],
  ["binary metadata that is no JSON", Buffer.concat([broadcast(0, 0, 1, 1, 1), Buffer.from("te{")])],
  [
    "binary text that is no UTF-8",
    Buffer.concat([broadcast(0, 0, 2, 1, 0), Buffer.from([0xff, 0xfe, 0xc0])]),
  ],
])("%s is passed over", async (_name, data) => {
  const socket = await openSocket(project);
  socket.send(data);
  expect(await socket.heartbeat()).toEqual({ status: "ok", response: {} });
  socket.close();
});

test.each<[string, unknown]>([
  ["no object", "x"],
  ["a config that is a list", { config: [1] }],
  [
    "parts of the wrong types",
    { config: { broadcast: 1, presence: "x", postgres_changes: "y", private: 7 } },
  ],
  ["lists with holes", { config: { postgres_changes: [null, 1, "x"] } }],
  ["a prototype", JSON.parse('{"config":{"__proto__":{"private":true},"presence":{"key":"__proto__"}}}')],
])("a join whose payload is %s is a join without it", async (_name, payload) => {
  const socket = await openSocket(project);
  expect(await socket.join(`realtime:${newTopic()}`, payload)).toMatchObject({
    status: "ok",
    response: { postgres_changes: [] },
  });
  socket.close();
});

test("topics of any characters work, and endless ones are refused", async () => {
  const socket = await openSocket(project);
  for (const name of ["__proto__", "a".repeat(3000), "'; drop table x; --", "🐘\u0000\n"]) {
    expect(await socket.join(`realtime:${name}`)).toMatchObject({ status: "ok" });
  }
  const reply = await socket.join(`realtime:${"a".repeat(100_000)}`);
  expect(reply.response?.reason).toMatch(/^TopicNameTooLong/);
  socket.close();
});

test("a private topic that no database can hold is refused, and the next join works", async () => {
  const socket = await openSocket(project);
  const config = { private: true };
  expect(await socket.join("realtime:nul\u0000", { config })).toMatchObject({ status: "error" });
  expect(await socket.join("realtime:fine", { config })).toMatchObject({ status: "error" });
  expect(await socket.join("realtime:fine")).toMatchObject({ status: "ok" });
  socket.close();
});

test("hostile subscriptions to changes are errors for their client alone", async () => {
  const socket = await openSocket(project);
  const wishes = [
    { event: "*", schema: "public'; drop table x; --" },
    { event: {}, schema: [], table: 7 },
    { event: "*", schema: "public", table: "x", filter: "a=eq.".repeat(5000) },
    { event: "*", schema: "pub\u0000lic" },
    {},
  ];
  for (const [index, wish] of wishes.entries()) {
    const topic = `realtime:hostile-${index}`;
    await socket.join(topic, { config: { postgres_changes: [wish] } });
    const told = await socket.find((message) => message.topic === topic && message.event === "system");
    expect(told.payload).toMatchObject({ extension: "postgres_changes", status: "error" });
  }
  socket.close();
});

test("presence under the name of a prototype is a key like any other", async () => {
  const socket = await openSocket(project);
  const topic = `realtime:${newTopic()}`;
  await socket.join(topic, { config: { presence: { key: "__proto__", enabled: true } } });
  await socket.ask(topic, "presence", { event: "track", payload: { x: 1 } });
  const diff = await socket.find(({ event }) => event === "presence_diff");
  expect(Object.keys(diff.payload.joins as object)).toEqual(["__proto__"]);
  socket.close();
});

test("a message of more than the largest frame closes its own connection", async () => {
  const socket = await openSocket(project);
  const closed = once(socket.ws, "close");
  socket.send(Buffer.alloc(5_000_001));
  expect((await closed)[0]).toBe(1009);
});

test("a client that says nothing is closed; one whose heart beats stays", async () => {
  const strict = await startProject("", { idleMs: 1200 });
  const [silent, alive] = [await openSocket(strict), await openSocket(strict)];
  const closed = once(silent.ws, "close");
  const beating = setInterval(() => void alive.heartbeat().catch(() => {}), 200);
  await closed;
  clearInterval(beating);
  expect(await alive.heartbeat()).toMatchObject({ status: "ok" });
  alive.close();
  await strict.stop();
});

test("a client that does not read is cut off, and the others hear everything", async () => {
  const topic = newTopic();
  const slow = await openSocket(project);
  await slow.join(`realtime:${topic}`);
  const gone = once(slow.ws, "close");
  slow.ws.pause();
  const [sender, reader] = [project.client(), project.client()];
  const heard = inbox<unknown>();
  await joined(reader.channel(topic).on("broadcast", { event: "*" }, (message) => heard.put(message)));
  const channel = await joined(sender.channel(topic, { config: { broadcast: { ack: true } } }));
  const text = "x".repeat(500_000);
  for (let n = 0; n < 40; n++) await channel.send({ type: "broadcast", event: "n", payload: { n, text } });
  await heard.until(40, 20_000);
  slow.ws.resume();
  await gone;
});

test.each([
  [
    "no WebSocket key",
    "GET /realtime/v1/websocket?apikey=KEY HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
  ],
  [
    "another protocol",
    "GET /realtime/v1/websocket?apikey=KEY HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
  ],
  ["a path that is none", "GET // HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"],
])("a handshake with %s is answered with an error in HTTP", async (_name, request) => {
  const socket = connect(Number(new URL(project.url).port), "127.0.0.1");
  socket.end(request.replace("KEY", project.keys.publishableKey));
  const [data] = await once(socket, "data");
  expect(data.toString()).toMatch(/^HTTP\/1.1 40[04] /);
  socket.destroy();
});
