import type { Metadata } from "next";
import Link from "next/link";
import { PageFrame } from "#ui/page-frame.tsx";
import { SearchBox } from "#ui/search-box.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <PageFrame
      title="There is nothing on this plinth"
      lead={<p>The page does not exist, was taken down, or is not for you to see.</p>}
    >
      <SearchBox />
      <p className="mt-8">
        <Link href="/" className="quiet-link">
          Go to the front page
        </Link>
      </p>
    </PageFrame>
  );
}
