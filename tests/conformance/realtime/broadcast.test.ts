import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bothVersions, inbox, joined, newTopic, type Project, startProject } from "./project.ts";

let project: Project;

beforeAll(async () => {
  project = await startProject();
});
afterAll(() => project.stop());

type Heard = { type: string; event: string; payload?: unknown; meta?: { id: string } };

/** Joins a public topic and collects its broadcasts. */
async function listener(topic: string, vsn: "1.0.0" | "2.0.0", config = {}) {
  const heard = inbox<Heard>();
  const channel = project.client({ vsn }).channel(topic, { config });
  await joined(channel.on("broadcast", { event: "*" }, (message) => heard.put(message as Heard)));
  return { channel, heard };
}

describe.each(bothVersions)("protocol %s", (vsn) => {
  test("a broadcast reaches the others and not its sender", async () => {
    const topic = newTopic();
    const [sender, receiver] = [await listener(topic, vsn), await listener(topic, vsn)];
    await sender.channel.send({ type: "broadcast", event: "say", payload: { text: "grüß dich 👋" } });
    expect(await receiver.heard.until(1)).toEqual([
      expect.objectContaining({ type: "broadcast", event: "say", payload: { text: "grüß dich 👋" } }),
    ]);
    await receiver.channel.send({ type: "broadcast", event: "answer", payload: {} });
    expect((await sender.heard.until(1)).map(({ event }) => event)).toEqual(["answer"]);
  });

  test("a sender who asks for it hears itself, and is told that the message was taken", async () => {
    const { channel, heard } = await listener(newTopic(), vsn, { broadcast: { self: true, ack: true } });
    expect(await channel.send({ type: "broadcast", event: "echo", payload: { n: 1 } })).toBe("ok");
    expect(await heard.until(1)).toMatchObject([{ event: "echo", payload: { n: 1 } }]);
  });

  test("messages arrive in the order in which they were sent", async () => {
    const topic = newTopic();
    const [sender, receiver] = [await listener(topic, vsn), await listener(topic, vsn)];
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    for (const n of numbers) void sender.channel.send({ type: "broadcast", event: "n", payload: { n } });
    expect((await receiver.heard.until(200)).map(({ payload }) => (payload as { n: number }).n)).toEqual(
      numbers,
    );
  });

  test("the database broadcasts with realtime.send", async () => {
    const topic = newTopic();
    const { heard } = await listener(topic, vsn);
    await project.sql("select realtime.send($1, 'sent', $2, false)", [{ a: [1, "x"] }, topic]);
    const [message] = await heard.until(1);
    expect(message).toMatchObject({ type: "broadcast", event: "sent", payload: { a: [1, "x"] } });
    expect(message).toMatchObject({ payload: { id: message?.meta?.id } });
  });

  test("what a transaction rolled back is never heard", async () => {
    const topic = newTopic();
    const { heard } = await listener(topic, vsn);
    await project.sql("begin");
    await project.sql("select realtime.send('{}', 'undone', $1, false)", [topic]);
    await project.sql("rollback");
    await project.sql("select realtime.send('{}', 'done', $1, false)", [topic]);
    expect((await heard.until(1)).map(({ event }) => event)).toEqual(["done"]);
  });

  test("a batch over HTTP reaches its topics", async () => {
    const [one, other] = [newTopic(), newTopic()];
    const [first, second] = [await listener(one, vsn), await listener(other, vsn)];
    const messages = [
      { topic: one, event: "a", payload: { n: 1 } },
      { topic: other, event: "b", payload: { n: 2 }, private: false },
    ];
    const answer = await project.request("/api/broadcast", {
      method: "POST",
      body: JSON.stringify({ messages }),
    });
    expect(answer.status).toBe(202);
    expect(await first.heard.until(1)).toMatchObject([{ event: "a", payload: { n: 1 } }]);
    expect(await second.heard.until(1)).toMatchObject([{ event: "b", payload: { n: 2 } }]);
  });

  test("httpSend needs no subscription", async () => {
    const topic = newTopic("with / slash");
    const { heard } = await listener(topic, vsn);
    const sent = await project.client({ vsn }).channel(topic).httpSend("an event", { n: 1 });
    expect(sent).toEqual({ success: true });
    expect(await heard.until(1)).toMatchObject([{ event: "an event", payload: { n: 1 } }]);
  });
});

test("the two protocols hear each other", async () => {
  const topic = newTopic();
  const [old, young] = [await listener(topic, "1.0.0"), await listener(topic, "2.0.0")];
  await old.channel.send({ type: "broadcast", event: "old", payload: { n: 1 } });
  await young.channel.send({ type: "broadcast", event: "young", payload: { n: 2 } });
  expect(await young.heard.until(1)).toMatchObject([{ event: "old", payload: { n: 1 } }]);
  expect(await old.heard.until(1)).toMatchObject([{ event: "young", payload: { n: 2 } }]);
});

test("bytes arrive as they were sent, from a client, over HTTP and from the database", async () => {
  const topic = newTopic();
  const [sender, receiver] = [await listener(topic, "2.0.0"), await listener(topic, "2.0.0")];
  const bytes = Uint8Array.from([0, 1, 254, 255]);
  await sender.channel.send({ type: "broadcast", event: "client", payload: bytes.buffer });
  await receiver.heard.until(1);
  await sender.channel.httpSend("http", bytes);
  await receiver.heard.until(2);
  await project.sql("select realtime.send_binary($1, 'database', $2, false)", [Buffer.from(bytes), topic]);
  const heard = await receiver.heard.until(3);
  expect(heard.map(({ event }) => event)).toEqual(["client", "http", "database"]);
  for (const { payload } of heard) expect(new Uint8Array(payload as ArrayBuffer)).toEqual(bytes);
});

test("a public and a private channel of one name are two channels", async () => {
  const topic = newTopic();
  const { heard } = await listener(topic, "2.0.0");
  await project.sql("select realtime.send('{}', 'private', $1, true)", [topic]);
  await project.sql("select realtime.send('{}', 'public', $1, false)", [topic]);
  expect((await heard.until(1)).map(({ event }) => event)).toEqual(["public"]);
});

test.each([
  ["no messages", {}, { messages: ["can't be blank"] }],
  [
    "a message without a topic",
    { messages: [{ event: "e", payload: {} }] },
    { messages: [{ topic: ["can't be blank"] }] },
  ],
  [
    "a payload that is no object",
    { messages: [{ topic: "t", event: "e", payload: 1 }] },
    { messages: [{ payload: ["is invalid"] }] },
  ],
])("a batch with %s is refused with 422", async (_name, body, errors) => {
  const answer = await project.request("/api/broadcast", { method: "POST", body: JSON.stringify(body) });
  expect({ status: answer.status, body: await answer.json() }).toEqual({ status: 422, body: { errors } });
});

test("broadcasting over HTTP needs a valid token, JSON, a known type and a body of some size", async () => {
  const send = (path: string, init: Parameters<Project["request"]>[1]) =>
    project.request(path, { method: "POST", ...init }).then(({ status }) => status);
  expect(await send("/api/broadcast", { token: "a.b.c", body: "{}" })).toBe(401);
  expect(await send("/api/broadcast", { body: "{" })).toBe(400);
  const text = { "content-type": "text/plain" };
  expect(await send("/api/broadcast/t/events/e", { headers: text, body: "x" })).toBe(415);
  expect(await send("/api/broadcast", { body: "x".repeat(8_000_001) })).toBe(413);
});
