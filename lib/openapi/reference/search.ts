import Fuse from "fuse.js";

/** Something that can be found in the documentation. */
export type Entry = {
  title: string;
  /** what kind of thing it is: "POST /api/posts", "Guide", "Error 404" */
  hint: string;
  href: string;
  /** more words that lead to it */
  words: string;
};

/**
 * Makes a search over `entries`: what a query may mean, best first. Every word of it must be in an entry, give or take
 * a slip of the keyboard.
 */
export function createSearch(entries: readonly Entry[]): (query: string) => Entry[] {
  const fuse = new Fuse(entries, {
    keys: [
      { name: "title", weight: 4 },
      { name: "hint", weight: 3 },
      { name: "words", weight: 1 },
    ],
    threshold: 0.3,
    ignoreLocation: true,
    useTokenSearch: true,
    tokenMatch: "all",
  });
  return (query) => {
    const wanted = query.trim().slice(0, 100);
    return wanted === "" ? [] : fuse.search(wanted).map(({ item }) => item);
  };
}
