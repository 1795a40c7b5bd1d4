import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Action } from "#lib/http/action.ts";
import type { FormState } from "./form-state.ts";

/**
 * The text of a form's field; a missing one and a file are "". Forms send every line end as two characters,
 * which would count against a text's limit and differ from what the API was given.
 */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.replaceAll("\r\n", "\n") : "";
}

type FormPlan<T> = {
  /** makes the action's input out of the form */
  input: (form: FormData) => unknown;
  /** the part of the input that the form's fields are in: their faults are reported below it */
  under?: string;
  /** where to go on success, or what to say on the page that stays, perhaps with what is shown this once */
  answer: (
    data: T,
    form: FormData,
  ) => { to: string } | { say: string; secret?: string } | Promise<{ to: string }>;
  /** for a form that strangers see: the page to come back to when one has signed in. Else they are told to. */
  signIn?: (form: FormData) => string;
};

/**
 * Turns a server action into one for useActionState and a plain <form>: faults come back field by field with
 * what was typed, success leads on. With JavaScript it runs in place; without, the page is posted and comes back.
 */
export function formAction<T>(run: Action<T>, { input, answer, under, signIn }: FormPlan<T>) {
  return async (_before: FormState, form: FormData): Promise<FormState> => {
    const values = typedValues(form);
    const result = await run(input(form));
    if (!result.ok && signIn && result.error.code === "unauthenticated") redirect(loginPath(signIn(form)));
    if (!result.ok) return { values, ...faultsOf(result.error, under) };
    const next = await answer(result.data, form);
    showChanges();
    if ("to" in next) redirect(next.to);
    if (next.secret !== undefined) return { values: {}, done: next.say, secret: next.secret };
    return { values, done: next.say };
  };
}

const loginPath = (next: string) => `/login?next=${encodeURIComponent(next)}`;

type Faults = { code: string; message: string; fields?: Record<string, string> };

function faultsOf({ message, fields = {} }: Faults, under?: string): Pick<FormState, "error" | "fields"> {
  const prefix = under === undefined ? "" : `${under}.`;
  const named = Object.entries(fields).map(([path, fault]) => [path.replace(prefix, ""), fault] as const);
  // A fault that belongs to no field is said at the head of the form.
  const general = named.find(([path]) => path === "" || path === under)?.[1];
  return { error: general ?? message, fields: Object.fromEntries(named) };
}

/** What goes back to the page. Secrets do not, nor what React adds. */
export function typedValues(form: FormData): Record<string, string> {
  const entries = [...form].filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === "string" && !entry[0].startsWith("$ACTION_") && !/password|token/i.test(entry[0]),
  );
  return Object.fromEntries(entries);
}

type ButtonPlan = {
  input: (form: FormData) => unknown;
  /** the page that shows the outcome */
  at: (form: FormData) => string;
  /** whether to leave for that page even where the open one could show it */
  leave?: boolean;
};

/**
 * Turns a server action into one for a form that is only a button. With JavaScript the open page shows the
 * change in place; without, the browser is sent to `at`, so that a reload never repeats it. What is gone
 * already counts as done; anything else that fails is the error page.
 */
export function buttonAction<T>(run: Action<T>, { input, at, leave = false }: ButtonPlan) {
  return async (form: FormData): Promise<void> => {
    const result = await run(input(form));
    const path = at(form);
    if (!result.ok && result.error.code === "unauthenticated") {
      redirect(loginPath(path));
    }
    if (!result.ok && result.error.code !== "not_found") throw new Error(result.error.message);
    const enhanced = (await headers()).has("next-action");
    showChanges();
    if (leave || !enhanced) redirect(path);
  };
}

/** Makes the browser drop every page it has kept: a redirect to the same page would show it as it was. */
function showChanges(): void {
  revalidatePath("/", "layout");
}
