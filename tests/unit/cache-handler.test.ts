import { expect, test } from "vitest";
import { expireTags, haveExpired } from "../../lib/cache/tags.ts";
import handler from "../../lib/http/cache-handler.ts";

let keys = 0;
const newKey = () => `key-${++keys}`;
const now = () => performance.timeOrigin + performance.now();

function entry(text: string, changes: object = {}) {
  const value = new Response(text).body!;
  return { value, tags: ["posts"], stale: 0, timestamp: now(), expire: 300, revalidate: 60, ...changes };
}

async function read(key: string, softTags: string[] = []): Promise<string | undefined> {
  const found = await handler.get(key, softTags);
  return found && new Response(found.value).text();
}

test("what is kept can be read any number of times", async () => {
  const key = newKey();
  await handler.set(key, Promise.resolve(entry("kept")));
  expect([await read(key), await read(key)]).toEqual(["kept", "kept"]);
  expect(await read(newKey())).toBeUndefined();
});

test("who asks while an entry is being made waits for it", async () => {
  const key = newKey();
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof entry>>();
  const setting = handler.set(key, promise);
  const reading = read(key);
  resolve(entry("just made"));
  expect(await reading).toBe("just made");
  await setting;
});

test("an entry is gone when one of its tags, or of the page's, has expired since work on it began", async () => {
  const [own, page, early] = [newKey(), newKey(), newKey()];
  await handler.set(own, Promise.resolve(entry("by its tag")));
  await handler.set(page, Promise.resolve(entry("by the page's", { tags: [] })));
  const begun = entry("worked out before the change, kept after it");
  expireTags(["posts"]);
  await handler.updateTags(["_N_T_/page"]);
  await handler.set(early, Promise.resolve(begun));
  expect([await read(own), await read(page, ["_N_T_/page"]), await read(early)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  await handler.set(own, Promise.resolve(entry("made anew")));
  expect(await read(own)).toBe("made anew");
  expect(haveExpired(["never heard of"], 0)).toBe(false);
});

test("an old entry, one that is not to be kept and one that broke off are not there", async () => {
  const [old, dynamic, broken, failed] = [newKey(), newKey(), newKey(), newKey()];
  await handler.set(old, Promise.resolve(entry("old", { timestamp: now() - 61_000 })));
  await handler.set(dynamic, Promise.resolve(entry("dynamic", { expire: 0, revalidate: 0 })));
  const value = new ReadableStream({ pull: (controller) => controller.error(new Error("broke off")) });
  await handler.set(broken, Promise.resolve(entry("", { value })));
  await handler.set(failed, Promise.reject(new Error("never came")));
  for (const key of [old, dynamic, broken, failed]) expect(await read(key), key).toBeUndefined();
});

test("what is kept has a bound, and what was not asked for lately goes first", async () => {
  const [kept, dropped] = [newKey(), newKey()];
  await handler.set(dropped, Promise.resolve(entry("dropped")));
  await handler.set(kept, Promise.resolve(entry("kept")));
  for (let n = 0; n < 12; n += 1) {
    await handler.set(newKey(), Promise.resolve(entry("x".repeat(5 * 1024 * 1024))));
    await read(kept);
  }
  expect([await read(kept), await read(dropped)]).toEqual(["kept", undefined]);
});
