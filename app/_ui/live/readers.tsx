"use client";

import { useEffect, useRef, useState } from "react";
import { listen } from "#lib/events/client.ts";

type ReadersProps = { postId: string; since: string | undefined };
type Present = { count: number; people: { username: string; name: string }[] };

/** Who reads the post at this moment, the one who looks included. Empty until the stream has said it. */
export function Readers({ postId, since }: ReadersProps) {
  const first = useRef(since);
  const [present, setPresent] = useState<Present | null>(null);

  useEffect(
    () =>
      listen({
        topics: [`post:${postId}`],
        since: first.current,
        hear: ({ type, data }) => {
          if (type === "readers" && data.postId === postId) setPresent(data as Present);
          if (type === "revoked") setPresent(null);
        },
      }),
    [postId],
  );

  return (
    <p aria-live="off" className="print:hidden mt-10 min-h-6 text-sm text-faint">
      {present === null ? null : wordsFor(present)}
    </p>
  );
}

function wordsFor({ count, people }: Present): string {
  if (count <= 1) return "You are the only one reading this now";
  const names = people.map(({ name }) => name);
  const others = count - names.length;
  if (names.length === 0) return `${count} people are reading this now`;
  const rest = others === 0 ? [] : [others === 1 ? "1 other" : `${others} others`];
  const list = new Intl.ListFormat("en-GB").format([...names, ...rest]);
  return `${count} people are reading this now: ${list}`;
}
