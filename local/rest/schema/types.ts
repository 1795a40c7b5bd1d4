import type { DatabaseConfig } from "./config.ts";

export type Name = { schema: string; name: string };

export type Column = {
  name: string;
  /** As SQL, schema-qualified where needed: comes from the catalogue, so it may stand in a statement. */
  type: string;
  nullable: boolean;
  /** The default as SQL, `nextval(…)` for identity columns; null when there is none. */
  default: string | null;
  description: string | null;
  maxLength: number | null;
  enumValues: string[];
};

export type Table = Name & {
  isView: boolean;
  description: string | null;
  insertable: boolean;
  updatable: boolean;
  deletable: boolean;
  columns: Map<string, Column>;
  primaryKey: string[];
};

/** Pairs of a column of the relationship's own table and the column it equals. */
export type ColumnPairs = [string, string][];

type Ends = { table: Name; foreignTable: Name; isSelf: boolean; foreignIsView: boolean };

export type Relationship =
  | (Ends & {
      kind: "many-to-one" | "one-to-one" | "one-to-many";
      constraint: string;
      columns: ColumnPairs;
    })
  | (Ends & {
      kind: "many-to-many";
      junction: Name;
      sourceConstraint: string;
      targetConstraint: string;
      /** (our column, junction's column) and (foreign table's column, junction's column). */
      source: ColumnPairs;
      target: ColumnPairs;
    })
  | (Ends & { kind: "computed"; function: Name; toOne: boolean });

export type Parameter = {
  name: string;
  /** As SQL, see Column. */
  type: string;
  required: boolean;
  variadic: boolean;
};

export type Routine = Name & {
  description: string | null;
  parameters: Parameter[];
  volatility: "immutable" | "stable" | "volatile";
  returnsSet: boolean;
  returns: "void" | "scalar" | "composite";
  /** The type whose rows come back, when it is a table's: what may be embedded into the result. */
  returnType: Name;
  /** `set` clauses of the function that must hold for the whole statement, such as statement_timeout. */
  settings: [string, string][];
};

export type SchemaCache = {
  tables: Map<string, Table>;
  /** By origin table; only pairs of one schema. */
  relationships: Map<string, Relationship[]>;
  routines: Map<string, Routine[]>;
  /** `alter role … set`, for the roles that a request may become. */
  roleSettings: Map<string, [string, string][]>;
  config: DatabaseConfig;
  timezones: ReadonlySet<string>;
  schemaDescriptions: Map<string, string>;
};

export const keyOf = (name: Name): string => `${name.schema}\u0000${name.name}`;
