import type { Metadata } from "next";
import Link from "next/link";
import { entriesOf } from "#lib/openapi/reference/entries.ts";
import { createSearch } from "#lib/openapi/reference/search.ts";
import { parameter, type SearchParams } from "../../_viewer.ts";
import { sections } from "../_guide/sections.ts";
import { reference } from "../_reference.ts";

export const metadata: Metadata = { title: "Search: API", robots: { index: false } };

/** What the search box leads to where it cannot find by itself. */
export default async function DocsSearchPage({ searchParams }: { searchParams: SearchParams }) {
  const query = parameter((await searchParams).q)?.trim() ?? "";
  const found = createSearch(entriesOf(await reference(), sections))(query);
  return (
    <>
      <h1 className="display">Search</h1>
      <p className="lead docs-text">
        {query === ""
          ? "Write into the search box what you are looking for."
          : `${found.length === 0 ? "Nothing was" : found.length} found for “${query}”.`}
      </p>
      <ul className="results">
        {found.map(({ title, hint, href }) => (
          <li key={href}>
            <Link href={href}>{title}</Link> <span>{hint}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
