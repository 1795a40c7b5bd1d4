"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { type Heard, listen } from "#lib/events/client.ts";
import type { HeardType } from "#lib/events/types.ts";

type LiveProps = {
  topic: string;
  /** the event that the page was made after */
  since: string | undefined;
  /** what makes the page out of date */
  on: readonly HeardType[];
};

/** However much happens, the page is made anew no more often. */
const restMs = 1_000;
/** Readers do not all ask at once: each may wait so long for every one that there is. */
const spreadMsPerReader = 10;
const mostSpreadMs = 20_000;

/**
 * Keeps the page around it true: when something happens that it shows, it is made anew on the server, in place, with
 * what this reader may see and do. Without JavaScript, or while there is no stream, a reload does the same.
 */
export function Live({ topic, since, on }: LiveProps) {
  const router = useRouter();
  const types = on.join();
  // A page made anew comes with a newer one, which the stream may have passed already.
  const first = useRef(since);

  useEffect(() => {
    let readers = 1;
    let freshAt = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      freshAt = Date.now();
      router.refresh();
    };
    const hear = ({ type, data }: Heard) => {
      if (type === "readers") readers = Number(data.count);
      const isOutOfDate = type === "reset" || type === "revoked" || types.split(",").includes(type);
      if (!isOutOfDate || timer !== undefined) return;
      const spread = Math.random() * Math.min((readers - 1) * spreadMsPerReader, mostSpreadMs);
      timer = setTimeout(refresh, Math.max(0, freshAt + restMs - Date.now()) + spread);
    };
    const stop = listen({ topics: [topic], since: first.current, hear });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [router, topic, types]);

  return null;
}
