import type { ReactNode } from "react";

/** A name and what it is, among others of a record. */
export function Fact({
  name,
  children,
  mono = false,
}: {
  name: string;
  children: ReactNode;
  mono?: boolean;
}) {
  return (
    <div className="flex min-w-0 gap-1.5">
      <dt className="first-letter:uppercase">{name}</dt>
      <dd className={`min-w-0 text-soft ${mono ? "font-mono break-all" : "wrap-anywhere tabular-nums"}`}>
        {children}
      </dd>
    </div>
  );
}

/** Why something failed, in the words that the log has too. */
export function Failure({ words }: { words: string | null }) {
  if (words === null) return null;
  return (
    <p className="mt-3 max-h-32 overflow-y-auto border-l-4 border-alarm bg-alarm-wash px-3 py-2 font-mono text-sm break-words whitespace-pre-wrap">
      {words}
    </p>
  );
}
