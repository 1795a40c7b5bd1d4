"use client";

import { type ReactNode, useId } from "react";
import type { Call } from "#ui/docs/operation.tsx";
import { bodyField, fieldOf, tokenField } from "#ui/docs/try-call.ts";

/** A field for every parameter of a call, its body, and a token. Left without one, it goes out with the reader's session. */
export function TryInputs({ call }: { call: Call }) {
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
      {call.form?.map((field) => (
        <FormInput key={field.name} {...field} />
      ))}
      {call.body === undefined ? null : <JsonInput example={call.body} />}
      <Line label="Token or API key" note="instead of your session" isName={false}>
        {(id) => <input id={id} name={tokenField} type="password" autoComplete="off" className="field" />}
      </Line>
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
      {required ? null : <option value="">left out</option>}
      {values.map((value) => (
        <option key={value}>{value}</option>
      ))}
    </select>
  );
}

function FormInput({ name, isFile }: { name: string; isFile: boolean }) {
  const type = isFile ? "file" : "text";
  return (
    <Line label={name} note={type}>
      {(id) => <input {...{ id, type }} name={`${bodyField}:${name}`} required={isFile} className="field" />}
    </Line>
  );
}

function JsonInput({ example }: { example: string }) {
  return (
    <Line label="Body" note="JSON" isName={false}>
      {(id) => (
        <textarea
          {...{ id, name: bodyField, defaultValue: example, spellCheck: false }}
          rows={Math.min(12, example.split("\n").length + 1)}
          className="field font-mono text-[0.8125rem]"
        />
      )}
    </Line>
  );
}

type LineProps = { label: string; note: string; isName?: boolean; children: (id: string) => ReactNode };

function Line({ label, note, isName = true, children }: LineProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="flex justify-between gap-2 text-sm">
        <span className={isName ? "font-mono" : ""}>{label}</span> <span className="text-faint">{note}</span>
      </label>
      {children(id)}
    </div>
  );
}
