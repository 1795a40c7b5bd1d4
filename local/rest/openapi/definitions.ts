import type { Column, Relationship, Table } from "../schema/types.ts";
import { jsonType } from "./document.ts";

/** A table's rows as a JSON schema; keys are noted the way that generators look for. */
export function definitionOf(table: Table, relationships: Relationship[]): object {
  const columns = [...table.columns.values()];
  const required = columns.filter((column) => !column.nullable).map(({ name }) => name);
  return {
    ...(table.description && { description: table.description }),
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(
      columns.map((column) => [column.name, propertyOf(column, noteOf(column, table, relationships))]),
    ),
    type: "object",
  };
}

function propertyOf(column: Column, note: string | undefined): object {
  const type = jsonType(column.type);
  const value = constantOf(column.default);
  const description = [column.description, note].filter((part) => part).join("\n\n");
  return {
    ...(value !== undefined && { default: value }),
    ...(description && { description }),
    ...(column.enumValues.length > 0 && { enum: column.enumValues }),
    format: column.type,
    ...(column.maxLength !== null && { maxLength: column.maxLength }),
    ...(type === "array" && { items: { type: jsonType(column.type.slice(0, -2)) } }),
    type,
  };
}

function noteOf({ name }: Column, table: Table, relationships: Relationship[]): string | undefined {
  const notes: string[] = [];
  if (table.primaryKey.includes(name)) notes.push("This is a Primary Key.<pk/>");
  for (const one of relationships) {
    if ((one.kind !== "many-to-one" && one.kind !== "one-to-one") || one.foreignIsView) continue;
    const target = one.columns.length === 1 && one.columns[0]?.[0] === name ? one.columns[0][1] : undefined;
    if (!target || notes.some((note) => note.includes("<fk"))) continue;
    const there = one.foreignTable.name;
    notes.push(`This is a Foreign Key to \`${there}.${target}\`.<fk table='${there}' column='${target}'/>`);
  }
  return notes.length > 0 ? `Note:\n${notes.join("\n")}` : undefined;
}

/** A default that is a plain value; expressions such as now() are told as their text. */
function constantOf(expression: string | null): unknown {
  if (expression === null || expression.startsWith("nextval(")) return;
  const text = expression.match(/^'((?:[^']|'')*)'::/)?.[1];
  if (text !== undefined) return text.replaceAll("''", "'");
  if (/^-?\d{1,15}(\.\d+)?$/.test(expression)) return Number(expression);
  if (expression === "true" || expression === "false") return expression === "true";
  return expression;
}
