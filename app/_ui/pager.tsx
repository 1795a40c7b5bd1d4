import Link from "next/link";
import { Following } from "#ui/nav-link.tsx";

type PagerProps = {
  older: string | null;
  newest: string | null;
  labels?: { older: string; newest: string };
};

const ofPosts = { older: "Older", newest: "Back to the newest" };

/** Onwards through a list that grows at its head: there are older ones and the newest, and no page numbers to shift. */
export function Pager({ older, newest, labels = ofPosts }: PagerProps) {
  if (older === null && newest === null) return null;
  return (
    <nav aria-label="Pages" className="mt-10 flex flex-wrap gap-3 border-t border-line pt-8">
      {older ? (
        <Link href={older} rel="next" className="button">
          {labels.older} <span aria-hidden="true">→</span>
          <Following />
        </Link>
      ) : null}
      {newest ? (
        <Link href={newest} className="button">
          {labels.newest}
          <Following />
        </Link>
      ) : null}
    </nav>
  );
}
