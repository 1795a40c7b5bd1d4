"use client";

import Form from "next/form";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Entry } from "#lib/openapi/reference/search.ts";
import { SearchIcon } from "#ui/icons.tsx";

const shown = 8;

/** Finds operations, sections and codes while the reader types. Without JavaScript it is a form that leads to a page. */
export function DocsSearch({ entries }: { entries: Entry[] }) {
  const router = useRouter();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { found, search, prepare } = useSearch(entries);
  const [at, setAt] = useState(-1);
  const [open, setOpen] = useState(false);
  useShortcut(input);

  const go = (href: string) => {
    setOpen(false);
    input.current?.blur();
    router.push(href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[at];
    if (step && found.length > 0) setAt((at + step + found.length) % found.length);
    else if (event.key === "Enter" && open && chosen) go(chosen.href);
    else if (event.key === "Escape" && open) setOpen(false);
    else return;
    event.preventDefault();
  };
  const isShown = open && found.length > 0;
  return (
    <Form action="/docs/search" role="search" aria-label="Documentation" className="docs-search">
      <label htmlFor={id} className="sr-only">
        Search the documentation
      </label>
      <SearchIcon />
      <input
        {...{ id, ref: input, onKeyDown, name: "q", type: "search", maxLength: 100, autoComplete: "off" }}
        placeholder="Search"
        role="combobox"
        aria-expanded={isShown}
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && at >= 0 ? `${id}-${at}` : undefined}
        onFocus={prepare}
        onBlur={() => setOpen(false)}
        onChange={({ target }) => {
          search(target.value);
          setAt(0);
          setOpen(true);
        }}
      />
      <span aria-hidden="true" className="key">
        /
      </span>
      <Found {...{ id, found, at, isShown, go }} />
    </Form>
  );
}

type FoundProps = { id: string; found: Entry[]; at: number; isShown: boolean; go: (href: string) => void };

function Found({ id, found, at, isShown, go }: FoundProps) {
  return (
    <div id={`${id}-found`} role="listbox" aria-label="Found" hidden={!isShown} className="found">
      {found.map(({ title, hint, href }, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search box, as a combobox has it
        // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the search box does it
        <div
          key={href}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => go(href)}
        >
          <span>{title}</span> <span className="hint">{hint}</span>
        </div>
      ))}
    </div>
  );
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

/** "/" and Ctrl+K lead to the search box, as they do elsewhere; not while somebody types. */
function useShortcut(input: React.RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select");
      const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey;
      const isCtrlK = event.key === "k" && (event.ctrlKey || event.metaKey);
      if (!(isSlash || isCtrlK) || !input.current?.checkVisibility()) return;
      event.preventDefault();
      input.current.focus();
      input.current.select();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [input]);
}
