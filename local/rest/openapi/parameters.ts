import type { Table } from "../schema/types.ts";

const header = (name: string, description: string, values?: string[]) => ({
  name,
  in: "header",
  description,
  required: false,
  type: "string",
  ...(values && { enum: values }),
});

const query = (name: string, description: string) => ({
  name,
  in: "query",
  description,
  required: false,
  type: "string",
});

export const sharedParameters = {
  preferParams: header("Prefer", "Preference", ["params=single-object"]),
  preferReturn: header("Prefer", "Preference", ["return=representation", "return=minimal", "return=none"]),
  preferCount: header("Prefer", "Preference", ["count=none"]),
  preferPost: header("Prefer", "Preference", [
    "return=representation",
    "return=minimal",
    "return=none",
    "resolution=ignore-duplicates",
    "resolution=merge-duplicates",
  ]),
  select: query("select", "Filtering Columns"),
  on_conflict: query("on_conflict", "On Conflict"),
  order: query("order", "Ordering"),
  range: header("Range", "Limiting and Pagination"),
  rangeUnit: { ...header("Range-Unit", "Limiting and Pagination"), default: "items" },
  offset: query("offset", "Limiting and Pagination"),
  limit: query("limit", "Limiting and Pagination"),
};

/** A filter for each column, and the body that writes take. */
export function columnParameters(table: Table): Record<string, object> {
  const filters = [...table.columns.values()].map((column): [string, object] => [
    `rowFilter.${table.name}.${column.name}`,
    query(column.name, column.description ?? ""),
  ]);
  const body = {
    name: table.name,
    in: "body",
    description: table.name,
    required: false,
    schema: { $ref: `#/definitions/${table.name}` },
  };
  return { [`body.${table.name}`]: body, ...Object.fromEntries(filters) };
}
