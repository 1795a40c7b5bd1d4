import { rateLimitOf, wordsOfLimit } from "#lib/openapi/limits.ts";
import { problemExample } from "#lib/openapi/problem.ts";
import type { GuideSection } from "./section.ts";

const classes = (["read", "write", "auth", "upload", "stream"] as const)
  .map((limit) => `- ${wordsOfLimit(rateLimitOf({ limit }))}`.replace("class ", ""))
  .join("\n");

/** What can go wrong, and how to send something twice without doing it twice. */
export const failing: GuideSection[] = [
  {
    id: "errors",
    title: "Errors",
    words: "problem code RFC 9457 failure status",
    text: `Every failure has one shape, [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457), as \`application/problem+json\`:

- \`code\` is what to switch on. There is [one list of them](/docs/errors), and none ever changes its meaning.
- \`errors\` has everything that is wrong with the input, not just the first: path, code, sentence.
- \`requestId\` is what to tell the operator. The log has the rest under it; an answer never tells of our insides.

What you may not see does not exist: it is [\`not_found\`](/docs/errors#not_found), as if it were not there. What you can see
and may not change is [\`forbidden\`](/docs/errors#forbidden).`,
    samples: (siteUrl) => [
      {
        title: "422",
        language: "json",
        code: JSON.stringify(problemExample(siteUrl, "validation_failed"), null, 2),
      },
    ],
  },
  {
    id: "idempotency",
    title: "Idempotency",
    words: "Idempotency-Key idempotent retry twice replay",
    text: `A request that got no answer may have been done. Give it an \`Idempotency-Key\`, any text of your own, and send it again:
the first answer under it is kept for 24 hours and given again, with \`Idempotency-Replayed: true\`, however often and however
closely together it is asked for. Operations that honour it say so.

- The same key with another body, method or address is [\`idempotency_mismatch\`](/docs/errors#idempotency_mismatch).
- While the first is still running, a repeated one waits up to ten seconds for it, and then is
  [\`idempotency_running\`](/docs/errors#idempotency_running).
- Failures on our side (5xx), 401 and 429 are not kept: the next try is a new one.
- Keys belong to their caller. Nobody gets another's answer.`,
    samples: (siteUrl) => [
      {
        title: "Once, however often it is sent",
        language: "bash",
        code: `curl '${siteUrl}/api/posts' \\
  -H "Authorization: Bearer $ACCESS_TOKEN" \\
  -H 'Idempotency-Key: 0e4f5b1c-7f0d-4d0e-9a53-8f6b1c2d3e4f' \\
  -H 'Content-Type: application/json' \\
  -d '{"title": "What a library keeps", "content": "The quiet between two books."}'`,
      },
    ],
  },
  {
    id: "limits",
    title: "Limits",
    words: "rate limit 429 RateLimit Retry-After quota too many",
    text: `Calls are counted in buckets that fill up again evenly, exact across all servers. Every operation names its class:

${classes}

Every answer tells what is left, in the headers of
[draft-ietf-httpapi-ratelimit-headers](https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/) and in
\`X-RateLimit-*\`. An empty bucket is [\`rate_limited\`](/docs/errors#rate_limited) with \`Retry-After\` in seconds, right to
the second. Who waits that long gets through.`,
    samples: () => [
      {
        title: "On every answer",
        language: "http",
        code: `HTTP/1.1 200 OK
RateLimit-Policy: "read";q=300;w=60
RateLimit: "read";r=299;t=1
X-RateLimit-Limit: 300
X-RateLimit-Remaining: 299
X-RateLimit-Reset: 1`,
      },
      {
        title: "When it was too much",
        language: "http",
        code: `HTTP/1.1 429 Too Many Requests
Retry-After: 2
Content-Type: application/problem+json`,
      },
    ],
  },
];
