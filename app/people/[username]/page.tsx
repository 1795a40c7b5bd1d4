import type { Metadata } from "next";
import { cache } from "react";
import { pageContext } from "#lib/http/page.ts";
import { listPosts } from "#lib/posts/queries.ts";
import { getUser } from "#lib/users/queries.ts";
import type { UserView } from "#lib/users/schema.ts";
import { Empty } from "#ui/page-frame.tsx";
import { Pager } from "#ui/pager.tsx";
import { PostIndex } from "#ui/post-list.tsx";
import { ProfileHead } from "#ui/profile-head.tsx";
import { pageOf, publicPosts } from "../../_cached.ts";
import { eventIdBefore } from "../../_live.ts";
import { decodedSegment, findViewer, orNotFound, parameter, type SearchParams } from "../../_viewer.ts";

type ProfilePageProps = { params: Promise<{ username: string }>; searchParams: SearchParams };

/** Reached as /@username (next.config.js rewrites it), so that no other single word is taken for a person. */
const loadUser = cache(async (username: string): Promise<UserView> => {
  const { db } = await pageContext();
  return orNotFound(getUser(db, decodedSegment(username)));
});

export async function generateMetadata({ params }: ProfilePageProps): Promise<Metadata> {
  const user = await loadUser((await params).username);
  return { title: user.name, description: user.bio || undefined };
}

export default async function ProfilePage({ params, searchParams }: ProfilePageProps) {
  const user = await loadUser((await params).username);
  const cursor = parameter((await searchParams).cursor);
  await eventIdBefore();
  const [viewer, { data, pagination }] = await Promise.all([
    findViewer(),
    orNotFound(
      publicPosts({ author: user.id, status: "published", limit: 20, ...(cursor && { cursor }) }),
    ).then(pageOf),
  ]);
  const address = `/@${user.username}`;
  const older = pagination.nextCursor && `${address}?cursor=${encodeURIComponent(pagination.nextCursor)}`;
  return (
    <div className="mx-auto max-w-5xl px-4 sm:px-6">
      <ProfileHead user={user} own={viewer?.id === user.id} />
      {viewer?.id === user.id && !cursor ? <Drafts author={user.id} /> : null}
      <h2 className="sr-only">Posts</h2>
      {data.length > 0 ? <PostIndex posts={data} level={3} /> : <Empty>Nothing published yet.</Empty>}
      <Pager older={older} newest={cursor ? address : null} />
    </div>
  );
}

async function Drafts({ author }: { author: string }) {
  const { db } = await pageContext();
  const { data } = await listPosts(db, { author, status: "draft", limit: 20 });
  if (data.length === 0) return null;
  return (
    <section aria-labelledby="drafts-heading" className="mb-14 bg-sunk px-5 py-6 sm:px-8">
      <h2 id="drafts-heading" className="mb-4 font-serif text-xl font-semibold">
        Drafts
      </h2>
      <PostIndex posts={data} level={3} />
    </section>
  );
}
