import Form from "next/form";
import type { ReactNode } from "react";

type FiltersProps = { action: string; label: string; children: ReactNode };

/** What a list is to show, in a form that only asks. Without JavaScript it is a plain GET. */
export function Filters({ action, label, children }: FiltersProps) {
  return (
    <Form action={action} role="search" aria-label={label} className="mb-6 flex flex-wrap items-end gap-3">
      {children}
      <button type="submit" className="button">
        Show
      </button>
    </Form>
  );
}

type FilterProps = { name: string; label: string; value: string | undefined; className?: string };

/** One thing to look for, in words. */
export function TextFilter({
  name,
  label,
  value = "",
  className = "grow basis-48",
  type = "search",
  hint,
}: FilterProps & { type?: "search" | "datetime-local"; hint?: string }) {
  return (
    <div className={`grid gap-1.5 ${className}`}>
      <label htmlFor={`filter-${name}`} className="text-sm text-faint">
        {label}
      </label>
      <input
        id={`filter-${name}`}
        name={name}
        type={type}
        key={value}
        defaultValue={value}
        placeholder={hint}
        maxLength={type === "search" ? 254 : undefined}
        className="field"
      />
    </div>
  );
}

type ChoiceProps = FilterProps & { options: readonly (readonly [value: string, words: string])[] };

/** One of a few things to look for; the first option is everything. */
export function ChoiceFilter({ name, label, value = "", options, className = "" }: ChoiceProps) {
  return (
    <div className={`grid gap-1.5 ${className}`}>
      <label htmlFor={`filter-${name}`} className="text-sm text-faint">
        {label}
      </label>
      <select id={`filter-${name}`} name={name} key={value} defaultValue={value} className="field">
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
