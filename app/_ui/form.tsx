"use client";

import {
  createContext,
  type ReactNode,
  type SyntheticEvent,
  useActionState,
  useContext,
  useEffect,
  useRef,
} from "react";
import { useFormStatus } from "react-dom";
import { emptyFormState, type FormState } from "#actions/form-state.ts";

const FormContext = createContext<{ state: FormState; id: string }>({ state: emptyFormState, id: "form" });

/** What the form around this component holds: the last answer and the values that were sent. */
export const useForm = () => useContext(FormContext);

type FormProps = {
  /** names the form's fields apart from those of other forms on the page */
  id: string;
  action: (state: FormState, form: FormData) => Promise<FormState>;
  children: ReactNode;
  className?: string;
  label?: string;
  /** ask before the window is closed on something typed and not sent */
  guarded?: boolean;
};

/**
 * A form around a server action. Without JavaScript it posts and the page comes back with the errors and
 * the values; with it the same happens in place and the first fault gets the focus.
 */
export function Form({ id, action, children, className = "grid gap-5", label, guarded = false }: FormProps) {
  const [state, submit] = useActionState(action, emptyFormState);
  const form = useRef<HTMLFormElement>(null);
  const unsent = useUnsent(guarded, state);

  useEffect(() => {
    if (state.error === undefined) return;
    const find = (selector: string) => form.current?.querySelector<HTMLElement>(selector);
    (find('[aria-invalid="true"]') ?? find("[data-summary]"))?.focus();
  }, [state]);

  return (
    <FormContext value={{ state, id }}>
      <form ref={form} action={submit} className={className} aria-label={label} {...unsent}>
        <FormMessage state={state} />
        {children}
      </form>
    </FormContext>
  );
}

/** Keeps what was typed until it is sent: asks before the window closes on it, sends nothing while offline. */
function useUnsent(guarded: boolean, state: FormState) {
  const unsent = useRef(false);
  useEffect(() => {
    if (state.error !== undefined) unsent.current = true;
  }, [state]);
  useEffect(() => {
    if (!guarded) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (unsent.current) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [guarded]);
  return {
    onInput() {
      unsent.current = true;
    },
    onSubmit(event: SyntheticEvent) {
      // Without a network the action would fail and take the page, and what was typed, with it.
      if (navigator.onLine) unsent.current = false;
      else event.preventDefault();
    },
  };
}

function FormMessage({ state }: { state: FormState }) {
  return (
    <div aria-live="polite" className="empty:absolute">
      {state.error ? (
        <p
          data-summary
          tabIndex={-1}
          className="rounded-[3px] border-l-4 border-alarm bg-alarm-wash px-4 py-3 text-[0.9375rem]"
        >
          {state.error}
        </p>
      ) : null}
      {state.done ? (
        <p className="rounded-[3px] border-l-4 border-patina bg-patina-wash px-4 py-3 text-[0.9375rem]">
          {state.done}
        </p>
      ) : null}
    </div>
  );
}

type SubmitProps = {
  children: ReactNode;
  kind?: "primary" | "danger" | "plain";
  className?: string;
  name?: string;
  value?: string;
  /** for a button that is on or off */
  pressed?: boolean;
};

/** The button that sends the form around it. It stays focusable while it waits, and does not send twice. */
export function Submit({
  children,
  kind = "primary",
  className = "button",
  name,
  value,
  pressed,
}: SubmitProps) {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      name={name}
      value={value}
      data-kind={kind}
      className={className}
      aria-disabled={pending}
      aria-pressed={pressed}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      {children}
    </button>
  );
}
