"use client";

import { useState } from "react";
import { useAlive } from "#ui/alive.ts";
import { useForm } from "#ui/form.tsx";

/** The key that the form around this has just made, and a way to take it along. */
export function ShownKey() {
  const { secret } = useForm().state;
  return secret === undefined ? null : <Shown key={secret} secret={secret} />;
}

function Shown({ secret }: { secret: string }) {
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-[3px] border border-line bg-sunk p-3">
      <code className="min-w-0 flex-1 basis-72 font-mono text-sm break-all select-all">{secret}</code>
      <CopyButton text={secret} />
    </div>
  );
}

const words = { before: "Copy the key", done: "Copied", failed: "Select it and copy" };

function CopyButton({ text }: { text: string }) {
  const [state, setState] = useState<keyof typeof words>("before");
  if (!useAlive()) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("done"),
      () => setState("failed"),
    );
  return (
    <button type="button" className="button" onClick={copy} aria-live="polite">
      {words[state]}
    </button>
  );
}
