import Link from "next/link";
import type { ReactNode } from "react";
import { NavLink } from "#ui/nav-link.tsx";
import { PageFrame } from "#ui/page-frame.tsx";

const sections = [
  ["/admin/stripe-events", "Stripe events"],
  ["/admin/jobs", "Jobs"],
] as const;

type AdminFrameProps = { title: string; lead: string; children: ReactNode };

/**
 * The common shape of the admins' pages, with the way to the others. No layout: it would stand around the page that
 * says that there is no such page.
 */
export function AdminFrame({ title, lead, children }: AdminFrameProps) {
  return (
    <PageFrame title={title} width="wide" lead={<p>{lead}</p>}>
      <nav aria-label="Administration" className="mb-4 flex gap-6 border-b border-line text-[0.9375rem]">
        {sections.map(([href, name]) => (
          <NavLink
            key={href}
            href={href}
            className="border-b-2 border-transparent aria-[current]:border-patina"
          >
            {name}
          </NavLink>
        ))}
      </nav>
      {children}
    </PageFrame>
  );
}

type StateFilterProps<S extends string> = {
  states: readonly S[];
  current: S | undefined;
  hrefOf: (state: S | undefined) => string;
};

/** Which of a list to show, by the state that it is in. */
export function StateFilter<S extends string>({ states, current, hrefOf }: StateFilterProps<S>) {
  return (
    <nav aria-label="State" className="mb-6 flex flex-wrap gap-x-6 gap-y-1 text-[0.9375rem]">
      {[undefined, ...states].map((state) => (
        <Link
          key={state ?? "all"}
          href={hrefOf(state)}
          aria-current={state === current ? "page" : undefined}
          className="inline-flex min-h-11 items-center hover:text-patina-strong aria-[current]:font-medium aria-[current]:text-patina"
        >
          <span className="first-letter:uppercase">{state ?? "all"}</span>
        </Link>
      ))}
    </nav>
  );
}

/** The address of a list with this state and from this place on. */
export function listHref(path: string, state: string | undefined, cursor?: string): string {
  const query = new URLSearchParams({ ...(state && { state }), ...(cursor && { cursor }) }).toString();
  return query === "" ? path : `${path}?${query}`;
}
