import { invalid } from "./errors.ts";

/** What a form says: text, or named parts; `items[0][price]` and `items[][price]` are parts named 0, 1 … */
export type Form = { [name: string]: string | Form };

const limits = { fields: 1000, depth: 8 };

/**
 * Reads the bracketed names that Stripe's libraries write.
 * @throws {StripeError} 400 for brackets that do not pair, a name used as text and as parts, and too many of either
 */
export function parseForm(text: string): Form {
  const form = emptyForm();
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    if (++count > limits.fields) throw invalid(`At most ${limits.fields} parameters are accepted.`);
    put(form, pathOf(name), value, name);
  }
  return form;
}

// Without a prototype, a part called __proto__ is a part like any other.
const emptyForm = (): Form => Object.create(null) as Form;

function pathOf(name: string): string[] {
  const [, head, tail = ""] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? [];
  const path =
    head === undefined ? [] : [head, ...[...tail.matchAll(/\[([^\]]*)\]/g)].map((part) => part[1] ?? "")];
  if (path.length === 0 || path.length > limits.depth) {
    throw invalid(`Invalid parameter name: ${name.slice(0, 80)}`);
  }
  return path;
}

function put(form: Form, path: string[], value: string, name: string): void {
  let place = form;
  for (const [at, part] of path.entries()) {
    const key = part === "" ? String(Object.keys(place).length) : part;
    if (at === path.length - 1) {
      if (typeof place[key] === "object")
        throw invalid("A parameter is text and has parts.", name.slice(0, 80));
      place[key] = value;
      return;
    }
    place[key] ??= emptyForm();
    const next = place[key];
    if (typeof next === "string") throw invalid("A parameter is text and has parts.", name.slice(0, 80));
    place = next;
  }
}
