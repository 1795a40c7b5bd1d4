import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bothVersions, inbox, joined, newTopic, type Project, startProject, subscribe } from "./project.ts";

const schema = `
  create policy "Signed-in people read" on realtime.messages for select to authenticated using (true);
`;

let project: Project;

beforeAll(async () => {
  project = await startProject(schema);
});
afterAll(() => project.stop());

type Heard = { event: string; payload: { n: number }; meta?: { id: string; replayed?: boolean } };

async function latecomer(topic: string, replay: { since: number; limit?: number }, vsn?: "1.0.0" | "2.0.0") {
  const client = project.client({ token: await project.userToken(), ...(vsn ? { vsn } : {}) });
  await client.realtime.setAuth();
  const heard = inbox<Heard>();
  const channel = client.channel(topic, { config: { private: true, broadcast: { replay } } });
  channel.on("broadcast", { event: "*" }, (message) => heard.put(message as unknown as Heard));
  return { channel, heard };
}

const say = (topic: string, n: number) =>
  project.sql("select realtime.send(jsonb_build_object('n', $1::int), 'said', $2)", [n, topic]);

describe.each(bothVersions)("protocol %s", (vsn) => {
  test("who comes late hears what was said since, oldest first, and then what is said now", async () => {
    const topic = newTopic();
    for (const n of [1, 2, 3]) await say(topic, n);
    const { channel, heard } = await latecomer(topic, { since: Date.now() - 60_000, limit: 2 }, vsn);
    await joined(channel);
    await say(topic, 4);
    const messages = await heard.until(3);
    expect(messages.map(({ payload, meta }) => [payload.n, meta?.replayed ?? false])).toEqual([
      [2, true],
      [3, true],
      [4, false],
    ]);
  });

  test("joining while others speak leaves nothing out and repeats nothing", async () => {
    const topic = newTopic();
    const { channel, heard } = await latecomer(topic, { since: Date.now() - 60_000, limit: 25 }, vsn);
    const speaking = (async () => {
      for (let n = 0; n < 20; n++) await say(topic, n);
    })();
    await joined(channel);
    await speaking;
    const numbers = (await heard.until(20)).map(({ payload }) => payload.n);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });
});

test("what is older than asked for, or public, is not replayed", async () => {
  const topic = newTopic();
  await say(topic, 1);
  await project.sql(
    "update realtime.messages set inserted_at = inserted_at - interval '1 minute' where topic = $1",
    [topic],
  );
  await project.sql(`select realtime.send('{"n": 2}', 'said', $1, false)`, [topic]);
  const { channel, heard } = await latecomer(topic, { since: Date.now() - 30_000 });
  await joined(channel);
  await say(topic, 3);
  expect((await heard.until(1)).map(({ payload }) => payload.n)).toEqual([3]);
});

test("replay is refused for times that are none", async () => {
  const { channel } = await latecomer(newTopic(), { since: "yesterday" as unknown as number });
  expect(await subscribe(channel)).toMatchObject({
    reason: "UnableToReplayMessages: Replay params are not valid",
  });
});

test("the service says when the database's own broadcasts are listened to", async () => {
  const told = inbox<{ status: string; message: string }>();
  const channel = project
    .client()
    .channel(newTopic(), { config: { broadcast: { replication_ready: true } } });
  await joined(channel.on("system", {}, (payload) => told.put(payload)));
  expect(await told.until(1)).toMatchObject([
    { extension: "system", status: "ok", message: "Replication connection established" },
  ]);
});
