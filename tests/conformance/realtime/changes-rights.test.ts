import { afterAll, beforeAll, expect, test } from "vitest";
import { changesSchema, follow } from "./changes.ts";
import { inbox, type Project, startProject } from "./project.ts";

let project: Project;

beforeAll(async () => {
  project = await startProject(changesSchema);
});
afterAll(() => project.stop());

const notes = { event: "*", schema: "public", table: "notes" };

async function person() {
  const sub = crypto.randomUUID();
  return { sub, token: await project.userToken({ sub }) };
}

const write = (owner: string, body: string) =>
  project.sql("insert into notes (owner, body, secret) values ($1, $2, 'hush')", [owner, body]);

test("each subscriber hears of the rows that it could select, with the columns that it may select", async () => {
  const [ada, bob] = [await person(), await person()];
  const [hers, his] = [await follow(project, ada, notes), await follow(project, bob, notes)];
  await write(ada.sub, "Ada's");
  await write(bob.sub, "Bob's");
  const [one] = await hers.heard.until(1);
  const [other] = await his.heard.until(1);
  expect(one!.new).toEqual({ id: expect.any(Number), owner: ada.sub, body: "Ada's" });
  expect(other!.new).toMatchObject({ owner: bob.sub, body: "Bob's" });
  await project.sql("update notes set body = body || '!' where owner = $1", [ada.sub]);
  const [, update] = await hers.heard.until(2);
  expect(update).toMatchObject({ new: { body: "Ada's!" }, old: { body: "Ada's" } });
  expect(update!.old).not.toHaveProperty("secret");
  expect(his.heard.items).toHaveLength(1);
});

test("of a deleted row nothing but its key is told, because nobody knows who could see it", async () => {
  const [ada, bob] = [await person(), await person()];
  const { heard } = await follow(project, bob, { ...notes, event: "DELETE" });
  await write(ada.sub, "gone soon");
  await project.sql("delete from notes where owner = $1", [ada.sub]);
  const [change] = await heard.until(1);
  expect(Object.keys(change!.old)).toEqual(["id"]);
});

test("a role without the right to the key is told of an error, without the row", async () => {
  const { heard } = await follow(project, {}, { ...notes, event: "INSERT" });
  await write(crypto.randomUUID(), "private");
  expect(await heard.until(1)).toMatchObject([{ errors: ["Error 401: Unauthorized"], new: {}, old: {} }]);
});

test("the secret key hears everything", async () => {
  const heard = inbox<{ new: Record<string, unknown> }>();
  const server = project.client({ key: project.keys.secretKey });
  const config = { postgres_changes_options: { wait: true } };
  const channel = server.channel("all-notes", { config });
  channel.on("postgres_changes", { event: "INSERT", schema: "public", table: "notes" }, (change) =>
    heard.put(change),
  );
  await new Promise((resolve) => channel.subscribe(resolve));
  const { sub } = await person();
  await write(sub, "for the server");
  expect((await heard.until(1))[0]!.new).toMatchObject({ owner: sub, secret: "hush" });
});

test("a policy that raises an error for one subscriber is that one's error alone", async () => {
  const fragile = { event: "INSERT", schema: "public", table: "fragile" };
  const good = await follow(project, { token: await project.userToken({ level: 1 }) }, fragile);
  const bad = await follow(project, { token: await project.userToken({ level: "high" }) }, fragile);
  await project.sql("insert into fragile (name) values ('x')");
  expect(await good.heard.until(1)).toMatchObject([{ errors: null, new: { name: "x" } }]);
  expect(await bad.heard.until(1)).toMatchObject([
    { errors: ["Error 500: Internal Server Error, RLS policy evaluation failed"], new: {} },
  ]);
});

test("a right that is taken away stops the changes at once", async () => {
  const ada = await person();
  const { heard } = await follow(project, ada, notes);
  await write(ada.sub, "seen");
  await heard.until(1);
  await project.sql(
    "alter policy \"People read their own notes\" on notes using (owner = (select auth.uid()) and body <> 'unseen')",
  );
  await write(ada.sub, "unseen");
  await write(ada.sub, "seen again");
  expect((await heard.until(2)).map((change) => change.new.body)).toEqual(["seen", "seen again"]);
});

test("a new token's claims decide from then on", async () => {
  const [ada, bob] = [await person(), await person()];
  const { client, channel, heard } = await follow(project, ada, notes);
  const told = inbox<{ message: string }>();
  channel.on("system", {}, (payload) => told.put(payload));
  client.realtime.accessToken = null;
  await client.realtime.setAuth(bob.token);
  expect(await told.until(1)).toMatchObject([{ status: "ok", message: "Subscribed to PostgreSQL" }]);
  await write(ada.sub, "Ada's");
  await write(bob.sub, "Bob's");
  expect((await heard.until(1)).map((change) => change.new.body)).toEqual(["Bob's"]);
});

test.each([
  ["eq", "n=eq.5"],
  ["neq", "n=neq.4"],
  ["lt", "n=lt.6,n=gt.4"],
  ["lte and gte", "n=lte.5,n=gte.5"],
  ["in", "n=in.(5,50)"],
  ["not.in", "n=not.in.(4,6)"],
  ["like", "name=like.fi%"],
  ["ilike", "name=ilike.FI%"],
  ["match", "name=match.^fi(ve|x)"],
  ["imatch", "name=imatch.^FIVE"],
  ["is", "gone=not.is.null"],
  ["isdistinct", "n=isdistinct.4,n=isdistinct.6,n=not.is.null"],
  ["a quoted value", 'gone=eq."a,b (c)"'],
])("the filter %s lets the right rows pass", async (_name, filter) => {
  const marker = crypto.randomUUID();
  const all = `${filter},data=eq."{\\"marker\\": \\"${marker}\\"}"`;
  const { heard } = await follow(
    project,
    {},
    { event: "INSERT", schema: "public", table: "plain", filter: all },
  );
  await project.sql(
    `insert into plain (name, n, gone, data) select name, n, gone, jsonb_build_object('marker', $1::text)
     from (values ('four', 4, null), ('five', 5, 'a,b (c)'), ('six', 6, null), (null, null, null)) as v (name, n, gone)
     where n is distinct from (case when $2 in ('n=neq.4', 'n=not.in.(4,6)') then 6 end)`,
    [marker, filter],
  );
  await project.sql(
    "insert into plain (name, n, gone, data) values ('five', 5, 'a,b (c)', jsonb_build_object('marker', $1::text))",
    [marker],
  );
  expect((await heard.until(2)).map((change) => change.new.n)).toEqual([5, 5]);
});
