/**
 * Everyone a statement can come from. `owner` is whose row it is; `other` is anyone else who is signed in.
 * `member` has a subscription that runs, nobody else has one. Whose token has
 * expired is not among them: no statement comes from such a caller, which expired.test.ts shows over REST.
 */
export const callers = ["anon", "owner", "other", "member", "editor", "admin", "service"] as const;
export type Caller = (typeof callers)[number];

/** yes: the row is read or written. hidden: no error and no row. refused: SQLSTATE 42501, nothing written. */
export type Expected = "yes" | "hidden" | "refused";

export const verbs = ["select", "insert", "update", "delete"] as const;
export type Verb = (typeof verbs)[number];

export type Case = {
  table: string;
  /** Which row, as the test's name says it. */
  row: string;
  verb: Verb;
  sql: string;
  /** The service has no user to be the default author, so it names one. */
  serviceSql?: string;
  /** Run first, as the database's owner, in the same transaction. */
  scene?: string;
  expected: Record<Caller, Expected>;
};

const short = { Y: "yes", h: "hidden", x: "refused" } as const;

/** One letter per caller, in the order of `callers`: Y yes, h hidden, x refused. */
function expect(letters: string): Record<Caller, Expected> {
  const marks = letters.split(" ") as (keyof typeof short)[];
  if (marks.length !== callers.length) throw new Error(`"${letters}" has not one letter for each caller`);
  return Object.fromEntries(callers.map((caller, n) => [caller, short[marks[n]!]])) as Record<
    Caller,
    Expected
  >;
}

type Statement = Pick<Case, "sql" | "serviceSql" | "scene">;

/** The cases of one row of a table, one call per verb. */
export const on =
  (table: string, row: string) =>
  (verb: Verb, letters: string, statement: string | Statement): Case => ({
    table,
    row,
    verb,
    expected: expect(letters),
    ...(typeof statement === "string" ? { sql: statement } : statement),
  });
