import type { ReactNode } from "react";
import { entriesOf, operationHref, sectionHref } from "#lib/openapi/reference/entries.ts";
import type { Part } from "#lib/openapi/reference/reference.ts";
import { DocsNav, type NavBlock } from "#ui/docs/docs-nav.tsx";
import { DocsSearch } from "#ui/docs/docs-search.tsx";
import { LanguageMemory } from "#ui/docs/language-memory.tsx";
import { describe } from "../_api-document.ts";
import { sections } from "./_guide/sections.ts";
import { reference } from "./_reference.ts";
import "./docs.css";

// `next build` loads this file: a route that is not documented ends the build here, with the file's name.
if (process.env.NEXT_PHASE === "phase-production-build") await describe("http://localhost:3000");

export default async function DocsLayout({ children }: { children: ReactNode }) {
  const parts = await reference();
  const blocks = blocksOf(parts);
  return (
    <div className="docs">
      <div className="docs-side">
        <DocsSearch entries={entriesOf(parts, sections)} />
        <div className="max-lg:hidden">
          <DocsNav blocks={blocks} />
        </div>
        <details className="docs-contents lg:hidden">
          <summary>Contents</summary>
          <DocsNav blocks={blocks} />
        </details>
      </div>
      <div className="docs-main">{children}</div>
      <LanguageMemory />
    </div>
  );
}

function blocksOf(parts: Part[]): NavBlock[] {
  const guide = {
    title: "Introduction",
    href: "/docs",
    items: sections.map((section) => ({ href: sectionHref(section), title: section.title })),
  };
  return [
    { title: "Guide", groups: [guide, { title: "Error codes", href: "/docs/errors", items: [] }] },
    {
      title: "Reference",
      groups: parts.map(({ name, title, operations }) => ({
        title,
        href: `/docs/api/${name}`,
        items: operations.map(({ id, method, summary, part }) => ({
          ...{ method, title: summary, href: operationHref({ part, id }) },
        })),
      })),
    },
  ];
}
