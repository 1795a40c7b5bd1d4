"use client";

import { useRouter } from "next/navigation";
import { type ChangeEvent, type KeyboardEvent, useRef, useState } from "react";
import type { Entry } from "#lib/openapi/reference/search.ts";

const shown = 8;

/**
 * The behaviour of a search box that offers what it finds: arrows choose, Enter goes there, Escape closes.
 * @param leave takes the focus out of the box
 */
export function useFinder(entries: Entry[], leave: () => void) {
  const router = useRouter();
  const { found, search, prepare } = useSearch(entries);
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const isShown = open && found.length > 0;

  const go = (href: string) => {
    setOpen(false);
    leave();
    router.push(href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[at];
    if (step && isShown) setAt((at + step + found.length) % found.length);
    else if (event.key === "Enter" && isShown && chosen) go(chosen.href);
    else if (event.key === "Escape" && isShown) setOpen(false);
    else return;
    event.preventDefault();
  };
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    search(target.value);
    setAt(0);
    setOpen(true);
  };
  return {
    found,
    at,
    isShown,
    go,
    box: { onKeyDown, onChange, onFocus: prepare, onBlur: () => setOpen(false) },
  };
}

/** Searches with a library that is fetched when the reader is about to type. */
function useSearch(entries: Entry[]) {
  const [found, setFound] = useState<Entry[]>([]);
  const finder = useRef<Promise<(query: string) => Entry[]>>(undefined);
  const latest = useRef("");
  const prepare = () => {
    finder.current ??= import("#lib/openapi/reference/search.ts").then(({ createSearch }) =>
      createSearch(entries),
    );
    return finder.current;
  };
  const search = async (query: string) => {
    latest.current = query;
    const find = await prepare();
    if (latest.current === query) setFound(find(query).slice(0, shown));
  };
  return { found, search, prepare };
}
