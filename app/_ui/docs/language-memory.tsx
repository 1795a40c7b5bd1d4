"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";

const key = "docs-language";

function choose(language: string): void {
  for (const input of document.querySelectorAll<HTMLInputElement>(".languages input")) {
    if (input.value === language) input.checked = true;
  }
}

function remember({ target }: Event): void {
  if (!(target instanceof HTMLInputElement) || !target.name.startsWith("language-")) return;
  // What is above grows or shrinks; what was clicked stays where it is.
  const before = target.getBoundingClientRect().top;
  choose(target.value);
  scrollBy(0, target.getBoundingClientRect().top - before);
  localStorage.setItem(key, target.value);
}

/** Shows all examples in the language that was chosen for one of them, and remembers it in this browser. */
export function LanguageMemory() {
  const path = usePathname();
  useEffect(() => {
    document.addEventListener("change", remember);
    return () => document.removeEventListener("change", remember);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has other examples
  useEffect(() => {
    const language = localStorage.getItem(key);
    if (language) choose(language);
  }, [path]);
  return null;
}
