import { request } from "node:http";
import { expect, inject, test } from "vitest";
import { type Answer, newAddress } from "../support/api-client.ts";
import { newEmail, newPerson, password, stranger } from "../support/people.ts";

/** Calls until one is refused; returns the last answer that passed and the first that did not. */
async function exhaust(
  call: () => Promise<Answer>,
): Promise<{ passed: number; last: Answer; refused: Answer }> {
  let last: Answer | undefined;
  for (let passed = 0; passed < 400; passed += 1) {
    const answer = await call();
    if (answer.status === 429) return { passed, last: last!, refused: answer };
    last = answer;
  }
  throw new Error("Nothing was refused");
}

/** A call of the class `auth` that is refused at once, which a wrong password is not. */
const guess = (client = stranger()) => client.post("/api/auth/login", {});

test("an answer says what the limit is and what is left of it", async () => {
  const { headers } = await stranger().get("/api/posts?limit=1");
  expect(headers.get("ratelimit-policy")).toBe('"read";q=300;w=60');
  expect(headers.get("ratelimit")).toBe('"read";r=299;t=1');
  expect(headers.get("x-ratelimit-limit")).toBe("300");
  expect(headers.get("x-ratelimit-remaining")).toBe("299");
  expect(headers.get("x-ratelimit-reset")).toBe("1");
});

test("who is signed in has a limit of their own, which is higher", async () => {
  const person = await newPerson();
  const { headers } = await person.get("/api/posts?limit=1");
  expect(headers.get("ratelimit-policy")).toBe('"read";q=1200;w=60');
  const elsewhere = person.withBearer();
  const startedAt = performance.now();
  const answers = await Promise.all(Array.from({ length: 30 }, () => elsewhere.get("/api/posts?limit=1")));
  const seconds = (performance.now() - startedAt) / 1_000;
  const left = answers.map((answer) => Number(answer.headers.get("x-ratelimit-remaining")));
  // Twenty come back each second, and a busy machine is slow.
  expect(Math.min(...left)).toBeLessThanOrEqual(1_200 - 30 + Math.ceil(20 * seconds));
});

test("failures are counted and say so, a token that does not hold among them", async () => {
  const client = stranger();
  const headers = { authorization: "Bearer not.a.token" };
  const startedAt = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      n % 2 ? client.get("/api/posts", { headers }) : client.get(`/api/posts/${crypto.randomUUID()}`),
    ),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(answers.map(({ status }) => status)).toEqual(answers.map((_, n) => (n % 2 ? 401 : 404)));
  const left = answers.map((answer) => Number(answer.headers.get("x-ratelimit-remaining")));
  // Five come back each second.
  expect(Math.min(...left)).toBeLessThanOrEqual(300 - 20 + Math.ceil(5 * seconds));
});

test("what is too much is refused, until as many seconds have passed as Retry-After says", async () => {
  const client = stranger();
  const { passed, last, refused } = await exhaust(() => guess(client));
  const refusedAt = performance.now();
  expect(passed).toBeGreaterThanOrEqual(30);
  expect(last.headers.get("x-ratelimit-remaining")).toBe("0");
  expect(refused.body).toMatchObject({ code: "rate_limited", status: 429 });
  expect(refused.headers.get("ratelimit")).toMatch(/^"auth";r=0;t=\d+$/);
  const seconds = Number(refused.headers.get("retry-after"));
  expect([1, 2]).toContain(seconds); // a token comes back every two seconds
  let status = 429;
  while (status === 429) status = (await guess(client)).status;
  const waited = (performance.now() - refusedAt) / 1000;
  expect(waited).toBeGreaterThan(seconds - 1);
  expect(waited).toBeLessThan(seconds + 1);
});

test("one account is tried no faster from many addresses, whether or not it exists", async () => {
  for (const email of [newEmail(), (await newPerson()).email]) {
    const guesses = Array.from({ length: 40 }, () =>
      stranger().post("/api/auth/login", { email, password: "wrong" }),
    );
    const answers = await Promise.all(guesses);
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(19);
    expect(answers.length - refused.length).toBeLessThanOrEqual(25);
    expect(refused[0]!.headers.get("ratelimit-policy")).toBe('"account";q=20;w=60');
  }
});

/** A request from another address of this machine, which the app does not trust as a proxy. */
function fromUntrustedPeer(localAddress: string, forwarded: string): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const { port } = new URL(inject("stack").siteUrl);
  const headers = { "x-forwarded-for": forwarded, "x-plinth-peer": forwarded };
  const path = "/api/posts"; // signed out it is 401, and counted: a token of this class comes back every two seconds
  request({ host: "127.0.0.1", port, path, method: "POST", localAddress, headers }, (response) => {
    response.resume();
    resolve(response.headers["x-ratelimit-remaining"] as string | undefined);
  })
    .on("error", reject)
    .end();
  return promise;
}

test("rotating X-Forwarded-For from a peer that is no proxy changes nothing", async () => {
  const remaining: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    remaining.push(Number(await fromUntrustedPeer("127.0.0.77", newAddress())));
  }
  expect(remaining[0]).toBe(29);
  expect(remaining[4]).toBeLessThan(28);
});

test("of what comes through a proxy, only the hop that it wrote counts", async () => {
  const own = newAddress();
  const remaining: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    const client = stranger();
    client.address = `${newAddress()}, ${own}`;
    remaining.push(Number((await client.post("/api/posts")).headers.get("x-ratelimit-remaining")));
  }
  expect(remaining[0]).toBe(29);
  expect(remaining[4]).toBeLessThan(28);
});

test("a form that is sent too often says how long to wait", async () => {
  const client = stranger();
  await exhaust(() => guess(client));
  const { body } = await client.post("/api/auth/login", { email: newEmail(), password });
  expect(body.detail).toMatch(/^Wait \d seconds?, then try again\.$/);
});
