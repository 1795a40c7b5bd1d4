"use client";

import type { ReactNode } from "react";
import { useForm } from "#ui/form.tsx";

type FormDisclosureProps = { ask: ReactNode; children: ReactNode; className?: string };

/** The fields of the form around it, behind a small button. Without JavaScript a fault opens it again. */
export function FormDisclosure({ ask, children, className = "small-button" }: FormDisclosureProps) {
  const { state } = useForm();
  return (
    <details open={state.error === undefined ? undefined : true}>
      <summary className={className}>{ask}</summary>
      <div className="mt-2 mb-3 grid gap-4 rounded-[3px] border border-line bg-raised p-4">{children}</div>
    </details>
  );
}
