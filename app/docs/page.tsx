import type { Metadata } from "next";
import { Code } from "#ui/docs/code.tsx";
import { Markdown } from "#ui/docs/markdown.tsx";
import type { GuideSection } from "./_guide/section.ts";
import { sections } from "./_guide/sections.ts";
import { apiUrl } from "./_reference.ts";

export const metadata: Metadata = {
  title: "API",
  description: "How to use the HTTP API: callers, errors, pages, repeating, limits, events.",
};

const lead =
  "JSON over HTTP: names in camelCase, times in ISO 8601 with their offset, ids as UUIDs, money in minor units. " +
  "Every answer has an `X-Request-Id`; send your own and it is kept. The whole API is described in OpenAPI 3.1 at " +
  "[/api/openapi.json](/api/openapi.json), which this reference, its examples and the typed client are made from.";

/** How to use the API: what is true of every operation, in short sections with examples to paste. */
export default function DocsPage() {
  const siteUrl = apiUrl();
  return (
    <>
      <h1 className="display">The API</h1>
      <Markdown text={lead} className="lead" />
      {sections.map((section) => (
        <Guide key={section.id} section={section} siteUrl={siteUrl} />
      ))}
    </>
  );
}

function Guide({
  section: { id, title, text, samples },
  siteUrl,
}: {
  section: GuideSection;
  siteUrl: string;
}) {
  return (
    <section id={id} className="operation" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="font-serif text-2xl font-semibold tracking-tight">
        <a href={`#${id}`} className="anchor">
          {title}
        </a>
      </h2>
      <div className="columns">
        <Markdown text={text} />
        <div className="aside">
          {samples(siteUrl).map((sample) => (
            <Code key={sample.title} {...sample} />
          ))}
        </div>
      </div>
    </section>
  );
}
