/**
 * Where `use cache` keeps its entries: in this process's memory, the least used forgotten first. Next.js loads this file
 * by its path (next.config.js). Its own handler does the same, but only Next.js can tell that one what has expired, and
 * only during a request; here the events of other processes do so, too (lib/cache/tags.ts).
 */
import { LRUCache } from "lru-cache";
import type { CacheEntry, CacheHandler } from "next/dist/server/lib/cache-handlers/types";
import { expireTags, haveExpired } from "../cache/tags.ts";

type Kept = { entry: Omit<CacheEntry, "value">; bytes: Uint8Array<ArrayBuffer> };

const mostBytes = 50 * 1024 * 1024;
/** what an entry takes beside its bytes, about */
const frame = 512;

const kept = new LRUCache<string, Kept>({
  maxSize: mostBytes,
  sizeCalculation: ({ bytes }, key) => bytes.length + key.length + frame,
});
const pending = new Map<string, Promise<void>>();

async function keep(key: string, coming: Promise<CacheEntry>): Promise<void> {
  try {
    const { value, ...entry } = await coming;
    const bytes = new Uint8Array(await new Response(value).arrayBuffer());
    if (entry.expire > 0) kept.set(key, { entry, bytes });
  } catch {
    // What broke off while it was worked out is not kept; whoever waited for it hears of the failure from Next.js.
  }
}

const isOld = ({ timestamp, revalidate }: Kept["entry"]): boolean =>
  performance.timeOrigin + performance.now() > timestamp + revalidate * 1000;

function streamOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

const handler: CacheHandler = {
  async get(key, softTags) {
    await pending.get(key);
    const found = kept.get(key);
    if (found === undefined) return undefined;
    const { entry, bytes } = found;
    if (isOld(entry) || haveExpired([...entry.tags, ...softTags], entry.timestamp)) return undefined;
    return { ...entry, value: streamOf(bytes) };
  },
  async set(key, coming) {
    const keeping = keep(key, coming);
    pending.set(key, keeping);
    await keeping;
    if (pending.get(key) === keeping) pending.delete(key);
  },
  async refreshTags() {},
  // "Ask me with each entry": `get` is given the tags.
  getExpiration: async () => Number.POSITIVE_INFINITY,
  async updateTags(tags) {
    expireTags(tags);
  },
};

export default handler;
