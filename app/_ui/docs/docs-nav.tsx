"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";

export type NavItem = { href: string; title: string; method?: string };
export type NavGroup = { title: string; href: string; items: NavItem[] };
export type NavBlock = { title: string; groups: NavGroup[] };

/** The contents of the documentation. What is below the page that is open is listed, and marked where the reader is. */
export function DocsNav({ blocks }: { blocks: NavBlock[] }) {
  const path = usePathname();
  const place = usePlace(path);
  return (
    <nav aria-label="Documentation" className="docs-nav">
      {blocks.map(({ title, groups }) => (
        <div key={title}>
          <p className="eyebrow">{title}</p>
          <ul>
            {groups.map((group) => (
              <Group key={group.href} group={group} path={path} place={place} />
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

type GroupProps = { group: NavGroup; path: string; place: string | null };

function Group({ group: { href, title, items }, path, place }: GroupProps) {
  const isHere = path === href;
  return (
    <li>
      <Link href={href} aria-current={isHere ? "page" : undefined}>
        {title}
      </Link>
      {isHere && items.length > 0 ? (
        <ul>
          {items.map((item) => (
            <li key={item.href}>
              <Link href={item.href} aria-current={item.href.endsWith(`#${place}`) ? "location" : undefined}>
                {item.method ? (
                  <span className="method" data-method={item.method}>
                    {item.method}
                  </span>
                ) : null}
                <span>{item.title}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** The id of the section that the reader is at: the last one whose head has come up to the top. */
function usePlace(path: string): string | null {
  const [place, setPlace] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has other sections
  useEffect(() => {
    const sections = [...document.querySelectorAll<HTMLElement>("main section[id]")];
    let frame = 0;
    const look = () => {
      frame = 0;
      const passed = sections.filter((section) => section.getBoundingClientRect().top < 120);
      setPlace(passed.at(-1)?.id ?? null);
    };
    const onScroll = () => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    addEventListener("scroll", onScroll, { passive: true });
    return () => {
      removeEventListener("scroll", onScroll);
      cancelAnimationFrame(frame);
    };
  }, [path]);
  return place;
}
