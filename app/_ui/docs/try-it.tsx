"use client";

import { lazy, Suspense, useState } from "react";
import { useAlive } from "#ui/alive.ts";
import type { Call } from "#ui/docs/operation.tsx";

const TryForm = lazy(() => import("#ui/docs/try-form.tsx"));

/** Calls the operation from this page, as the reader. The form is fetched when it is wanted; without JavaScript there is none. */
export function TryIt({ call }: { call: Call }) {
  const alive = useAlive();
  const [wanted, setWanted] = useState(false);
  if (!alive) return null;
  return (
    <details className="try" onToggle={({ currentTarget }) => setWanted((was) => was || currentTarget.open)}>
      <summary className="button w-full">Try it</summary>
      {wanted ? (
        <Suspense fallback={<p className="waiting p-4 text-faint">One moment …</p>}>
          <TryForm call={call} />
        </Suspense>
      ) : null}
    </details>
  );
}
