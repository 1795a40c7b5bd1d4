import type { GuideSection } from "./section.ts";

/** How to read much, and not to read the same thing twice. */
export const reading: GuideSection[] = [
  {
    id: "pagination",
    title: "Pagination",
    words: "pagination cursor limit page next Link header",
    text: `A list is \`{ data, pagination }\`. \`limit\` is 1 to 100 rows, 20 unless said. Go on with \`cursor\`, the \`nextCursor\` of the
page before, until it is null; \`Link: <…>; rel="next"\` is the same as an address.

A cursor is a place in the order, not a count: rows that come and go meanwhile make nothing appear twice or fall out, and the
thousandth page is as fast as the first. It is opaque, and belongs to the list that gave it.

For numbered pages there is \`page\`, within the first 10,000 rows; the answer then has \`total\` and \`totalPages\`.`,
    samples: (siteUrl) => [
      {
        title: "The next page",
        language: "bash",
        code: `curl -i '${siteUrl}/api/posts?limit=2'
# "pagination": { "limit": 2, "nextCursor": "eyJieSI6…", "hasMore": true }
# Link: </api/posts?limit=2&cursor=eyJieSI6…>; rel="next"

curl "${siteUrl}/api/posts?limit=2&cursor=$NEXT_CURSOR"`,
      },
      {
        title: "All of them, with the typed client",
        language: "typescript",
        code: `const posts = everyRow((cursor) =>
  api.GET("/api/posts", { params: { query: { author: "ida", cursor } } }),
);
for await (const post of posts) console.log(post.title);`,
      },
    ],
  },
  {
    id: "conditional",
    title: "Conditional requests",
    words: "ETag If-None-Match If-Match 304 412 cache stale lost update",
    text: `Reads of public data carry a strong \`ETag\`. Send it back as \`If-None-Match\`, and what has not changed is answered with 304
and no body.

\`PUT\` and \`PATCH\` honour \`If-Match\`: the change is made only if nobody else was faster, else it is 412 and nothing has
happened. Read it again, decide, and try once more.`,
    samples: (siteUrl) => [
      {
        title: "Has it changed?",
        language: "bash",
        code: `curl -i '${siteUrl}/api/posts/what-a-library-keeps'
# ETag: "…"

curl -i '${siteUrl}/api/posts/what-a-library-keeps' -H "If-None-Match: $ETAG"
# HTTP/1.1 304 Not Modified`,
      },
      {
        title: "Only if nobody was faster",
        language: "bash",
        code: `curl -X PATCH '${siteUrl}/api/posts/what-a-library-keeps' \\
  -H "Authorization: Bearer $ACCESS_TOKEN" \\
  -H "If-Match: $ETAG" \\
  -H 'Content-Type: application/json' \\
  -d '{"excerpt": "On quiet, and on umbrellas."}'`,
      },
    ],
  },
  {
    id: "ndjson",
    title: "Large answers",
    words: "NDJSON stream export everything compression gzip brotli",
    text: `Ask a list for \`Accept: application/x-ndjson\` and it sends the whole of what your filters match, one JSON document a line, as
the database gives it: no pages, no cursor, and no more memory for a million rows than for ten. Hang up and it stops.

Text answers over 1 KB are compressed, with br or gzip, for whoever accepts that. Streams of events are not.`,
    samples: (siteUrl) => [
      {
        title: "Every post of somebody, a line each",
        language: "bash",
        code: `curl -N --compressed '${siteUrl}/api/posts?author=ida' \\
  -H 'Accept: application/x-ndjson' | jq -r .title`,
      },
    ],
  },
];
