"use client";

import { useEffect, useRef, useState } from "react";
import type { Call } from "#ui/docs/operation.tsx";
import { type Outcome, requestOf, send } from "#ui/docs/try-call.ts";
import { TryInputs } from "#ui/docs/try-inputs.tsx";
import { TryOutcome } from "#ui/docs/try-outcome.tsx";

/** Fills in a call, sends it for real, and shows what comes back. */
export default function TryForm({ call }: { call: Call }) {
  const { outcome, start, stop } = useCall(call);
  const isOpen = typeof outcome === "object" && outcome?.open === true;
  return (
    <form
      className="grid gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        start(new FormData(event.currentTarget));
      }}
    >
      <TryInputs call={call} />
      {call.method === "GET" ? null : <p className="text-sm text-faint">This is done for real, as you.</p>}
      <div className="flex gap-2">
        <button
          type="submit"
          className="button flex-1"
          data-kind={call.method === "DELETE" ? "danger" : "primary"}
        >
          Send {call.method}
        </button>
        {isOpen ? (
          <button type="button" className="button" onClick={stop}>
            Stop
          </button>
        ) : null}
      </div>
      <TryOutcome outcome={outcome} />
    </form>
  );
}

/** One call at a time: the next one, and leaving the page, stop the one before. */
function useCall(call: Call) {
  const [outcome, setOutcome] = useState<Outcome | string | null>(null);
  const running = useRef<AbortController>(undefined);
  const stop = () => running.current?.abort();
  useEffect(() => () => running.current?.abort(), []);

  async function start(form: FormData) {
    stop();
    const current = new AbortController();
    running.current = current;
    const tell = (next: Outcome | string) => {
      if (running.current === current) setOutcome(next);
    };
    setOutcome(null);
    try {
      await send(requestOf(call, form), current.signal, tell);
    } catch {
      if (!current.signal.aborted) tell("Nobody answered. Is the server there?");
    }
  }
  return { outcome, start, stop };
}
