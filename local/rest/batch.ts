import type { Connection, Submittable } from "pg";

/** A statement with its parameters. With a name it stays prepared on the connection. */
export type Statement = { name?: string; text: string; values: (string | Buffer | null)[] };

/** A row's columns in order, as the text that Postgres wrote. */
export type Row = (string | null)[];

/** What a connection has prepared; `false`: it may have, a failure left that open. */
const preparedOn = new WeakMap<Connection, Map<string, boolean>>();

/**
 * Several statements in one message to the server and one answer back. Nothing waits in between, and unless one
 * of them is `begin`, they are one transaction: Postgres commits it at the end of the batch, or undoes it all at
 * the first failure and skips the rest.
 *
 * The pg client runs one query for one answer, so this is its own kind of query for it (as a cursor is).
 */
export class Batch implements Submittable {
  readonly rows: Promise<Row[][]>;
  readonly #statements: Statement[];
  readonly #rows: Row[][] = [[]];
  readonly #prepares: string[] = [];
  #resolve: (rows: Row[][]) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #prepared = new Map<string, boolean>();

  constructor(statements: Statement[]) {
    this.#statements = statements;
    this.rows = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Called by the pg client when it is this query's turn. */
  submit(connection: Connection): void {
    this.#prepared = preparedOn.get(connection) ?? new Map();
    preparedOn.set(connection, this.#prepared);
    connection.stream.cork();
    try {
      for (const statement of this.#statements) this.#send(connection, statement);
    } finally {
      connection.sync();
      connection.stream.uncork();
    }
  }

  #send(connection: Connection, { name = "", text, values }: Statement): void {
    const state = name === "" ? undefined : this.#prepared.get(name);
    if (state === false) connection.close({ type: "S", name }, true);
    if (!state) {
      connection.parse({ name, text, types: [] }, true);
      if (name !== "") {
        this.#prepared.set(name, false);
        this.#prepares.push(name);
      }
    }
    connection.bind({ statement: name, values }, true);
    connection.execute(null, true);
  }

  handleDataRow({ fields }: { fields: Row }): void {
    this.#rows.at(-1)?.push(fields);
  }

  handleCommandComplete(): void {
    this.#rows.push([]);
  }

  handleEmptyQuery(): void {
    this.#rows.push([]);
  }

  handleRowDescription(): void {}

  handlePortalSuspended(): void {}

  handleCopyInResponse(connection: Connection & { sendCopyFail(message: string): void }): void {
    connection.sendCopyFail("a request cannot copy");
  }

  handleCopyData(): void {}

  handleError(error: unknown): void {
    this.#reject(error);
  }

  handleReadyForQuery(): void {
    for (const name of this.#prepares) this.#prepared.set(name, true);
    this.#resolve(this.#rows.slice(0, this.#statements.length));
  }
}
