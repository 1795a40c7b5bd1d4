import type { Pool } from "pg";
import { recorder, span } from "../observability/spans.ts";

type Queried = Pick<Pool, "query">;
type Query = (...args: unknown[]) => Promise<unknown>;

/**
 * The same, with a span for each query. Its text is told, which is ours; its values never are. Waiting for a connection
 * counts, where one has to be had first.
 */
export function recorded<Q extends Queried>(target: Q): Queried["query"] {
  const query: Query = target.query.bind(target);
  if (recorder() === undefined) return query as Queried["query"];
  const record: Query = (...args) =>
    span(
      () => describe(args[0]),
      () => query(...args),
    );
  return record as Queried["query"];
}

function describe(statement: unknown) {
  const text = typeof statement === "string" ? statement : String((statement as { text?: string }).text);
  const operation = /\w+/.exec(text)?.[0].toLowerCase() ?? "query";
  const facts = {
    "db.system.name": "postgresql",
    "db.operation.name": operation,
    "db.query.text": text.trim(),
  };
  return { name: `postgres ${operation}`, kind: "client", facts } as const;
}
