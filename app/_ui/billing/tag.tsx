import type { ReactNode } from "react";

export type Tone = "good" | "bad" | "plain";

const tones: Record<Tone, string> = {
  good: "border-patina bg-patina-wash text-patina-strong",
  bad: "border-alarm bg-alarm-wash text-alarm",
  plain: "border-line bg-sunk text-soft",
};

/** The state that something is in, in a word or two. The colour only repeats what the word says. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-block rounded-[3px] border px-2 py-0.5 text-sm leading-snug font-medium ${tones[tone]}`}
    >
      {children}
    </span>
  );
}
