"use client";

import type { ComponentProps, ReactNode } from "react";
import { useForm } from "#ui/form.tsx";

type Shared = { name: string; label: string; hint?: ReactNode; hideLabel?: boolean };

/** Ids, error and value of one field of the form around it, and the attributes that tie them together. */
function useField({ name, hint }: Shared) {
  const { state, id: form } = useForm();
  const id = `${form}-${name}`;
  const error = state.fields?.[name];
  const describedBy = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ");
  return {
    error,
    value: state.values[name],
    attributes: {
      id,
      name,
      "aria-invalid": error ? true : undefined,
      "aria-describedby": describedBy || undefined,
    },
  };
}

type FrameProps = Shared & { id: string; error: string | undefined; children: ReactNode };

function Frame({ id, label, hint, hideLabel, error, children }: FrameProps) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-[0.9375rem] font-medium"}>
        {label}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-faint">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-sm font-medium text-alarm">
          {error}
        </p>
      ) : null}
    </div>
  );
}

type FieldProps = Shared & Omit<ComponentProps<"input">, "name" | "id">;

/** A line of input with its label, hint and error. */
export function Field({ label, hint, hideLabel, defaultValue, className, ...input }: FieldProps) {
  const { attributes, error, value } = useField({ label, hint, name: input.name });
  return (
    <Frame {...{ label, hint, hideLabel, error, name: input.name, id: attributes.id }}>
      <input
        {...input}
        {...attributes}
        defaultValue={value ?? defaultValue}
        className={`field ${className ?? ""}`}
      />
    </Frame>
  );
}

type TextFieldProps = Shared & Omit<ComponentProps<"textarea">, "name" | "id">;

/** Several lines of input with their label, hint and error. */
export function TextField({ label, hint, hideLabel, defaultValue, className, ...input }: TextFieldProps) {
  const { attributes, error, value } = useField({ label, hint, name: input.name });
  return (
    <Frame {...{ label, hint, hideLabel, error, name: input.name, id: attributes.id }}>
      <textarea
        {...input}
        {...attributes}
        defaultValue={value ?? defaultValue}
        className={`field ${className ?? ""}`}
      />
    </Frame>
  );
}

type Option = { value: string; label: string; hint: string };
type ChoiceProps = Shared & { options: Option[]; defaultValue: string };

/** One of a few: radio buttons, each with a sentence on what it means. */
export function Choice({ name, label, options, defaultValue }: ChoiceProps) {
  const { attributes, error, value } = useField({ label, name });
  const chosen = value ?? defaultValue;
  return (
    <fieldset className="grid content-start gap-2" aria-describedby={attributes["aria-describedby"]}>
      <legend className="mb-1.5 text-[0.9375rem] font-medium">{label}</legend>
      {options.map((option) => (
        <RadioOption
          key={option.value}
          {...{ option, name }}
          id={`${attributes.id}-${option.value}`}
          chosen={chosen === option.value}
        />
      ))}
      {error ? (
        <p id={`${attributes.id}-error`} className="text-sm font-medium text-alarm">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

type RadioOptionProps = { option: Option; name: string; id: string; chosen: boolean };

function RadioOption({ option, name, id, chosen }: RadioOptionProps) {
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-3 py-1">
      <input
        type="radio"
        id={id}
        name={name}
        value={option.value}
        defaultChecked={chosen}
        aria-describedby={`${id}-hint`}
        className="mt-1 size-4 accent-patina"
      />
      <label htmlFor={id} className="leading-normal">
        {option.label}
      </label>
      <p id={`${id}-hint`} className="col-start-2 text-sm text-faint">
        {option.hint}
      </p>
    </div>
  );
}
