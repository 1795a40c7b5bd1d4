import Form from "next/form";
import { SearchIcon } from "#ui/icons.tsx";

/** The search of the masthead, on screens that have room for it. A plain GET form without JavaScript. */
export function SearchLine() {
  return (
    <Form action="/search" role="search" className="relative mr-2 hidden md:block" aria-label="Search">
      <label htmlFor="search-line" className="sr-only">
        Search the publication
      </label>
      <span className="pointer-events-none absolute inset-y-0 left-0 flex items-center text-faint">
        <SearchIcon />
      </span>
      <input
        id="search-line"
        name="q"
        type="search"
        maxLength={200}
        placeholder="Search"
        className="min-h-11 w-40 border-b border-transparent bg-transparent pl-7 placeholder:text-soft hover:border-edge focus:border-patina lg:w-52"
      />
    </Form>
  );
}

/** The search of a page that is about finding something. */
export function SearchBox({ query = "", focus = false }: { query?: string; focus?: boolean }) {
  return (
    <Form action="/search" role="search" className="flex gap-2" aria-label="Search in full">
      <label htmlFor="search-box" className="sr-only">
        Search the publication
      </label>
      <input
        id="search-box"
        name="q"
        type="search"
        key={query}
        defaultValue={query}
        // biome-ignore lint/a11y/noAutofocus: only on the search page, which has no other purpose.
        autoFocus={focus}
        maxLength={200}
        placeholder="Words, “a phrase”, -without"
        className="field"
      />
      <button type="submit" className="button" aria-label="Search">
        <SearchIcon />
      </button>
    </Form>
  );
}
