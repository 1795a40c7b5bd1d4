import Link from "next/link";

/** The foot of every page. */
export function Footer() {
  return (
    <footer className="print:hidden mt-24 border-t border-line">
      <div className="mx-auto flex max-w-5xl flex-wrap items-baseline justify-between gap-x-8 gap-y-2 px-4 py-8 text-sm text-faint sm:px-6">
        <p>Plinth is a publication with paying members.</p>
        <p className="flex gap-6">
          <Link href="/" className="quiet-link">
            Latest
          </Link>
          <Link href="/pricing" className="quiet-link">
            Membership
          </Link>
          <Link href="/search" className="quiet-link">
            Search
          </Link>
          <Link href="/docs" className="quiet-link">
            API
          </Link>
        </p>
      </div>
    </footer>
  );
}
