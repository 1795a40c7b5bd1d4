import type { ReactNode } from "react";

type DisclosureProps = { ask: ReactNode; children: ReactNode; question?: string; className?: string };

/** Something more to do, behind a small button: a form, or a question before what can't be undone. Needs no JavaScript. */
export function Disclosure({ ask, question, children, className = "small-button" }: DisclosureProps) {
  return (
    <details className="open:basis-full">
      <summary className={className}>{ask}</summary>
      <div className="mt-2 mb-3 rounded-[3px] border border-line bg-raised p-4">
        {question ? <p className="mb-3 text-[0.9375rem]">{question}</p> : null}
        {children}
      </div>
    </details>
  );
}
