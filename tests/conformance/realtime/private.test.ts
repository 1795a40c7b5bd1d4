import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bothVersions, inbox, joined, newTopic, type Project, startProject, subscribe } from "./project.ts";

/** Members read what they are members of; those who are writers write it too. */
const schema = `
  create table public.members (user_id uuid not null, topic text not null, writes boolean not null default false);
  alter table public.members enable row level security;
  create policy "People see their own memberships" on public.members
    for select to authenticated using (user_id = (select auth.uid()));
  create policy "Members read their channels" on realtime.messages for select to authenticated
    using (exists (select from public.members where members.topic = (select realtime.topic())
      and user_id = (select auth.uid())) and extension in ('broadcast', 'presence'));
  create policy "Writers write their channels" on realtime.messages for insert to authenticated
    with check (extension = 'broadcast' and exists (select from public.members
      where members.topic = (select realtime.topic()) and user_id = (select auth.uid()) and writes));
  create policy "Anybody reads the news" on realtime.messages for select to anon
    using ((select realtime.topic()) = 'news' and extension = 'broadcast');
  create function public.is_open(name text) returns boolean language sql stable
    as 'select name = ''open'' and not exists (select from members where topic = name)';
  create policy "Anybody enters what is open" on realtime.messages for select to anon
    using (public.is_open((select realtime.topic())));
  create policy "This policy is broken" on realtime.messages for select to anon
    using ((select realtime.topic()) = 'broken' and 1 / (length(topic) - length(topic)) > 0);
`;

let project: Project;

beforeAll(async () => {
  project = await startProject(schema);
});
afterAll(() => project.stop());

type Heard = { event: string; payload?: unknown };

async function member(topic: string, { writes = false, vsn = "2.0.0" as "1.0.0" | "2.0.0" } = {}) {
  const sub = crypto.randomUUID();
  await project.sql("insert into public.members values ($1, $2, $3)", [sub, topic, writes]);
  const token = await project.userToken({ sub });
  const client = project.client({ token, vsn });
  await client.realtime.setAuth();
  const heard = inbox<Heard>();
  const config = { private: true, broadcast: { ack: true } };
  const channel = client.channel(topic, { config });
  channel.on("broadcast", { event: "*" }, (message) => heard.put(message as Heard));
  return { sub, token, client, channel, heard };
}

const denied = (topic: string) =>
  `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`;

describe.each(bothVersions)("protocol %s", (vsn) => {
  test("members hear what writers say", async () => {
    const topic = newTopic();
    const [reader, writer] = [await member(topic, { vsn }), await member(topic, { vsn, writes: true })];
    await Promise.all([joined(reader.channel), joined(writer.channel)]);
    expect(await writer.channel.send({ type: "broadcast", event: "say", payload: { n: 1 } })).toBe("ok");
    expect(await reader.heard.until(1)).toMatchObject([{ event: "say", payload: { n: 1 } }]);
  });

  test("what a reader without the right to write says is heard by nobody", async () => {
    const topic = newTopic();
    const [reader, writer] = [await member(topic, { vsn }), await member(topic, { vsn, writes: true })];
    await Promise.all([joined(reader.channel), joined(writer.channel)]);
    const sent = reader.channel.send({ type: "broadcast", event: "say", payload: {} }, { timeout: 300 });
    expect(await sent).toBe("timed out");
    await project.sql("select realtime.send('{}', 'last', $1)", [topic]);
    expect((await writer.heard.until(1)).map(({ event }) => event)).toEqual(["last"]);
  });

  test("a stranger and an anonymous visitor cannot join", async () => {
    const topic = newTopic();
    const token = await project.userToken();
    for (const options of [{ token, vsn }, { vsn }]) {
      const client = project.client(options);
      await client.realtime.setAuth();
      const { status, reason } = await subscribe(client.channel(topic, { config: { private: true } }));
      expect({ status, reason }).toEqual({ status: "CHANNEL_ERROR", reason: denied(topic) });
    }
  });

  test("the database broadcasts to a private channel, also its changes", async () => {
    const topic = newTopic();
    const { channel, heard } = await member(topic, { vsn });
    await joined(channel);
    await project.sql(`
      create table if not exists public.notes (id int, body text);
      create or replace function public.announce() returns trigger language plpgsql as $$ begin
        perform realtime.broadcast_changes(tg_argv[0], tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
        return null;
      end $$;
      drop trigger if exists announce on public.notes;
      create trigger announce after insert or update or delete on public.notes
        for each row execute function public.announce('${topic}');
      insert into public.notes values (1, 'one');
      update public.notes set body = 'two';
      delete from public.notes;`);
    const record = { schema: "public", table: "notes" };
    expect(await heard.until(3)).toMatchObject([
      {
        event: "INSERT",
        payload: { ...record, operation: "INSERT", record: { id: 1, body: "one" }, old_record: null },
      },
      { event: "UPDATE", payload: { record: { id: 1, body: "two" }, old_record: { id: 1, body: "one" } } },
      { event: "DELETE", payload: { record: null, old_record: { id: 1, body: "two" } } },
    ]);
  });

  test("a member whose membership ended loses the channel with the next token", async () => {
    const topic = newTopic();
    const { sub, channel, client, heard } = await member(topic, { vsn });
    const system = inbox<{ status: string; message: string }>();
    await joined(channel.on("system", {}, (payload) => system.put(payload)));
    await project.sql("delete from public.members where user_id = $1", [sub]);
    client.realtime.accessToken = null;
    await client.realtime.setAuth(await project.userToken({ sub, fresh: true }));
    const [told] = await system.until(1);
    expect(told).toMatchObject({
      status: "error",
      extension: "system",
      channel: topic,
      message: denied(topic).replace("Unauthorized: ", ""),
    });
    await expect.poll(() => channel.state).toBe("closed");
    await project.sql("select realtime.send('{}', 'secret', $1)", [topic]);
    expect(heard.items).toEqual([]);
  });
});

test("a policy for anon admits the publishable key, on its topic alone", async () => {
  const news = project.client().channel("news", { config: { private: true } });
  expect(await subscribe(news)).toEqual({ status: "SUBSCRIBED" });
});

test("a policy may call a function that finds its tables by the usual search_path", async () => {
  const open = project.client().channel("open", { config: { private: true } });
  expect(await subscribe(open)).toEqual({ status: "SUBSCRIBED" });
});

test("a policy that raises an error lets nobody in", async () => {
  const broken = project.client().channel("broken", { config: { private: true } });
  expect(await subscribe(broken)).toEqual({ status: "CHANNEL_ERROR", reason: denied("broken") });
});

test("the secret key passes every policy", async () => {
  const topic = newTopic();
  const server = project.client({ key: project.keys.secretKey });
  const { channel, heard } = await member(topic);
  await joined(channel);
  const config = { private: true, broadcast: { ack: true } };
  const own = await joined(server.channel(topic, { config }));
  expect(await own.send({ type: "broadcast", event: "notice", payload: {} })).toBe("ok");
  expect((await heard.until(1)).map(({ event }) => event)).toEqual(["notice"]);
});

test("over HTTP a private message needs the right to write", async () => {
  const topic = newTopic();
  const [reader, writer] = [await member(topic), await member(topic, { writes: true })];
  await joined(reader.channel);
  const batch = (token: string, event: string) =>
    project.request("/api/broadcast", {
      method: "POST",
      token,
      body: JSON.stringify({ messages: [{ topic, event, payload: {}, private: true }] }),
    });
  expect((await batch(reader.token, "denied")).status).toBe(202);
  expect((await batch(writer.token, "allowed")).status).toBe(202);
  expect((await reader.heard.until(1)).map(({ event }) => event)).toEqual(["allowed"]);
  await expect(reader.channel.httpSend("denied", {})).rejects.toThrow("Unauthorized");
});

test("nothing that was tried stays in the table of messages", async () => {
  expect(await project.sql("select * from realtime.messages where event is null")).toEqual([]);
});
