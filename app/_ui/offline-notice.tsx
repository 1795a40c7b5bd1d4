"use client";

import { useSyncExternalStore } from "react";

function subscribe(onChange: () => void): () => void {
  addEventListener("online", onChange);
  addEventListener("offline", onChange);
  return () => {
    removeEventListener("online", onChange);
    removeEventListener("offline", onChange);
  };
}

/** A line at the foot of the window while the browser has no network. */
export function OfflineNotice() {
  const online = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-0 z-20 flex justify-center p-4">
      {online ? null : (
        <p className="rounded-[3px] bg-ink px-4 py-2 text-sm text-paper">
          You are offline. What you have open can still be read; nothing is lost, nothing is sent.
        </p>
      )}
    </div>
  );
}
