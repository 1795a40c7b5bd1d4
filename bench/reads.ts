import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { Client } from "pg";
import { listPosts } from "../lib/posts/list.ts";
import { postWithContentColumns } from "../lib/posts/view.ts";
import type { Db } from "../lib/supabase/clients.ts";
import type { Database } from "../lib/supabase/database.types.ts";
import { type Stack, startStack } from "../local/stack/stack.ts";
import { signUp } from "./account.ts";
import type { Bench, Comparison, Progress, Result } from "./bench.ts";
import { compare } from "./rounds.ts";

const posts = 1_000_000;
const texts = 10_000;
const perPage = 20;
const farPage = 1_000;
const readsInARound = 200;

const projectDir = join(import.meta.dirname, "..");

/**
 * What a list costs far down, and what the policies cost: each is the product's own query, through PostgREST's
 * embedded likeness, one after the other.
 */
export default {
  title: `reads: a table of ${posts.toLocaleString("en")} posts, near and far, with and without policies`,
  run: async (progress) => {
    progress("starting the embedded services");
    const stack = await startStack({ projectDir, ephemeral: true });
    try {
      await fill(stack, progress);
      return await measure(stack, progress);
    } finally {
      await stack.stop();
    }
  },
} satisfies Bench;

/** Without triggers, which would write an event for each. */
async function fill({ dbUrl }: Stack, progress: Progress): Promise<void> {
  progress(`writing ${posts.toLocaleString("en")} posts`);
  const db = new Client({ connectionString: dbUrl });
  await db.connect();
  try {
    await db.query("alter table public.posts disable trigger user");
    await db.query(
      `insert into public.posts (author_id, slug, title, excerpt, status, visibility, published_at, created_at)
       select (select id from public.profiles order by id limit 1), 'bench-' || n, 'Post number ' || n,
         'Some words about number ' || n, 'published', case n % 3 when 0 then 'members' else 'public' end::public.post_visibility,
         now() - n * interval '1 minute', now() - n * interval '1 minute'
       from generate_series(1, $1::int) as n`,
      [posts],
    );
    await db.query(
      `insert into public.post_contents (post_id, content)
       select id, repeat('A sentence of some words. ', 40) from public.posts order by published_at desc limit $1
       on conflict do nothing`,
      [texts],
    );
    await db.query("alter table public.posts enable trigger user");
    await db.query("vacuum (analyze) public.posts, public.post_contents");
  } finally {
    await db.end();
  }
}

async function measure(stack: Stack, progress: Progress): Promise<Result> {
  const { publishableKey, secretKey } = stack.keys;
  const anybody = clientOf(stack, publishableKey);
  const list = { status: "published", limit: perPage } as const;
  const cursor = await cursorAfter((farPage - 1) * perPage, anybody);
  const near = () => listPosts(anybody, list);
  const far = () => listPosts(anybody, { ...list, cursor });
  const comparisons: Comparison[] = [
    await contest(`page ${farPage} of a list, against page 1`, 1.2, far, near, progress),
  ];
  const { access_token } = await signUp(stack, "reader");
  const reader = createClient<Database>(stack.apiUrl, publishableKey, {
    accessToken: async () => access_token,
  });
  const service = clientOf(stack, secretKey);
  for (const [who, db] of [["a visitor", anybody] as const, ["a reader who is signed in", reader] as const]) {
    const name = `${perPage} posts with their texts as ${who}, against the secret key`;
    comparisons.push(
      await contest(
        name,
        1.3,
        () => read(db),
        () => read(service),
        progress,
      ),
    );
  }
  return { comparisons, facts: [] };
}

const contest = (name: string, atMost: number, subject: Read, baseline: Read, progress: Progress) =>
  compare(
    { name, unit: "ms", aim: { atMost }, subject: () => each(subject), baseline: () => each(baseline) },
    progress,
  );

type Read = () => Promise<unknown>;

/** @returns how long one takes, in ms */
async function each(read: Read): Promise<number> {
  const startedAt = performance.now();
  for (let n = 0; n < readsInARound; n += 1) await read();
  return (performance.now() - startedAt) / readsInARound;
}

const clientOf = ({ apiUrl }: Stack, key: string): Db =>
  createClient<Database>(apiUrl, key, { auth: { persistSession: false, autoRefreshToken: false } });

async function read(db: Db): Promise<void> {
  const { data } = await db
    .from("posts")
    .select(postWithContentColumns)
    .eq("status", "published")
    .eq("visibility", "public")
    .order("published_at", { ascending: false })
    .limit(perPage)
    .throwOnError();
  if (data.length !== perPage || data.some(({ text }) => text === null)) throw new Error("Not all was read");
}

/** Where a list goes on after so many posts, as it tells whoever reads page after page. */
async function cursorAfter(count: number, db: Db): Promise<string> {
  let cursor: string | undefined;
  for (let passed = 0; passed < count; ) {
    const limit = Math.min(100, count - passed);
    const page = await listPosts(db, { status: "published", limit, ...(cursor && { cursor }) });
    cursor = page.pagination.nextCursor ?? undefined;
    passed += page.data.length;
  }
  if (cursor === undefined) throw new Error("The list is shorter than that");
  return cursor;
}
