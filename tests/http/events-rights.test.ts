import { randomUUID } from "node:crypto";
import { importJWK, type JWTPayload, SignJWT } from "jose";
import { expect, inject, onTestFinished, test } from "vitest";
import { ApiClient } from "../support/api-client.ts";
import { EventStream, listen, newAddress, refused } from "../support/event-stream.ts";
import { newComment, newPerson, newPost, type Person, sql } from "../support/people.ts";

const withinMs = 30_000;

/** The same person with a token that ends sooner than Auth would have it. */
async function endingIn(person: Person, seconds: number): Promise<ApiClient> {
  const [, payload = ""] = person.accessToken().split(".");
  const claims: JWTPayload = JSON.parse(Buffer.from(payload, "base64url").toString());
  const { signingKey } = inject("stack");
  const client = new ApiClient();
  client.bearer = await new SignJWT({ ...claims, exp: Math.floor(Date.now() / 1000) + seconds })
    .setProtectedHeader({ alg: "ES256", kid: signingKey.kid })
    .sign(await importJWK(signingKey, "ES256"));
  return client;
}

/** Makes somebody a member, as Stripe's word would. */
const subscribe = (userId: string) =>
  sql(
    `insert into public.subscriptions (id, user_id, stripe_customer_id, status, created_at)
      values ($1, $2, $3, 'active', now())`,
    [`sub_${userId}`, userId, `cus_${userId}`],
  );

test("a stream ends with its caller's token, and says so", async () => {
  const person = await newPerson();
  const client = await endingIn(person, 4);
  const stream = await listen(`user:${person.id},posts`, { as: client });
  await stream.hears("expired");
  await stream.until(({ hasEnded }) => hasEnded);
  expect(stream.notices.map(({ type }) => type)).toEqual(["expired"]);
  expect(await refused("/api/events/stream?topics=posts", { as: client })).toMatchObject({ status: 401 });
});

test("who leaves the members hears no more of what is theirs", { timeout: 90_000 }, async () => {
  const [author, reader, dayOver] = [await newPerson(), await newPerson(), await newPerson()];
  const post = await newPost(author, { visibility: "members" });
  for (const { id } of [reader, dayOver]) await subscribe(id);
  const [left, outOfTime] = [
    await listen(`post:${post.id}`, { as: reader }),
    await listen(`posts,post:${post.id}`, { as: dayOver }),
  ];
  await newComment(author, post.id, "To all members");
  for (const stream of [left, outOfTime]) await stream.hears("comment.created");

  // One is told to Stripe and so to us; the other's last moment passes without a word from anybody.
  await sql("update public.subscriptions set status = 'canceled' where user_id = $1", [reader.id]);
  await sql("update public.subscriptions set cancel_at = now() + interval '2 seconds' where user_id = $1", [
    dayOver.id,
  ]);
  await left.until(({ hasEnded }) => hasEnded, 5_000);
  await outOfTime.until(({ hasEnded }) => hasEnded, withinMs + 2_000);
  await newComment(author, post.id, "To those who stayed");
  for (const stream of [left, outOfTime]) {
    expect(stream.notices.at(-1)).toMatchObject({ type: "revoked", data: { topics: [`post:${post.id}`] } });
    expect(stream.text).not.toContain("To those who stayed");
    const again = { as: reader, lastEventId: stream.lastEventId };
    expect(await refused(`/api/events/stream?topics=post:${post.id}`, again)).toMatchObject({ status: 403 });
  }
});

test("who is no admin any more hears no more of what is the admins'", { timeout: 90_000 }, async () => {
  const admin = await newPerson({ role: "admin" });
  const stream = await listen("admin", { as: admin });
  await subscribe((await newPerson()).id);
  await stream.hears("subscription.changed");
  await sql("delete from public.user_roles where user_id = $1", [admin.id]);
  await stream.until(({ hasEnded }) => hasEnded, withinMs);
  expect(stream.notices.at(-1)).toMatchObject({ type: "revoked", data: { topics: ["admin"] } });
});

test("what is said below a post that was taken back does not reach those who read it before", async () => {
  const [author, reader] = [await newPerson(), await newPerson()];
  const post = await newPost(author);
  const [forReader, forAuthor] = [
    await listen(`post:${post.id}`, { as: reader }),
    await listen(`post:${post.id}`, { as: author }),
  ];
  await author.patch(`/api/posts/${post.id}`, { status: "draft" });
  await newComment(author, post.id, "A note to myself");
  await forAuthor.hears("comment.created");
  await forReader.until(({ hasEnded }) => hasEnded);
  expect(forReader.notices.at(-1)?.type).toBe("revoked");
  expect(forReader.text).not.toContain("A note to myself");
});

/** Opens streams until one is refused. */
async function openUntilRefused(most: number, options: () => { as?: ApiClient; from: string }) {
  const open: EventStream[] = [];
  onTestFinished(() => {
    for (const stream of open) stream.close();
  });
  while (open.length <= most) {
    const stream = new EventStream("/api/events/stream?topics=posts", options());
    open.push(stream);
    await stream.until(({ lastEventId, hasEnded }) => lastEventId !== "" || hasEnded);
    if (stream.status !== 200) break;
  }
  return { open, last: open.at(-1)! };
}

test("a person has five streams, from wherever they come; one that is closed makes room", async () => {
  const person = await newPerson();
  const elsewhere = () => ({ as: person, from: newAddress() });
  const { open, last } = await openUntilRefused(5, elsewhere);
  expect(open).toHaveLength(6);
  expect(last).toMatchObject({ status: 429, headers: { "retry-after": expect.stringMatching(/^\d+$/) } });
  open[2]!.close();
  await expect
    .poll(async () => {
      const stream = new EventStream("/api/events/stream?topics=posts", elsewhere());
      onTestFinished(() => stream.close());
      await stream.until(({ lastEventId, hasEnded }) => lastEventId !== "" || hasEnded);
      return stream.status;
    })
    .toBe(200);
});

test("an address has twenty streams, whoever they are for and whatever it says of itself", async () => {
  const from = newAddress();
  const people = await Promise.all(Array.from({ length: 3 }, () => newPerson()));
  let n = 0;
  const { open, last } = await openUntilRefused(20, () => {
    n += 1;
    const as = n % 7 === 0 ? people[n / 7] : undefined;
    return { as, from, headers: { "x-forwarded-for": `10.0.0.${n}` } };
  });
  expect(open).toHaveLength(21);
  expect(last.status).toBe(429);
});

test("a client that does not read is cut off; it comes back and has missed nothing", {
  timeout: 90_000,
}, async () => {
  const post = await newPost(await newPerson());
  const topic = `post:${post.id}`;
  const [reader, deaf] = [
    await listen(topic),
    new EventStream(`/api/events/stream?topics=${topic}`, { isDeaf: true }),
  ];
  onTestFinished(() => deaf.close());
  await deaf.until(({ status }) => status === 200);
  for (let n = 0; n < 40; n++) {
    await sql(
      `insert into public.events (topic, type, payload)
        select $1, 'test.happened', jsonb_build_object('mark', $2::text, 'filling', repeat('x', 20000))
        from generate_series(1, 50)`,
      [topic, randomUUID()],
    );
  }
  const kept = async () =>
    sql("select txid || '-' || id as id from public.events where topic = $1 order by txid, events.id", [
      topic,
    ]);
  const all = (await kept()).map(({ id }) => id);
  await reader.until(({ events, hasEnded }) => hasEnded || events.length === 2_000, 30_000);
  const heard = [...reader.events];
  if (reader.hasEnded) heard.push(...(await rest(topic, reader, 2_000 - heard.length)));
  expect(heard.map(({ id }) => id)).toEqual(all.slice(-2_000));

  deaf.listen();
  await deaf.until(({ hasEnded }) => hasEnded, 30_000);
  expect(deaf.events.length).toBeLessThan(2_000);
  const later = await rest(topic, deaf, 2_000 - deaf.events.length);
  expect([...deaf.events, ...later].map(({ id }) => id)).toEqual(all.slice(-2_000));
});

/** What a stream that was cut off had still to hear. */
async function rest(topic: string, cut: EventStream, count: number) {
  const again = new EventStream(`/api/events/stream?topics=${topic}`, { lastEventId: cut.lastEventId });
  onTestFinished(() => again.close());
  await again.until(({ events }) => events.length >= count, 30_000);
  return again.events;
}
