"use client";

import "./globals.css";
import { Wordmark } from "#ui/wordmark.tsx";

/** When even the frame of the pages failed: the name, one sentence, one way on. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-items-center px-4">
        <main className="max-w-md text-center">
          <Wordmark className="mx-auto h-8 w-auto" />
          <h1 className="mt-10 font-serif text-3xl font-semibold">Plinth is not well right now</h1>
          <p className="mt-3 text-soft">
            Something that every page needs does not answer. Try again in a moment.
          </p>
          <a href="/" className="button mt-8">
            Try again
          </a>
          {error.digest ? <p className="mt-8 text-sm text-faint">Reference: {error.digest}</p> : null}
        </main>
      </body>
    </html>
  );
}
