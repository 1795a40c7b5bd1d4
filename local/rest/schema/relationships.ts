import type { ForeignKeyRow, RoutineRow, TableRow } from "./catalogue.ts";
import { type ColumnPairs, keyOf, type Name, type Relationship } from "./types.ts";
import type { ViewColumns } from "./view-columns.ts";

type Catalogue = {
  tables: TableRow[];
  foreignKeys: ForeignKeyRow[];
  routines: RoutineRow[];
  viewColumns: ViewColumns;
  /** Primary keys by table, those that views inherit included. */
  primaryKeys: Map<string, string[]>;
};

type Direct = Extract<Relationship, { constraint: string }>;

/** Every way to get from one exposed table or view to another of the same schema, by origin. */
export function findRelationships(catalogue: Catalogue): Map<string, Relationship[]> {
  const exposed = new Set(catalogue.tables.filter((table) => table.exposed).map(keyOf));
  const forward = foreignKeyRelationships(catalogue);
  const all: Relationship[] = [
    ...computedRelationships(catalogue),
    ...forward,
    ...forward.map((relationship) => inverse(relationship, catalogue)),
    ...manyToMany(forward, catalogue),
  ];
  const byOrigin = new Map<string, Relationship[]>();
  for (const relationship of all) {
    const { table, foreignTable } = relationship;
    if (table.schema !== foreignTable.schema) continue;
    if (!exposed.has(keyOf(table)) || !exposed.has(keyOf(foreignTable))) continue;
    if (relationship.kind === "many-to-many" && !exposed.has(keyOf(relationship.junction))) continue;
    const key = keyOf(table);
    byOrigin.set(key, [...(byOrigin.get(key) ?? []), relationship]);
  }
  return byOrigin;
}

/** Each foreign key between its tables, and between all views that show its columns. */
function foreignKeyRelationships(catalogue: Catalogue): Direct[] {
  const faces = facesOf(catalogue);
  return catalogue.foreignKeys.flatMap((key) => {
    const ours = faces(
      key.table,
      key.columns.map(([column]) => column),
    );
    const theirs = faces(
      key.foreign_table,
      key.columns.map(([, column]) => column),
    );
    return ours.flatMap((our) =>
      theirs.map(
        (their): Direct => ({
          kind: key.one_to_one ? "one-to-one" : "many-to-one",
          table: our.table,
          foreignTable: their.table,
          isSelf: keyOf(our.table) === keyOf(their.table),
          foreignIsView: their.isView,
          constraint: key.name,
          columns: our.columns.map((column, index) => [column, their.columns[index] ?? ""]),
        }),
      ),
    );
  });
}

type Face = { table: Name; isView: boolean; columns: string[] };

/** The table itself and every view that shows all the given columns of it, with the names they have there. */
function facesOf({ tables, viewColumns }: Catalogue) {
  const byOid = new Map(tables.map((table) => [table.oid, table]));
  const names = new Map(
    tables.map((table) => [table.oid, new Map(table.columns.map((c) => [c.number, c.name]))]),
  );
  const viewsOf = new Map<string, Set<string>>();
  for (const [view, columns] of viewColumns) {
    for (const { table } of columns.values()) viewsOf.set(table, (viewsOf.get(table) ?? new Set()).add(view));
  }
  const nameIn = (oid: string, column: number) => names.get(oid)?.get(column) ?? "";
  const face = (oid: string, columns: string[]): Face[] => {
    const table = byOid.get(oid);
    return table ? [{ table: nameOf(table), isView: table.is_view, columns }] : [];
  };
  return (oid: string, columns: number[]): Face[] => [
    ...face(
      oid,
      columns.map((column) => nameIn(oid, column)),
    ),
    ...[...(viewsOf.get(oid) ?? [])].flatMap((view) =>
      combinations(columns.map((column) => shownAs(viewColumns, view, oid, column))).flatMap((numbers) =>
        face(
          view,
          numbers.map((number) => nameIn(view, number)),
        ),
      ),
    ),
  ];
}

function shownAs(viewColumns: ViewColumns, view: string, table: string, column: number): number[] {
  return [...(viewColumns.get(view) ?? [])]
    .filter(([, source]) => source.table === table && source.column === column)
    .map(([number]) => number);
}

/** One choice from each list, all ways; none when a list is empty. */
function combinations(lists: number[][]): number[][] {
  return lists.reduce<number[][]>(
    (ways, list) => ways.flatMap((way) => list.map((item) => [...way, item])),
    [[]],
  );
}

function inverse(relationship: Direct, { tables }: Catalogue): Direct {
  const isView = tables.some((table) => keyOf(table) === keyOf(relationship.table) && table.is_view);
  return {
    ...relationship,
    kind: relationship.kind === "one-to-one" ? "one-to-one" : "one-to-many",
    table: relationship.foreignTable,
    foreignTable: relationship.table,
    foreignIsView: isView,
    columns: swap(relationship.columns),
  };
}

/** Two foreign keys of one table whose columns are all part of its primary key make it a junction. */
function manyToMany(forward: Direct[], { primaryKeys }: Catalogue): Relationship[] {
  const byTable = Map.groupBy(
    forward.filter(({ kind }) => kind === "many-to-one"),
    ({ table }) => keyOf(table),
  );
  return [...byTable].flatMap(([key, legs]) => {
    const primaryKey = primaryKeys.get(key) ?? [];
    const inKey = legs.filter(({ columns }) => columns.every(([column]) => primaryKey.includes(column)));
    return inKey.flatMap((one) =>
      inKey
        .filter((other) => other.constraint !== one.constraint)
        .map((other): Relationship => junction(one, other)),
    );
  });
}

const junction = (source: Direct, target: Direct): Relationship => ({
  kind: "many-to-many",
  table: source.foreignTable,
  foreignTable: target.foreignTable,
  isSelf: keyOf(source.foreignTable) === keyOf(target.foreignTable),
  foreignIsView: target.foreignIsView,
  junction: source.table,
  sourceConstraint: source.constraint,
  targetConstraint: target.constraint,
  source: swap(source.columns),
  target: swap(target.columns),
});

/** Functions from a row of one table to rows of another. */
function computedRelationships({ tables, routines }: Catalogue): Relationship[] {
  const byOid = new Map(tables.map((table) => [table.oid, table]));
  return routines.flatMap((routine): Relationship[] => {
    const table = byOid.get(routine.argument_table ?? "");
    const foreignTable = byOid.get(routine.return_table ?? "");
    if (!table || !foreignTable) return [];
    return [
      {
        kind: "computed",
        table: nameOf(table),
        foreignTable: nameOf(foreignTable),
        isSelf: table.oid === foreignTable.oid,
        foreignIsView: foreignTable.is_view,
        function: nameOf(routine),
        toOne: routine.returns_one_row,
      },
    ];
  });
}

const nameOf = ({ schema, name }: Name): Name => ({ schema, name });

const swap = (pairs: ColumnPairs): ColumnPairs => pairs.map(([one, other]) => [other, one]);
