"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** The dot that a link wears while its page is on the way. */
export function Following() {
  const { pending } = useLinkStatus();
  return pending ? <span className="following ml-1.5 inline-block size-1.5 rounded-full bg-patina" /> : null;
}

type NavLinkProps = { href: string; children: ReactNode; className?: string };

/** A link of the masthead: knows whether its page is the one that is open. */
export function NavLink({ href, children, className = "" }: NavLinkProps) {
  const here = usePathname() === href;
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={`inline-flex min-h-11 items-center hover:text-patina-strong aria-[current]:text-patina ${className}`}
    >
      {children}
      <Following />
    </Link>
  );
}
