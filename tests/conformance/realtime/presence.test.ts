import type { RealtimeChannel } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bothVersions, inbox, joined, newTopic, type Project, startProject } from "./project.ts";

const schema = `
  create policy "Everybody sees who is in the lobby" on realtime.messages for select to authenticated
    using (realtime.topic() like 'lobby%' and extension in ('presence', 'broadcast'));
  create policy "Hosts may be there" on realtime.messages for insert to authenticated
    with check (extension = 'presence' and (select auth.jwt()) ->> 'host' = 'yes');
  create policy "Listeners do not see who is in the hall" on realtime.messages for select to authenticated
    using (realtime.topic() like 'hall%' and extension = 'broadcast');
`;

let project: Project;

beforeAll(async () => {
  project = await startProject(schema);
});
afterAll(() => project.stop());

type Vsn = (typeof bothVersions)[number];

async function visitor(
  topic: string,
  key: string,
  options: { vsn?: Vsn; token?: string; isPrivate?: boolean } = {},
) {
  const { vsn, token, isPrivate = false } = options;
  const client = project.client({ ...(vsn ? { vsn } : {}), ...(token ? { token } : {}) });
  if (token) await client.realtime.setAuth();
  const channel = client.channel(topic, { config: { presence: { key }, private: isPrivate } });
  const seen = inbox<{ event: string; key?: string }>();
  for (const event of ["sync", "join", "leave"] as const) {
    channel.on("presence", { event: event as "sync" }, ((payload: { key?: string }) =>
      seen.put({ event, ...(payload?.key ? { key: payload.key } : {}) })) as () => void);
  }
  return { client, channel: await joined(channel), seen };
}

/** Who a channel believes to be there, without the references that change. */
function present(channel: RealtimeChannel) {
  const entries = Object.entries(channel.presenceState());
  return Object.fromEntries(
    entries.map(([key, metas]) => [key, metas.map(({ presence_ref: _ref, ...payload }) => payload)]),
  );
}

describe.each(bothVersions)("protocol %s", (vsn) => {
  test("everybody learns who comes, what they say of themselves, and who goes", async () => {
    const topic = newTopic();
    const ada = await visitor(topic, "ada", { vsn });
    expect(await ada.channel.track({ mood: "calm" })).toBe("ok");
    const bob = await visitor(topic, "bob", { vsn });
    await expect.poll(() => present(bob.channel)).toEqual({ ada: [{ mood: "calm" }] });
    await bob.channel.track({ mood: "merry" });
    await expect
      .poll(() => present(ada.channel))
      .toEqual({ ada: [{ mood: "calm" }], bob: [{ mood: "merry" }] });
    await ada.channel.track({ mood: "cross" });
    await expect.poll(() => present(bob.channel).ada).toEqual([{ mood: "cross" }]);
    await ada.channel.untrack();
    await expect.poll(() => present(bob.channel)).toEqual({ bob: [{ mood: "merry" }] });
    expect(bob.seen.items).toContainEqual({ event: "leave", key: "ada" });
  });

  test("who loses the connection is gone for the others", async () => {
    const topic = newTopic();
    const [stays, goes] = [await visitor(topic, "stays", { vsn }), await visitor(topic, "goes", { vsn })];
    await goes.channel.track({});
    await expect.poll(() => Object.keys(present(stays.channel))).toEqual(["goes"]);
    await goes.client.realtime.disconnect();
    await expect.poll(() => Object.keys(present(stays.channel))).toEqual([]);
  });
});

test("two windows of one person are two presences under one key", async () => {
  const topic = newTopic();
  const [first, second] = [await visitor(topic, "eve"), await visitor(topic, "eve")];
  await first.channel.track({ window: 1 });
  await second.channel.track({ window: 2 });
  await expect.poll(() => present(first.channel).eve).toHaveLength(2);
  await second.channel.unsubscribe();
  await expect.poll(() => present(first.channel)).toEqual({ eve: [{ window: 1 }] });
});

test("without a key each visitor has one of its own", async () => {
  const topic = newTopic();
  const [first, second] = [await visitor(topic, ""), await visitor(topic, "")];
  await first.channel.track({});
  await second.channel.track({});
  await expect.poll(() => Object.keys(present(first.channel))).toHaveLength(2);
});

test("tracking needs the right to write, seeing the right to read", async () => {
  const topic = newTopic("lobby");
  const [hostToken, guestToken] = [await project.userToken({ host: "yes" }), await project.userToken()];
  const host = await visitor(topic, "host", { token: hostToken, isPrivate: true });
  const guest = await visitor(topic, "guest", { token: guestToken, isPrivate: true });
  expect(await host.channel.track({})).toBe("ok");
  expect(await guest.channel.track({})).toBe("error");
  await expect.poll(() => Object.keys(present(guest.channel))).toEqual(["host"]);
});

test("a channel whose presence may not be read hears of nobody", async () => {
  const topic = newTopic("hall");
  const [host, guest] = await Promise.all(
    ["host", "guest"].map(async (key) =>
      visitor(topic, key, { token: await project.userToken({ host: "yes" }), isPrivate: true }),
    ),
  );
  expect(await host!.channel.track({})).toBe("ok");
  const heard = inbox<unknown>();
  guest!.channel.on("broadcast", { event: "*" }, (message) => heard.put(message));
  await project.sql("select realtime.send('{}', 'after', $1)", [topic]);
  await heard.until(1);
  expect(guest!.seen.items.filter(({ event }) => event === "join")).toEqual([]);
});

test("more than five presence messages in half a minute end the channel", async () => {
  const { channel } = await visitor(newTopic(), "busy");
  const told = inbox<{ message: string }>();
  channel.on("system", {}, (payload) => told.put(payload));
  for (let n = 0; n < 5; n++) expect(await channel.track({ n })).toBe("ok");
  void channel.track({ n: 5 });
  expect(await told.until(1)).toMatchObject([
    { status: "error", message: "Client presence rate limit exceeded" },
  ]);
  await expect.poll(() => channel.state).toBe("closed");
});
