import { catalogue } from "../../errors.ts";
import { errorCodes } from "../problem.ts";
import type { Part } from "./reference.ts";
import type { Entry } from "./search.ts";

/** A section of the guide, as far as search and navigation know it. */
export type Section = { id: string; title: string; words: string };

/** Where an operation, a code and a section are shown. */
export const operationHref = ({ part, id }: { part: string; id: string }) => `/docs/api/${part}#${id}`;
export const errorHref = (code: string) => `/docs/errors#${code}`;
export const sectionHref = ({ id }: Section) => `/docs#${id}`;

/** Everything there is to be found: sections, operations and error codes. */
export function entriesOf(parts: readonly Part[], sections: readonly Section[]): Entry[] {
  const guide = sections.map((section) => ({
    ...{ title: section.title, hint: "Guide", words: section.words },
    href: sectionHref(section),
  }));
  const operations = parts.flatMap((part) =>
    part.operations.map(({ summary, method, path, parameters, id }) => ({
      ...{ title: summary, hint: `${method} ${path}`, href: operationHref({ part: part.name, id }) },
      words: [part.title, ...parameters.map(({ name }) => name)].join(" "),
    })),
  );
  const errors = errorCodes.map((code) => ({
    ...{ title: code, hint: `Error ${catalogue[code].status}`, href: errorHref(code) },
    words: catalogue[code].title,
  }));
  return [...guide, ...operations, ...errors];
}
