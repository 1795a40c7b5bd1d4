"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

type MenuProps = { label: ReactNode; name: string; children: ReactNode };

/**
 * A disclosure in the masthead. It is a <details>, so it opens without JavaScript; with it, it also
 * closes on Escape, on a click elsewhere and when another page opens.
 */
export function Menu({ label, name, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const pathname = usePathname();

  useEffect(() => {
    if (details.current && pathname) details.current.open = false;
  }, [pathname]);

  useEffect(() => {
    function closeOnOutside(event: PointerEvent) {
      const menu = details.current;
      if (menu?.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
    }
    function closeOnEscape(event: KeyboardEvent) {
      const menu = details.current;
      if (event.key !== "Escape" || !menu?.open) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
    addEventListener("pointerdown", closeOnOutside);
    addEventListener("keydown", closeOnEscape);
    return () => {
      removeEventListener("pointerdown", closeOnOutside);
      removeEventListener("keydown", closeOnEscape);
    };
  }, []);

  return (
    <details ref={details} className="relative">
      <summary aria-label={name} className="flex min-h-11 items-center rounded-[3px]">
        {label}
      </summary>
      <div className="absolute right-0 z-10 mt-1 w-56 rounded-[3px] border border-line bg-raised py-2 shadow-lg shadow-ink/10">
        {children}
      </div>
    </details>
  );
}
