import { expect, test } from "vitest";
import { createBatch } from "../../lib/db/batch.ts";

/** A write that ends when it is told to. */
function slowWriter() {
  const writes: { items: string[]; end: () => void; fail: (error: Error) => void }[] = [];
  const write = (items: string[]) =>
    new Promise<string[]>((resolve, fail) => {
      writes.push({ items, end: () => resolve(items.map((item) => `${item} is written`)), fail });
    });
  return { write, writes, written: () => writes.map(({ items }) => items.join("")) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const refusal = (message: string) => Object.assign(new Error(message), { severity: "ERROR" });

test("what comes in one turn goes out together, and so does what comes meanwhile", async () => {
  const { write, writes, written } = slowWriter();
  const put = createBatch(write, { lanes: 1 });
  const puts = [put("a")];
  await turn();
  puts.push(put("b"));
  await turn();
  puts.push(put("c"));
  await turn();
  expect(written()).toEqual(["a"]);
  writes[0]!.end();
  await puts[0];
  await turn();
  expect(written()).toEqual(["a", "bc"]);
  writes[1]!.end();
  expect(await Promise.all(puts)).toEqual(["a is written", "b is written", "c is written"]);
});

test("nobody is told before the write that holds theirs has ended", async () => {
  const { write, writes } = slowWriter();
  const put = createBatch(write, { lanes: 1 });
  const told: string[] = [];
  const tell = (item: string) => put(item).then(() => told.push(item));
  const puts = [tell("a")];
  await turn();
  puts.push(tell("b"));
  writes[0]!.end();
  await puts[0];
  await turn();
  expect(told).toEqual(["a"]);
  writes[1]!.end();
  await puts[1];
  expect(told).toEqual(["a", "b"]);
});

test("a write has a limit, and so have the writes under way", async () => {
  const { write, writes, written } = slowWriter();
  const put = createBatch(write, { lanes: 2, size: 2 });
  const puts = [..."abcdef"].map((item) => put(item));
  await turn();
  expect(written()).toEqual(["ab", "cd"]);
  for (const one of writes) one.end();
  await turn();
  expect(written()).toEqual(["ab", "cd", "ef"]);
  for (const one of writes) one.end();
  await Promise.all(puts);
});

test("what Postgres refuses fails alone", async () => {
  const put = createBatch<string, string>(
    async (items) => {
      await turn();
      if (items.includes("bad")) throw refusal("not this one");
      return items;
    },
    { lanes: 1 },
  );
  const outcomes = await Promise.allSettled(["first", "good", "bad", "better"].map((item) => put(item)));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
});

test("when the database is away everybody hears of it, and what comes later is tried anew", async () => {
  const { write, writes, written } = slowWriter();
  const put = createBatch(write, { lanes: 1 });
  const puts = [put("a")];
  await turn();
  puts.push(put("b"), put("c"));
  writes[0]!.end();
  await turn();
  writes[1]!.fail(new Error("connect ECONNREFUSED"));
  const outcomes = await Promise.allSettled(puts);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  const later = put("d");
  await turn();
  expect(written()).toEqual(["a", "bc", "d"]);
  writes[2]!.end();
  await later;
});
