import type { Metadata } from "next";
import { pageContext } from "#lib/http/page.ts";
import { listPosts } from "#lib/posts/queries.ts";
import { Empty, PageFrame } from "#ui/page-frame.tsx";
import { Pager } from "#ui/pager.tsx";
import { SearchBox } from "#ui/search-box.tsx";
import { SearchResults } from "#ui/search-results.tsx";
import { orNotFound, parameter, type SearchParams } from "../_viewer.ts";

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const query = parameter((await searchParams).q)?.trim();
  return { title: query ? `“${query}”` : "Search", robots: { index: false } };
}

export default async function SearchPage({ searchParams }: { searchParams: SearchParams }) {
  const { q, cursor } = await searchParams;
  const query = parameter(q)?.trim().slice(0, 200);
  return (
    <PageFrame title="Search" width="text">
      <SearchBox query={query} focus={!query} />
      {query ? <Found query={query} cursor={parameter(cursor)} /> : null}
    </PageFrame>
  );
}

async function Found({ query, cursor }: { query: string; cursor: string | undefined }) {
  const { db } = await pageContext();
  const { data, pagination } = await orNotFound(
    listPosts(db, { q: query, status: "published", limit: 20, ...(cursor && { cursor }) }),
  );
  const address = (at?: string) => `/search?${new URLSearchParams({ q: query, ...(at && { cursor: at }) })}`;
  return (
    <div className="mt-10">
      {data.length > 0 ? (
        <SearchResults posts={data} />
      ) : (
        <Empty>Nothing was found for “{query}”. Fewer or other words may help.</Empty>
      )}
      <Pager
        older={pagination.nextCursor && address(pagination.nextCursor)}
        newest={cursor ? address() : null}
        labels={{ older: "More results", newest: "First results" }}
      />
    </div>
  );
}
