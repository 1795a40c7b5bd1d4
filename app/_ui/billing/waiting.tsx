"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/** How long to look before the page says that it takes longer than it should. */
const patienceMs = 90_000;
const slowestMs = 8_000;

/**
 * Asks the server again and again, ever more slowly, until the page it is on has an answer and is replaced.
 * Without JavaScript the page's own refresh does it.
 */
export function Waiting({ late }: { late: string }) {
  const router = useRouter();
  const [isLate, setLate] = useState(false);

  useEffect(() => {
    const startedAt = Date.now();
    let timer: ReturnType<typeof setTimeout>;
    const askIn = (delay: number) => {
      timer = setTimeout(() => {
        router.refresh();
        if (Date.now() - startedAt > patienceMs) setLate(true);
        askIn(Math.min(delay * 1.3, slowestMs));
      }, delay);
    };
    askIn(1_000);
    return () => clearTimeout(timer);
  }, [router]);

  return isLate ? <p className="mt-4">{late}</p> : null;
}
