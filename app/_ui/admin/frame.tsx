import Link from "next/link";
import type { ReactNode } from "react";
import { NavLink } from "#ui/nav-link.tsx";
import { PageFrame } from "#ui/page-frame.tsx";

const sections = [
  ["/admin/people", "People"],
  ["/admin/orders", "Orders"],
  ["/admin/stripe-events", "Stripe events"],
  ["/admin/jobs", "Jobs"],
  ["/admin/audit", "Audit log"],
] as const;

type AdminFrameProps = { title: string; lead: string; children: ReactNode };

/**
 * The common shape of the admins' pages, with the way to the others. No layout: it would stand around the page that
 * says that there is no such page.
 */
export function AdminFrame({ title, lead, children }: AdminFrameProps) {
  return (
    <PageFrame title={title} width="wide" lead={<p>{lead}</p>}>
      <nav
        aria-label="Administration"
        className="mb-4 flex flex-wrap gap-x-6 border-b border-line text-[0.9375rem]"
      >
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
export const listHref = (path: string, state: string | undefined, cursor?: string): string =>
  hrefWith(path, { state, cursor });

/** The address of a list with these parameters, those left out that say nothing. */
export function hrefWith(path: string, parameters: Record<string, string | undefined>): string {
  const said = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said)}`;
}
