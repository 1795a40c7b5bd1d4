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
  committedAt: Date;
};

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

export function changeOf(message: Pgoutput.Message, committedAt: Date): Change | null {
  switch (message.tag) {
    case "insert":
      return { action: "INSERT", relation: message.relation, row: message.new, old: null, committedAt };
    case "update": {
      const { relation, key, old } = message;
      return { action: "UPDATE", relation, row: message.new, old: old ?? key, committedAt };
    }
    case "delete": {
      const { relation, key, old } = message;
      return { action: "DELETE", relation, row: null, old: old ?? key, committedAt };
    }
    default:
      return null;
  }
}
