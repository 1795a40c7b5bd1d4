import type { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, openDatabase, type TestDatabase } from "./database.ts";
import { anonymous, service } from "./people.ts";

let db: TestDatabase;
let processes: Client[];
beforeAll(async () => {
  db = await openDatabase();
  processes = await Promise.all(Array.from({ length: 20 }, () => connect(db.url)));
});
afterAll(() => Promise.all(processes.map((each) => each.end())));

const takeMany = "select place, allowed, full_in, fits_in from private.take_tokens($1, $2, $3)";
const take = "select * from private.take_tokens(array[$1], array[$2::int], array[$3::int])";
type Token = { place: string; allowed: boolean; full_in: number; fits_in: number };

test("of twenty processes that ask at once, exactly as many pass as there are tokens", async () => {
  // A token comes back every ten minutes: none does while this runs.
  const asked = processes.flatMap((process) =>
    Array.from({ length: 20 }, () => process.query<Token>(take, ["rush", 100, 60_000])),
  );
  const answers = (await Promise.all(asked)).map(({ rows }) => rows[0]!);
  expect(answers.filter(({ allowed }) => allowed)).toHaveLength(100);
  for (const { fits_in } of answers.filter(({ allowed }) => !allowed)) {
    expect(fits_in).toBeGreaterThan(590);
    expect(fits_in).toBeLessThanOrEqual(600);
  }
});

test("of processes that each ask for many at once, in other orders, none waits in a circle and each bucket is exact", async () => {
  const buckets = Array.from({ length: 8 }, (_, n) => `crowd-${n}`);
  const askedAtOnce = 40; // of each bucket five
  const asked = processes.flatMap((process, n) =>
    Array.from({ length: 4 }, async () => {
      const order = n % 2 === 0 ? buckets : buckets.toReversed();
      const keys = Array.from({ length: askedAtOnce }, (_, at) => order[at % order.length]!);
      const { rows } = await process.query<Token>(takeMany, [
        keys,
        Array(askedAtOnce).fill(100),
        Array(askedAtOnce).fill(60_000),
      ]);
      expect(rows.map(({ place }) => Number(place)).sort((a, b) => a - b)).toEqual(
        keys.map((_, at) => at + 1),
      );
      return rows.filter(({ allowed }) => allowed).map(({ place }) => keys[Number(place) - 1]!);
    }),
  );
  const taken = (await Promise.all(asked)).flat();
  for (const bucket of buckets) {
    expect(
      taken.filter((key) => key === bucket),
      bucket,
    ).toHaveLength(100); // of 400 that were asked for
  }
});

test("whoever is refused loses nothing by asking", async () => {
  await db.sql(take, ["patient", 1, 600]);
  const [first] = await db.sql<Token>(take, ["patient", 1, 600]);
  const [second] = await db.sql<Token>(take, ["patient", 1, 600]);
  expect([first!.allowed, second!.allowed]).toEqual([false, false]);
  expect(second!.fits_in).toBeLessThanOrEqual(first!.fits_in);
  expect(second!.full_in).toBeLessThanOrEqual(600);
});

test("a token comes back after period / quota, not before", async () => {
  await db.sql(takeMany, [Array(2).fill("slow"), Array(2).fill(2), Array(2).fill(3_600)]);
  const passes = async () => (await db.sql<Token>(take, ["slow", 2, 3_600]))[0]!.allowed;
  const pass = (time: string) =>
    db.sql("update private.rate_limits set full_at = full_at - $1::interval where key = 'slow'", [time]);
  await pass("29 min 50 s");
  expect(await passes()).toBe(false);
  await pass("11 s");
  expect(await passes()).toBe(true);
});

test.each([anonymous, service])(
  "no role of the API takes tokens or looks at them ($role)",
  async (session) => {
    await db.as(session, async (run) => {
      expect((await run(take, ["forged", 1, 1])).code).toBe("42501");
      expect((await run("select from private.rate_limits")).code).toBe("42501");
    });
  },
);
