import type { z } from "zod";
import { invalid } from "./errors.ts";
import { params, text, whole } from "./params.ts";

export const searchParams = params({
  query: text(1000),
  limit: whole(1, 100).optional(),
  page: text().optional(),
});

export type SearchParams = z.infer<typeof searchParams>;

type Clause = { not: boolean; path: string[]; operator: string; value: string | null };

const clausePattern =
  /^\s*(-)?([a-z_.]+)(?:\[(?:'([^']*)'|"([^"]*)")\])?\s*(:|~|>=|<=|>|<)\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(null|-?\d+))/i;

/**
 * A page of what a query finds: `field:'exact'`, `field~'part'`, `metadata['key']:'value'`, comparisons, `-` for not,
 * and AND or OR between them, not both.
 * @throws {StripeError} 400 when the query does not read
 */
export function search<T extends object>(items: T[], query: SearchParams, url: string) {
  const { clauses, any } = parse(query.query);
  const found = items.toReversed().filter((item) => {
    const holds = (clause: Clause) => test(item, clause) !== clause.not;
    return any ? clauses.some(holds) : clauses.every(holds);
  });
  const limit = query.limit ?? 10;
  const start = query.page ? Number.parseInt(query.page, 10) || 0 : 0;
  const more = start + limit < found.length;
  return {
    object: "search_result",
    data: found.slice(start, start + limit),
    has_more: more,
    next_page: more ? String(start + limit) : null,
    url,
  };
}

function parse(query: string): { clauses: Clause[]; any: boolean } {
  const clauses: Clause[] = [];
  const joints = new Set<string>();
  for (let rest = query; ; ) {
    const match = clausePattern.exec(rest);
    if (!match) throw invalid("The search query could not be read.", "query");
    clauses.push(clauseOf(match));
    rest = rest.slice(match[0].length).trim();
    if (rest === "") break;
    const joint = /^(and|or)\s+/i.exec(rest);
    if (!joint) throw invalid("Search clauses are joined by AND or OR.", "query");
    joints.add((joint[1] ?? "").toLowerCase());
    rest = rest.slice(joint[0].length);
  }
  if (joints.size > 1) throw invalid("A search query uses AND or OR, not both.", "query");
  return { clauses, any: joints.has("or") };
}

function clauseOf(match: RegExpExecArray): Clause {
  const [, minus, field = "", single, double, operator = ":", quoted, doubleQuoted, bare] = match;
  const key = single ?? double;
  const value = quoted ?? doubleQuoted ?? bare ?? "";
  return {
    not: minus === "-",
    path: [...field.toLowerCase().split("."), ...(key === undefined ? [] : [key])],
    operator,
    value: bare?.toLowerCase() === "null" ? null : value.replace(/\\(.)/g, "$1"),
  };
}

function test(item: object, { path, operator, value }: Clause): boolean {
  const held = path.reduce<unknown>(
    (place, key) =>
      typeof place === "object" && place !== null && Object.hasOwn(place, key)
        ? Reflect.get(place, key)
        : null,
    item,
  );
  if (value === null || held === null || held === undefined) return value === null && (held ?? null) === null;
  const [is, wanted] = [String(held).toLowerCase(), value.toLowerCase()];
  if (operator === ":") return is === wanted;
  if (operator === "~") return is.includes(wanted);
  const difference = Number(held) - Number(value);
  if (operator === ">") return difference > 0;
  if (operator === "<") return difference < 0;
  return operator === ">=" ? difference >= 0 : difference <= 0;
}
