"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Call } from "#ui/docs/operation.tsx";
import { bodyField, fieldOf, type Outcome, requestOf, send, tokenField } from "#ui/docs/try-call.ts";
import { TryOutcome } from "#ui/docs/try-outcome.tsx";

/** Fills in a call, sends it for real, and shows what comes back. */
export default function TryForm({ call }: { call: Call }) {
  const [outcome, setOutcome] = useState<Outcome | string | null>(null);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function onSubmit(form: FormData) {
    running.current?.abort();
    const stop = new AbortController();
    running.current = stop;
    setOutcome(null);
    try {
      await send(requestOf(call, form), stop.signal, (next) => {
        if (running.current === stop) setOutcome(next);
      });
    } catch {
      if (!stop.signal.aborted) setOutcome("Nobody answered. Is the server there?");
    }
  }

  const isOpen = typeof outcome === "object" && outcome?.open === true;
  return (
    <form
      className="grid gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(new FormData(event.currentTarget));
      }}
    >
      <Inputs call={call} />
      <Token />
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
          <button type="button" className="button" onClick={() => running.current?.abort()}>
            Stop
          </button>
        ) : null}
      </div>
      <TryOutcome outcome={outcome} />
    </form>
  );
}

function Inputs({ call }: { call: Call }) {
  return (
    <>
      {call.parameters.map((parameter) => (
        <Line
          key={fieldOf(parameter)}
          label={parameter.name}
          note={parameter.required ? "required" : parameter.in}
        >
          {(id) => <ParameterInput id={id} parameter={parameter} />}
        </Line>
      ))}
      {call.form?.map(({ name, isFile }) => (
        <Line key={name} label={name} note={isFile ? "file" : "text"}>
          {(id) => (
            <input
              id={id}
              name={`${bodyField}:${name}`}
              type={isFile ? "file" : "text"}
              required={isFile}
              className="field"
            />
          )}
        </Line>
      ))}
      {call.body === undefined ? null : (
        <Line label="Body" note="JSON">
          {(id) => (
            <textarea
              id={id}
              name={bodyField}
              defaultValue={call.body}
              rows={Math.min(12, (call.body?.split("\n").length ?? 1) + 1)}
              spellCheck={false}
              className="field font-mono text-[0.8125rem]"
            />
          )}
        </Line>
      )}
    </>
  );
}

function ParameterInput({ id, parameter }: { id: string; parameter: Call["parameters"][number] }) {
  const { required, values, example } = parameter;
  const shared = { id, name: fieldOf(parameter), required, className: "field" };
  if (values.length === 0) {
    return (
      <input
        {...shared}
        type="text"
        defaultValue={required ? example : ""}
        placeholder={example}
        autoComplete="off"
        spellCheck={false}
      />
    );
  }
  return (
    <select {...shared} defaultValue={required ? example : ""}>
      {required ? null : <option value="">as it is</option>}
      {values.map((value) => (
        <option key={value}>{value}</option>
      ))}
    </select>
  );
}

/** Left empty, the call goes out with the reader's own session. */
function Token() {
  return (
    <Line label="Token or API key" note="instead of your session">
      {(id) => <input id={id} name={tokenField} type="password" autoComplete="off" className="field" />}
    </Line>
  );
}

type LineProps = { label: string; note: string; children: (id: string) => ReactNode };

function Line({ label, note, children }: LineProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="flex justify-between gap-2 text-sm">
        <code>{label}</code> <span className="text-faint">{note}</span>
      </label>
      {children(id)}
    </div>
  );
}
