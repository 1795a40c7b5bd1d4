"use client";

import { useForm } from "#ui/form.tsx";

type Scopes = Readonly<Record<string, string>>;

/** What a key may be used for: a box for each scope, with what it gives. */
export function ScopeChoice({ scopes }: { scopes: Scopes }) {
  const { state, id } = useForm();
  const error = state.fields?.scopes;
  return (
    <fieldset aria-describedby={error ? `${id}-scopes-error` : undefined}>
      <legend className="mb-1.5 text-[0.9375rem] font-medium">What it may do</legend>
      {error ? (
        <p id={`${id}-scopes-error`} className="mb-2 text-sm font-medium text-alarm">
          {error}
        </p>
      ) : null}
      <div className="grid gap-x-8 sm:grid-cols-2">
        {Object.entries(scopes).map(([scope, words], at) => (
          <ScopeBox
            key={scope}
            {...{ scope, words }}
            chosen={state.values[`scope ${scope}`] === "on"}
            invalid={error !== undefined && at === 0}
          />
        ))}
      </div>
    </fieldset>
  );
}

type BoxProps = { scope: string; words: string; chosen: boolean; invalid: boolean };

function ScopeBox({ scope, words, chosen, invalid }: BoxProps) {
  return (
    <label className="grid grid-cols-[auto_1fr] gap-x-3 py-1.5 leading-snug">
      <input
        type="checkbox"
        name={`scope ${scope}`}
        defaultChecked={chosen}
        aria-invalid={invalid || undefined}
        className="mt-0.5 size-4 accent-patina"
      />
      <span>
        {words}
        <code className="block font-mono text-sm text-faint">{scope}</code>
      </span>
    </label>
  );
}
