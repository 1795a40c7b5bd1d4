"use client";

import Form from "next/form";
import { type RefObject, useEffect, useId, useRef } from "react";
import type { Entry } from "#lib/openapi/reference/search.ts";
import { useFinder } from "#ui/docs/use-finder.ts";
import { SearchIcon } from "#ui/icons.tsx";

/** Finds operations, sections and codes while the reader types. Without JavaScript it is a form that leads to a page. */
export function DocsSearch({ entries }: { entries: Entry[] }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { found, at, isShown, go, box } = useFinder(entries, () => input.current?.blur());
  useShortcut(input);
  return (
    <Form action="/docs/search" role="search" aria-label="Documentation" className="docs-search">
      <label htmlFor={id} className="sr-only">
        Search the documentation
      </label>
      <SearchIcon />
      <input
        {...{ id, ref: input, name: "q", type: "search", maxLength: 100, autoComplete: "off", ...box }}
        placeholder="Search"
        role="combobox"
        aria-expanded={isShown}
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        aria-activedescendant={isShown ? `${id}-${at}` : undefined}
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

/** "/" and Ctrl+K lead to the search box, as they do elsewhere; not while somebody types. */
function useShortcut(input: RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select");
      const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey;
      const isCtrlK = event.key === "k" && (event.ctrlKey || event.metaKey);
      if (!(isSlash || isCtrlK)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [input]);
}
