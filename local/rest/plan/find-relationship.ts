import { RestError } from "../errors.ts";
import { closest } from "../hints.ts";
import { keyOf, type Name, type Relationship, type SchemaCache } from "../schema/types.ts";

/**
 * The relationship that `target` (with `hint`) means, seen from `origin`. A target is a table, a foreign key's
 * name or its column, or a computed relationship; a hint is a foreign key, a column on either side or a junction.
 *
 * @throws {RestError} PGRST200 when there is none, PGRST201 (status 300) when there are several
 */
export function findRelationship(
  cache: SchemaCache,
  origin: Name,
  target: string,
  hint?: string,
): Relationship {
  const all = cache.relationships.get(keyOf(origin)) ?? [];
  const computed = all.find((one) => one.kind === "computed" && one.function.name === target);
  if (computed) return computed;
  const found = all.filter((one) => one.kind !== "computed" && matches(one, target, hint));
  const [only] = found;
  if (!only) throw noRelationship(cache, origin, target, hint);
  if (found.length > 1) throw ambiguous(origin, target, found);
  return only;
}

type Stored = Exclude<Relationship, { kind: "computed" }>;

function matches(one: Stored, target: string, hint: string | undefined): boolean {
  if (one.isSelf) return matchesSelf(one, target, hint);
  if (hint === undefined) {
    if (target === one.foreignTable.name) return true;
    return !one.foreignIsView && (isConstraint(one, target) || onlyColumn(one, 0) === target);
  }
  return (
    target === one.foreignTable.name &&
    (isConstraint(one, hint) ||
      onlyColumn(one, 0) === hint ||
      onlyColumn(one, 1) === hint ||
      (one.kind === "many-to-many" && one.junction.name === hint))
  );
}

/** A table related to itself: its name means the many, the column's name the one. */
function matchesSelf(one: Stored, target: string, hint: string | undefined): boolean {
  if (hint !== undefined) {
    if (target !== one.foreignTable.name) return false;
    if (one.kind === "many-to-many") return one.junction.name === hint || one.sourceConstraint === hint;
    return one.kind === "one-to-many" && (onlyColumn(one, 1) === hint || one.constraint === hint);
  }
  if (target === one.foreignTable.name) return one.kind === "one-to-many";
  return one.kind === "many-to-one" && onlyColumn(one, 0) === target;
}

const isConstraint = (one: Stored, name: string) => one.kind !== "many-to-many" && one.constraint === name;

/** Our (0) or their (1) column, when the key has only one. */
function onlyColumn(one: Stored, side: 0 | 1): string | undefined {
  return one.kind !== "many-to-many" && one.columns.length === 1 ? one.columns[0]?.[side] : undefined;
}

function noRelationship(
  cache: SchemaCache,
  origin: Name,
  target: string,
  hint: string | undefined,
): RestError {
  const using = hint === undefined ? "" : ` using the hint '${hint}'`;
  return new RestError(
    400,
    "PGRST200",
    `Could not find a relationship between '${origin.name}' and '${target}' in the schema cache`,
    {
      details: `Searched for a foreign key relationship between '${origin.name}' and '${target}'${using} in the schema '${origin.schema}', but no matches were found.`,
      hint: suggestion(cache, origin, target),
    },
  );
}

function suggestion(cache: SchemaCache, origin: Name, target: string): string | null {
  const related = cache.relationships.get(keyOf(origin));
  if (!related) {
    const origins = [...cache.tables.values()].filter((table) => table.schema === origin.schema);
    const name = closest(
      origin.name,
      origins.map((table) => table.name),
    );
    return name && name !== origin.name ? `Perhaps you meant '${name}' instead of '${origin.name}'.` : null;
  }
  const targets = related.map((one) => one.foreignTable.name).filter((name) => name !== target);
  const name = closest(target, targets);
  return name ? `Perhaps you meant '${name}' instead of '${target}'.` : null;
}

function ambiguous(origin: Name, target: string, found: Relationship[]): RestError {
  const stored = found.filter((one): one is Stored => one.kind !== "computed");
  const choices = stored.map((one) => {
    const by = one.kind === "many-to-many" ? one.junction.name : one.constraint;
    return `'${one.foreignTable.name}!${by}'`;
  });
  return new RestError(
    300,
    "PGRST201",
    `Could not embed because more than one relationship was found for '${origin.name}' and '${target}'`,
    {
      details: stored.map(describe),
      hint: `Try changing '${target}' to one of the following: ${choices.join(", ")}. Find the desired relationship in the 'details' key.`,
    },
  );
}

function describe(one: Stored): Record<string, string> {
  const columns = (pairs: [string, string][], side: 0 | 1) =>
    `(${pairs.map((pair) => pair[side]).join(", ")})`;
  const relationship =
    one.kind === "many-to-many"
      ? `${one.junction.name} using ${one.sourceConstraint}${columns(one.source, 1)} and ${one.targetConstraint}${columns(one.target, 1)}`
      : `${one.constraint} using ${one.table.name}${columns(one.columns, 0)} and ${one.foreignTable.name}${columns(one.columns, 1)}`;
  return {
    cardinality: one.kind,
    embedding: `${one.table.name} with ${one.foreignTable.name}`,
    relationship,
  };
}
