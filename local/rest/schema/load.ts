import type { Client } from "pg";
import * as catalogue from "./catalogue.ts";
import { databaseConfigOf, databaseConfigQuery } from "./config.ts";
import { findRelationships } from "./relationships.ts";
import { type Column, keyOf, type Routine, type SchemaCache, type Table } from "./types.ts";
import { traceViewColumns, type ViewColumns } from "./view-columns.ts";

/**
 * Reads everything that requests are resolved against, in one snapshot. `client` is used in a transaction of its
 * own and left as it was. What only another server could change (its time zones) is taken from `previous`.
 */
export async function loadSchemaCache(
  client: Client,
  schemas: string[],
  previous?: SchemaCache,
): Promise<SchemaCache> {
  await client.query("begin isolation level repeatable read read only");
  try {
    await client.query("select set_config('search_path', '', true)");
    const rows = await readCatalogue(client, schemas);
    const timezones = previous?.timezones ?? (await readTimezones(client));
    await client.query("commit");
    return assemble(rows, timezones);
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

async function readTimezones(client: Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(catalogue.timezonesQuery);
  return new Set(rows.map(({ name }) => name));
}

type Rows = Awaited<ReturnType<typeof readCatalogue>>;

async function readCatalogue(client: Client, schemas: string[]) {
  const read = async <T extends object>(text: string, values: unknown[] = []) =>
    (await client.query<T>(text, values)).rows;
  return {
    tables: await read<catalogue.TableRow>(catalogue.tablesQuery, [schemas]),
    foreignKeys: await read<catalogue.ForeignKeyRow>(catalogue.foreignKeysQuery),
    views: await read<catalogue.ViewRow>(catalogue.viewsQuery),
    routines: await read<catalogue.RoutineRow>(catalogue.routinesQuery, [schemas]),
    roleSettings: await read<catalogue.RoleSettingRow>(catalogue.roleSettingsQuery),
    config: await read<{ setting: string }>(databaseConfigQuery),
    settable: await read<{ name: string }>(catalogue.settableQuery),
    descriptions: await read<{ schema: string; description: string }>(catalogue.descriptionsQuery, [schemas]),
  };
}

function assemble(rows: Rows, timezones: ReadonlySet<string>): SchemaCache {
  const viewColumns = traceViewColumns(rows.views);
  const primaryKeys = findPrimaryKeys(rows.tables, viewColumns);
  const settable = new Set(rows.settable.map(({ name }) => name));
  const routines = rows.routines.map((row) => toRoutine(row, settable));
  const tables = rows.tables.filter(({ exposed }) => exposed);
  return {
    tables: new Map(tables.map((row) => [keyOf(row), toTable(row, primaryKeys.get(keyOf(row)) ?? [])])),
    relationships: findRelationships({ ...rows, viewColumns, primaryKeys }),
    routines: Map.groupBy(routines, keyOf),
    roleSettings: new Map(rows.roleSettings.map((row) => [row.role, toSettings(row.settings, settable)])),
    config: databaseConfigOf(rows.config),
    timezones,
    schemaDescriptions: new Map(rows.descriptions.map((row) => [row.schema, row.description])),
  };
}

function toTable(row: catalogue.TableRow, primaryKey: string[]): Table {
  const columns = row.columns.map((column): [string, Column] => [
    column.name,
    {
      name: column.name,
      type: column.type,
      nullable: column.nullable,
      default: column.default,
      description: column.description,
      maxLength: column.max_length,
      enumValues: column.enum_values ?? [],
    },
  ]);
  return {
    schema: row.schema,
    name: row.name,
    isView: row.is_view,
    description: row.description,
    insertable: row.insertable,
    updatable: row.updatable,
    deletable: row.deletable,
    columns: new Map(columns),
    primaryKey,
  };
}

/** A view has the primary key of a table when it shows all of its columns. */
function findPrimaryKeys(tables: catalogue.TableRow[], viewColumns: ViewColumns): Map<string, string[]> {
  const byOid = new Map(tables.map((table) => [table.oid, table]));
  return new Map(
    tables.map((table) => {
      if (!table.is_view) return [keyOf(table), table.primary_key];
      const sources = [...(viewColumns.get(table.oid) ?? [])];
      const shown = sources.flatMap(([number, source]) => {
        const base = byOid.get(source.table);
        const original = base?.columns.find((column) => column.number === source.column)?.name;
        const name = table.columns.find((column) => column.number === number)?.name;
        return base && original && name && base.primary_key.includes(original)
          ? [{ base, original, name }]
          : [];
      });
      const complete = shown.filter(({ base }) =>
        base.primary_key.every((part) =>
          shown.some((column) => column.base === base && column.original === part),
        ),
      );
      return [keyOf(table), [...new Set(complete.map(({ name }) => name))]];
    }),
  );
}

const volatilities = { i: "immutable", s: "stable", v: "volatile" } as const;

function toRoutine(row: catalogue.RoutineRow, settable: Set<string>): Routine {
  return {
    schema: row.schema,
    name: row.name,
    description: row.description,
    parameters: row.parameters,
    volatility: volatilities[row.volatility],
    returnsSet: row.returns_set,
    returns: row.returns,
    returnType: { schema: row.return_schema, name: row.return_name },
    settings: toSettings(row.settings ?? [], settable).filter(([name]) => name === "statement_timeout"),
  };
}

function toSettings(settings: string[], settable: Set<string>): [string, string][] {
  return settings.flatMap((setting): [string, string][] => {
    const at = setting.indexOf("=");
    const name = setting.slice(0, at);
    return settable.has(name) ? [[name, setting.slice(at + 1)]] : [];
  });
}
