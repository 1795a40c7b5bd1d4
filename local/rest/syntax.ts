/** One arrow of a JSON path; an index is kept as its digits because it may exceed what a number holds. */
export type JsonStep = { arrow: "->" | "->>"; key?: string; index?: string };
export type Field = { name: string; path: JsonStep[] };

export type AggregateName = "sum" | "avg" | "count" | "max" | "min";

export type SelectField = {
  kind: "field";
  field: Field;
  alias?: string;
  cast?: string;
  aggregate?: AggregateName;
  aggregateCast?: string;
};
export type SelectEmbed = {
  kind: "embed";
  spread: boolean;
  name: string;
  alias?: string;
  hint?: string;
  join?: "left" | "inner";
  items: SelectItem[];
};
export type SelectItem = SelectField | SelectEmbed;

export type Quantifier = "any" | "all";
export type Operation =
  | { op: "in"; values: string[] }
  | { op: "is"; value: "null" | "not_null" | "true" | "false" | "unknown" }
  | { op: "isdistinct"; value: string }
  | { op: "fts" | "plfts" | "phfts" | "wfts"; language?: string; value: string }
  | { op: ComparisonName; quantifier?: Quantifier; value: string };
export type ComparisonName =
  | "eq"
  | "gte"
  | "gt"
  | "lte"
  | "lt"
  | "like"
  | "ilike"
  | "match"
  | "imatch"
  | "neq"
  | "cs"
  | "cd"
  | "ov"
  | "sl"
  | "sr"
  | "nxr"
  | "nxl"
  | "adj";

export type Filter = { field: Field; not: boolean; operation: Operation };
export type Logic = { kind: "filter"; filter: Filter } | { kind: "and" | "or"; not: boolean; items: Logic[] };

export type OrderTerm = {
  relation?: string;
  field: Field;
  direction?: "asc" | "desc";
  nulls?: "nullsfirst" | "nullslast";
};

/** Something said about one node of the select tree: `embeds` is the way to it, empty for the root. */
export type At<T> = { embeds: string[]; value: T };

/** Rows `offset` to `offset + limit - 1`; no limit means all that follow. */
export type RowRange = { offset: number; limit?: number };

export type QueryString = {
  select: SelectItem[];
  filters: At<Filter>[];
  logic: At<Logic>[];
  order: At<OrderTerm[]>[];
  ranges: At<RowRange>[];
  columns?: string[];
  onConflict?: string[];
  /** What is neither a filter nor reserved: the arguments of a function called by GET. */
  params: [string, string][];
};
