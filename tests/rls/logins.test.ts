import { createHash, randomUUID } from "node:crypto";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, openDatabase, type TestDatabase } from "./database.ts";
import { anonymous, people, service, signedIn, signUp } from "./people.ts";

let db: TestDatabase;
let processes: Client[];
beforeAll(async () => {
  db = await openDatabase();
  processes = await Promise.all(Array.from({ length: 20 }, () => connect(db.url)));
});
afterAll(() => Promise.all(processes.map((each) => each.end())));

const digest = (email: string) => createHash("sha256").update(email).digest();
const newEmail = () => `${randomUUID()}@people.test`;
const home = "192.0.2.1";

/** Writes a try down as the app does; null when it is refused. */
async function begin(email: string, address = home, client?: Client): Promise<string | null> {
  const text = "select private.begin_login($1, $2) as id";
  const values = [digest(email), address];
  return client ? (await client.query(text, values)).rows[0].id : (await db.sql(text, values))[0]!.id;
}

const end = (attempt: string | null, outcome: string) =>
  db.sql("select private.end_login($1, $2)", [attempt, outcome]);

async function fail(times: number, email: string, address = home): Promise<void> {
  for (let n = 0; n < times; n += 1) await end(await begin(email, address), "failed");
}

/** Moves what happened to an account into the past. */
const age = (email: string, time: string) =>
  db.sql("update private.login_attempts set attempted_at = attempted_at - $2::interval where account = $1", [
    digest(email),
    time,
  ]);

async function newUser(): Promise<{ id: string; email: string }> {
  const user = { id: randomUUID(), email: newEmail() };
  await signUp(db, user.id, { name: "Some Body" }, user.email);
  return user;
}

/** What Auth's hook decides about a comparison of passwords. */
async function decide(id: string, valid: boolean, address?: string, client?: Client): Promise<string> {
  const event = { metadata: { ip_address: address }, user_id: id, valid };
  const text = "select private.password_verification_attempt($1) as answer";
  const values = [JSON.stringify(event)];
  const rows = client ? (await client.query(text, values)).rows : await db.sql(text, values);
  return rows[0]!.answer.decision;
}

test("of forty guesses at once from twenty processes, exactly ten are let through", async () => {
  const email = newEmail();
  const asked = processes.flatMap((process) => [1, 2].map(() => begin(email, home, process)));
  const passed = (await Promise.all(asked)).filter((id) => id !== null);
  expect(passed).toHaveLength(10);
});

test("nine failures lock nothing; the tenth locks the pair, and no other address and no other account", async () => {
  const email = newEmail();
  await fail(9, email);
  await fail(1, email);
  expect(await begin(email)).toBeNull();
  expect(await begin(email, "192.0.2.2")).not.toBeNull();
  expect(await begin(newEmail())).not.toBeNull();
});

test("a lock ends fifteen minutes after the tenth failure, not before, and with it all that had failed", async () => {
  const email = newEmail();
  await fail(9, email);
  await age(email, "14 minutes");
  await fail(1, email);
  await age(email, "14 minutes 50 seconds");
  expect(await begin(email)).toBeNull();
  await age(email, "11 seconds");
  await fail(9, email);
  expect(await begin(email)).not.toBeNull();
});

test("ten failures that do not fit into fifteen minutes lock nothing", async () => {
  const email = newEmail();
  await fail(1, email);
  await age(email, "15 minutes 1 second");
  await fail(9, email);
  expect(await begin(email)).not.toBeNull();
});

test("whoever gets in starts anew; what Auth did not decide is forgotten alone", async () => {
  const email = newEmail();
  await fail(9, email);
  for (let n = 0; n < 20; n += 1) await end(await begin(email), "void");
  await end(await begin(email), "passed");
  await fail(9, email);
  expect(await begin(email)).not.toBeNull();
});

test.each([
  ["2001:db8:1:2::7", "2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:3::7"],
  ["192.0.2.9", "192.0.2.9", "192.0.2.10"],
])("%s is at the same address as %s, and at another than %s", async (one, same, other) => {
  const email = newEmail();
  await fail(10, email, one);
  expect(await begin(email, same)).toBeNull();
  expect(await begin(email, other)).not.toBeNull();
});

test("ten wrong passwords at Auth itself lock Auth for the account, for the right password as well, and the app not at all", async () => {
  const { id, email } = await newUser();
  for (let n = 0; n < 10; n += 1) expect(await decide(id, false, `198.51.100.${n}`)).toBe("continue");
  expect(await decide(id, true, "203.0.113.1")).toBe("reject");
  const attempt = await begin(email);
  expect(await decide(id, true, home)).toBe("continue");
  await end(attempt, "passed");
  expect(await decide(id, true, home)).toBe("reject");
  await age(email, "15 minutes 1 second");
  expect(await decide(id, true, home)).toBe("continue");
});

test("ten wrong passwords through the app lock nobody at Auth itself", async () => {
  const { id, email } = await newUser();
  for (let n = 0; n < 10; n += 1) {
    const attempt = await begin(email);
    expect(await decide(id, false, home)).toBe("continue");
    await end(attempt, "failed");
  }
  expect(await begin(email)).toBeNull();
  expect(await decide(id, true, home)).toBe("continue");
});

test("signing in at Auth itself clears what had failed there", async () => {
  const { id } = await newUser();
  for (let round = 0; round < 2; round += 1) {
    for (let n = 0; n < 9; n += 1) await decide(id, false);
    expect(await decide(id, true)).toBe("continue");
  }
});

test("of forty wrong passwords at Auth at once, ten are counted, and the right one among the rest is refused", async () => {
  const { id, email } = await newUser();
  await Promise.all(processes.flatMap((process) => [1, 2].map(() => decide(id, false, home, process))));
  const counted = "select origin from private.login_attempts where account = $1";
  expect(await db.sql(counted, [digest(email)])).toEqual(Array(10).fill({ origin: "direct" }));
  expect(await decide(id, true)).toBe("reject");
});

test("guesses at Auth itself, while the owner signs in through the app, do not become the owner's", async () => {
  const { id, email } = await newUser();
  const attempt = await begin(email);
  for (let n = 0; n < 30; n += 1) await decide(id, false, "203.0.113.1");
  expect(await decide(id, true, home)).toBe("continue");
  await end(attempt, "passed");
  expect(await begin(email)).not.toBeNull();
});

test("tries at once that Auth compares in one order and answers in another are the app's, each of them", async () => {
  const { id, email } = await newUser();
  const attempts = [await begin(email), await begin(email), await begin(email)];
  await decide(id, false, home);
  await end(attempts[2]!, "failed");
  await decide(id, false, home);
  await end(attempts[0]!, "failed");
  await decide(id, false, home);
  await end(attempts[1]!, "failed");
  const origins = "select origin from private.login_attempts where account = $1";
  expect(await db.sql(origins, [digest(email)])).toEqual(Array(3).fill({ origin: home }));
});

test.each(["passed", "void"])(
  "a try that %s takes with it nothing that another one needs",
  async (outcome) => {
    const { id, email } = await newUser();
    const [first, second] = [await begin(email), await begin(email)];
    await decide(id, outcome === "passed", home);
    await end(second, outcome);
    await decide(id, false, home);
    await end(first, "failed");
    const origins = "select origin from private.login_attempts where account = $1";
    expect(await db.sql(origins, [digest(email)])).toEqual([{ origin: home }]);
  },
);

test("no try of the app's is overlooked while others begin, end and are compared", async () => {
  const { id, email } = await newUser();
  const address = () => `192.0.2.${Math.ceil(Math.random() * 2)}`;
  const rounds = processes.map(async (process) => {
    for (let n = 0; n < 15; n += 1) {
      const from = address();
      const attempt = await begin(email, from, process);
      if (attempt === null) continue;
      await decide(id, false, from, process);
      await process.query("select private.end_login($1, $2)", [attempt, n % 3 ? "void" : "passed"]);
    }
  });
  await Promise.all(rounds);
  const strays = "select origin from private.login_attempts where account = $1 and origin = 'direct'";
  expect(await db.sql(strays, [digest(email)])).toEqual([]);
});

test("a success does not clear the guesses that are under way beside it", async () => {
  const email = newEmail();
  const guesses = [];
  for (let n = 0; n < 9; n += 1) guesses.push(await begin(email));
  await end(await begin(email), "passed");
  for (const guess of guesses) await end(guess, "failed");
  await fail(1, email);
  expect(await begin(email)).toBeNull();
});

test("a try that never ends counts as failed, until somebody gets in", async () => {
  const email = newEmail();
  for (let n = 0; n < 9; n += 1) await begin(email);
  await age(email, "31 seconds");
  await end(await begin(email), "passed");
  await fail(9, email);
  expect(await begin(email)).not.toBeNull();
});

test("a try of the app's covers one comparison of a password, and not for long", async () => {
  const { id, email } = await newUser();
  for (let n = 0; n < 9; n += 1) await decide(id, false);
  await begin(email);
  await decide(id, false, home); // the app's
  await decide(id, false, home); // another: the tenth at Auth itself
  expect(await decide(id, true, home)).toBe("reject");
  await begin(email);
  await age(email, "31 seconds");
  expect(await decide(id, true, home)).toBe("reject");
});

test.each([undefined, "", "nonsense", "10.0.0.0/8", "1.2.3.4, 5.6.7.8", "fe80::1%eth0"])(
  "an address that is none (%j) keeps nobody from signing in at Auth",
  async (address) => {
    const { id } = await newUser();
    expect(await decide(id, true, address)).toBe("continue");
  },
);

test("somebody who is gone, or has no email, is decided about as well", async () => {
  expect(await decide(randomUUID(), true)).toBe("continue");
  const id = randomUUID();
  await db.sql("insert into auth.users (id, aud, role) values ($1, 'authenticated', 'authenticated')", [id]);
  for (let n = 0; n < 10; n += 1) await decide(id, false);
  expect(await decide(id, true)).toBe("reject");
});

test("no email is kept, only what cannot be read back", async () => {
  const email = newEmail();
  await fail(1, email);
  const [row] = await db.sql("select to_jsonb(a) as row from private.login_attempts a where account = $1", [
    digest(email),
  ]);
  expect(JSON.stringify(row)).not.toContain(email.slice(0, 20));
});

test.each([anonymous, signedIn(people.other), service])(
  "no role of the API tries, decides, or looks at the tries of others ($role)",
  async (session) => {
    await db.as(session, async (run) => {
      for (const text of [
        "select private.begin_login('\\x00', '192.0.2.1')",
        "select private.end_login(1, 'passed')",
        "select private.password_verification_attempt('{}')",
        "select from private.login_attempts",
      ]) {
        expect((await run(text)).code, text).toBe("42501");
      }
    });
  },
);
