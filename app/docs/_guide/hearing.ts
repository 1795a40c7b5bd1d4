import { streamExample } from "#lib/events/schema.ts";
import type { GuideSection } from "./section.ts";

/** What comes by itself, what is sent in bytes, and the library for all of it. */
export const hearing: GuideSection[] = [
  {
    id: "events",
    title: "Events",
    words: "SSE server-sent events EventSource live realtime Last-Event-ID topics poll",
    text: `Every change that others may see is an event, written in the transaction of the change: it is there exactly if the change is.

| topic | who may listen |
|---|---|
| \`posts\` | everybody |
| \`post:<id>\` | who can read the post's text |
| \`user:<id>\` | that person |
| \`admin\` | admins |

\`GET /api/events/stream\` is a stream of server-sent events. Each has an \`id\`, which is a place: come back with it, in
\`Last-Event-ID\` as EventSource does by itself or as \`?lastEventId=\`, and what was missed comes first, in order, without a
gap or a duplicate. What the stream says of itself has no id: \`reset\` (what came after that id is no longer kept: load anew),
\`expired\` (come back with another token), \`revoked\` (a topic is not yours any more), \`readers\` (who has the post open).

Without a stream, \`GET /api/events\` answers the same events to whoever asks again and again.`,
    samples: (siteUrl) => [
      {
        title: "In a browser",
        language: "typescript",
        code: `const events = new EventSource("/api/events/stream?topics=posts");
events.addEventListener("post.published", (event) => {
  console.log(event.lastEventId, JSON.parse(event.data).title);
});`,
      },
      { title: "Elsewhere", language: "bash", code: `curl -N '${siteUrl}/api/events/stream?topics=posts'` },
      { title: "What comes", language: "text", code: streamExample.trim() },
    ],
  },
  {
    id: "uploads",
    title: "Uploads",
    words: "picture image file TUS resumable multipart avif webp",
    text: `A picture of up to 5 MB goes to \`POST /api/uploads\` as a form. A larger one, up to 50 MB, goes to storage itself, in three
steps: ask for an address, \`PUT\` the bytes there, complete the upload. Over 6 MB the answer's \`resumable\` is better: TUS 1.0.0,
which goes on where a broken line left off.

What arrives is never shown as it is: it is looked at, turned upright, stripped of what a camera notes, and made anew in several
sizes and formats. Show it from its \`sources\`, or by \`/api/media/<id>?w=640\`, which picks the best file for the browser.`,
    samples: (siteUrl) => [
      {
        title: "A large one, in three steps",
        language: "bash",
        code: `curl '${siteUrl}/api/uploads/sign' \\
  -H "Authorization: Bearer $ACCESS_TOKEN" -H 'Content-Type: application/json' \\
  -d '{"filename": "reading-room.jpg", "contentType": "image/jpeg", "size": 3482113}'
# { "id": "3f2a…", "url": "https://…" }

curl -X PUT "$URL" -H 'Content-Type: image/jpeg' --data-binary @reading-room.jpg

curl -X POST "${siteUrl}/api/uploads/$ID/complete" \\
  -H "Authorization: Bearer $ACCESS_TOKEN" -H 'Content-Type: application/json' \\
  -d '{"alt": "A reading room with one lamp on."}'`,
      },
    ],
  },
  {
    id: "webhooks",
    title: "Webhooks",
    words: "Stripe signature secret ledger replay",
    text: `Stripe tells \`POST /api/webhooks/stripe\` what was paid. The raw body's signature is checked, with 300 seconds of tolerance
both ways and several secrets while one is rotated. What holds is written into a ledger and answered with 200; the work comes after
that, and it fetches the object from Stripe as it is then. So a second delivery, another order or the same second never changes the
outcome.

An event that failed ten times is a dead letter, which an admin can replay: \`POST /api/admin/stripe-events/{id}/replay\`. What came
of it is heard as an [event](#events): \`subscription.changed\`, \`order.changed\`.`,
    samples: () => [
      {
        title: "On your own machine",
        language: "bash",
        code: `npm run stripe -- trigger invoice.payment_failed
npm run stripe -- advance 1mo`,
      },
    ],
  },
  {
    id: "client",
    title: "Typed client",
    words: "TypeScript openapi-fetch SDK library createApiClient",
    text: `\`lib/api-client\` is made from this API's document: paths, parameters, bodies and answers are types, and so is what can go
wrong. TypeScript knows which codes an operation can answer, and nothing else compiles.

It tries again what can be repeated without harm (reads, \`PUT\`, and whatever has an \`Idempotency-Key\`), as long as
\`Retry-After\` says. \`everyRow()\` goes through a list page after page, \`dataOf()\` throws instead of answering an error, and a
\`Blob\` in a body makes it a form.`,
    samples: (siteUrl) => [
      {
        title: "From the first line to a typed problem",
        language: "typescript",
        code: `import { createApiClient } from "#lib/api-client/index.ts";

const api = createApiClient({ baseUrl: "${siteUrl}", accessToken });

const { data, error } = await api.POST("/api/posts", {
  params: { header: { "Idempotency-Key": crypto.randomUUID() } },
  body: { title, content, status: "published" },
});
if (error?.code === "validation_failed") show(error.errors);
else if (data) open(\`/posts/\${data.slug}\`);`,
      },
    ],
  },
];
