import { type Pgoutput, PgoutputPlugin } from "pg-logical-replication";

export type Relation = Pgoutput.MessageRelation;
export type Row = Record<string, string | null | undefined>;

/** A committed change. Values are Postgres's own text; undefined is a value that is stored apart and unchanged. */
export type Change = {
  action: "INSERT" | "UPDATE" | "DELETE";
  relation: Relation;
  /** null on a delete */
  row: Row | null;
  /** What the replica identity gives of the row as it was; null where it gives nothing. */
  old: Row | null;
  commit: Commit;
};

/** The transaction that made a change, by the lower half of its id. */
export type Commit = { transaction: number; at: Date };

export const publications = ["supabase_realtime", "supabase_realtime_messages_publication"];

/** pgoutput with every value left as text, and a count of the messages that came in. */
export class TextPgoutput extends PgoutputPlugin {
  received = 0;

  constructor() {
    super({ protoVersion: 1, publicationNames: publications });
  }

  override parse(buffer: Buffer): Pgoutput.Message {
    this.received++;
    const message = super.parse(buffer);
    if (message.tag === "relation") {
      for (const column of message.columns) column.parser = (text) => text;
    }
    return message;
  }
}

export function changeOf(message: Pgoutput.Message, commit: Commit): Change | null {
  switch (message.tag) {
    case "insert":
      return { action: "INSERT", relation: message.relation, row: message.new, old: null, commit };
    case "update": {
      const { relation, key, old } = message;
      return { action: "UPDATE", relation, row: message.new, old: old ?? key, commit };
    }
    case "delete": {
      const { relation, key, old } = message;
      return { action: "DELETE", relation, row: null, old: old ?? key, commit };
    }
    default:
      return null;
  }
}

type Column = { name: string; type: number; value: string | null };

/**
 * A change as the database's functions take it. Where the key did not change, an update's old row is not in the
 * log: its key is that of the new row.
 */
export function changeForDatabase({ action, relation, row, old, commit }: Change) {
  const { schema, name: table, keyColumns } = relation;
  const kept = old ?? (row && relation.replicaIdentity !== "full" ? pick(row, keyColumns) : {});
  // What is stored apart and unchanged is not in the new row; the old row may have it.
  const known = row && { ...old, ...defined(row) };
  return {
    action,
    schema,
    table,
    committed_at: commit.at.toISOString(),
    columns: known ? columnsOf(relation, known) : [],
    old: action === "INSERT" ? [] : columnsOf(relation, kept),
  };
}

function columnsOf({ columns }: Relation, row: Row): Column[] {
  return columns.flatMap(({ name, typeOid: type }) => {
    const value = row[name];
    return value === undefined ? [] : [{ name, type: type >>> 0, value }];
  });
}

function defined(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

function pick(row: Row, names: string[]): Row {
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}
