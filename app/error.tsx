"use client";

import { PageFrame } from "#ui/page-frame.tsx";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** A page that failed. The digest leads to the log line; what went wrong stays there. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <PageFrame
      title="This page did not come together"
      lead={<p>Something failed on our side. Nothing of yours is lost.</p>}
    >
      <div className="flex flex-wrap gap-3">
        <button type="button" className="button" data-kind="primary" onClick={() => reset()}>
          Try again
        </button>
        <a href="/" className="button">
          Go to the front page
        </a>
      </div>
      {error.digest ? <p className="mt-8 text-sm text-faint">Reference: {error.digest}</p> : null}
    </PageFrame>
  );
}
