import Link from "next/link";
import { LockIcon } from "#ui/icons.tsx";

/** What stands in place of a text that is for members: what it is, and the way to it. */
export function MembersOffer({ signedIn, slug }: { signedIn: boolean; slug: string }) {
  const next = encodeURIComponent(`/posts/${slug}`);
  return (
    <section
      aria-label="For members"
      className="border-t-4 border-patina bg-patina-wash px-6 py-8 sm:px-10 sm:py-10"
    >
      <p className="eyebrow inline-flex items-center gap-2 text-patina-strong">
        <LockIcon /> Members only
      </p>
      <p className="mt-3 font-serif text-2xl leading-snug font-semibold">The rest of this is for members.</p>
      <p className="mt-2 text-soft">
        {signedIn
          ? "Your account has no membership yet. Members pay for the writing that everybody else gets for nothing."
          : "Members read everything and pay for the writing that everybody else gets for nothing."}
      </p>
      {signedIn ? null : (
        <div className="mt-6 flex flex-wrap gap-3">
          <Link href={`/register?next=${next}`} className="button" data-kind="primary">
            Join
          </Link>
          <Link href={`/login?next=${next}`} className="button">
            I have an account
          </Link>
        </div>
      )}
    </section>
  );
}
