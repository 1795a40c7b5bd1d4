import { LeadPost } from "#ui/lead-post.tsx";
import { Live } from "#ui/live/live.tsx";
import { Empty } from "#ui/page-frame.tsx";
import { Pager } from "#ui/pager.tsx";
import { PostIndex } from "#ui/post-list.tsx";
import { pageOf, publicPosts } from "./_cached.ts";
import { eventIdBefore } from "./_live.ts";
import { orNotFound, parameter, type SearchParams } from "./_viewer.ts";

/** The front page: the newest post at large, then the others by month. Older pages are the index alone. */
export default async function FeedPage({ searchParams }: { searchParams: SearchParams }) {
  const cursor = parameter((await searchParams).cursor);
  const since = await eventIdBefore();
  const { data, pagination } = pageOf(
    await orNotFound(publicPosts({ status: "published", limit: 20, ...(cursor && { cursor }) })),
  );
  const lead = cursor ? undefined : data[0];
  const rest = cursor ? data : data.slice(1);
  const older = pagination.nextCursor && `/?cursor=${encodeURIComponent(pagination.nextCursor)}`;
  return (
    <div className="mx-auto max-w-5xl px-4 sm:px-6">
      <h1 className={cursor ? "py-10 font-serif text-3xl font-semibold" : "sr-only"}>
        {cursor ? "Older posts" : "Plinth, the latest posts"}
      </h1>
      {lead ? <LeadPost post={lead} /> : null}
      {rest.length > 0 ? <PostIndex posts={rest} /> : null}
      {data.length === 0 ? <Empty>Nothing has been published yet.</Empty> : null}
      <Pager older={older} newest={cursor ? "/" : null} />
      {cursor ? null : <Live topic="posts" since={since} on={changesOfTheFeed} />}
    </div>
  );
}

const changesOfTheFeed = [
  "post.published",
  "post.updated",
  "post.unpublished",
  "post.deleted",
  "author.updated",
] as const;
