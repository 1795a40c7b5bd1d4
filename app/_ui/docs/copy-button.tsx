"use client";

import { useEffect, useState } from "react";

const saidForMs = 2_000;

/** Copies the code that is shown beside it. Where nothing can be copied there is no button. */
export function CopyButton() {
  const [can, setCan] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setCan(navigator.clipboard !== undefined), []);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), saidForMs);
    return () => clearTimeout(timer);
  }, [copied]);
  if (!can) return null;
  return (
    <button
      type="button"
      className="copy"
      onClick={async ({ currentTarget }) => {
        await navigator.clipboard.writeText(shownCode(currentTarget));
        setCopied(true);
      }}
    >
      <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
    </button>
  );
}

/** Of several ways to write the same, only one is shown. */
function shownCode(button: HTMLElement): string {
  const pieces = [...(button.closest(".snippet")?.querySelectorAll("pre") ?? [])];
  return pieces.find((piece) => piece.checkVisibility())?.textContent ?? "";
}
