import { expect, test, vi } from "vitest";
import { Memory, type MemoryOptions } from "../../lib/cache/memory.ts";
import { expireTags } from "../../lib/cache/tags.ts";

type Value = { text: string } | null;

const newMemory = (changes: Partial<MemoryOptions<Value>> = {}) =>
  new Memory<Value>({
    ...{ tags: ["posts"], maxBytes: 50_000, maxAgeSeconds: 60 },
    sizeOf: (value) => value?.text.length ?? null,
    ...changes,
  });

let made = 0;
/** Each time another value, so that it shows which one is answered. */
const make = async () => ({ text: `made ${++made}` });

test("what is kept is made once, also for those who ask while it is being made", async () => {
  const memory = newMemory();
  const first = await memory.get("a", make);
  expect(await Promise.all([memory.get("a", make), memory.get("a", make)])).toEqual([first, first]);
  expect(await memory.get("b", make)).not.toEqual(first);
  const [one, two] = await Promise.all([memory.get("c", make), memory.get("c", make)]);
  expect(one).toBe(two);
});

test("what has expired since its making began is made anew, the one who began it excepted", async () => {
  const memory = newMemory();
  const held = Promise.withResolvers<Value>();
  const before = memory.get("a", () => held.promise);
  expireTags(["posts"]);
  const after = memory.get("a", async () => ({ text: "after the change" }));
  held.resolve({ text: "before it" });
  expect(await before).toEqual({ text: "before it" });
  expect(await after).toEqual({ text: "after the change" });
  expect(await memory.get("a", make)).toEqual({ text: "after the change" });
  expireTags(["posts"]);
  expect(await memory.get("a", async () => ({ text: "anew" }))).toEqual({ text: "anew" });
});

test("what is old, of no size or failed is not kept", async () => {
  const memory = newMemory({ maxAgeSeconds: 0 });
  const first = await memory.get("old", make);
  await vi.waitFor(async () => expect(await memory.get("old", make)).not.toEqual(first));
  const lasting = newMemory();
  expect(await lasting.get("none", async () => null)).toBeNull();
  expect(await lasting.get("none", make)).not.toBeNull();
  await expect(lasting.get("failed", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await lasting.get("failed", make)).toMatchObject({ text: expect.stringContaining("made") });
});

test("it has a bound, and what was not asked for lately goes first", async () => {
  const memory = newMemory();
  const [kept, dropped] = [await memory.get("kept", make), await memory.get("dropped", make)];
  for (let n = 0; n < 12; n += 1) {
    await memory.get(`large ${n}`, async () => ({ text: "x".repeat(5_000) }));
    expect(await memory.get("kept", make)).toEqual(kept);
  }
  expect(await memory.get("dropped", make)).not.toEqual(dropped);
});
