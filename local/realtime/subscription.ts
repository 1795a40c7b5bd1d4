import { createHash } from "node:crypto";
import type { Access } from "./access.ts";
import type { Database } from "./database.ts";
import { type Filter, FilterError, parseFilters } from "./filters.ts";

/** What a client wants to hear of: `*` is every action, schema or table. */
export type Subscription = {
  /** The same parameters have the same id, on every connection. */
  id: number;
  action: "*" | "INSERT" | "UPDATE" | "DELETE";
  schema: string;
  table: string;
  filters: Filter[];
  select: string[] | null;
};

/** A subscription that cannot be made; the message is upstream's, for the client. */
export class SubscriptionError extends Error {
  override readonly name = "SubscriptionError";
}

type Parameters = Record<string, unknown>;

export function subscriptionId(parameters: Parameters): number {
  return createHash("sha1").update(JSON.stringify(parameters)).digest().readUInt32BE() >>> 5;
}

/** @throws {SubscriptionError} when the parameters mean nothing */
export function readSubscription(parameters: Parameters): Subscription {
  const { event, filter } = parameters;
  const { schema, table } = tableOf(parameters);
  const action = typeof event === "string" ? event.toUpperCase() : "*";
  const select = selectOf(parameters.select);
  if (select && (schema === "*" || table === "*")) {
    throw new SubscriptionError(
      "Column selection is not supported for wildcard subscriptions. Provide an explicit schema and table name.",
    );
  }
  return {
    id: subscriptionId(parameters),
    action: action === "INSERT" || action === "UPDATE" || action === "DELETE" ? action : "*",
    schema,
    table,
    filters: typeof filter === "string" ? filtersOf(filter) : [],
    select,
  };
}

function tableOf(parameters: Parameters): { schema: string; table: string } {
  const { schema, table, filter } = parameters;
  const isFiltered = filter !== undefined && filter !== null;
  const text = (value: unknown) => typeof value === "string";
  if (text(schema) && text(table) && (!isFiltered || text(filter))) return { schema, table } as Named;
  if (text(schema) && table === undefined && !isFiltered) return { schema, table: "*" } as Named;
  if (text(table) && schema === undefined && !isFiltered) return { schema: "public", table } as Named;
  throw new SubscriptionError(
    `No subscription params provided. Please provide at least a \`schema\` or \`table\` to subscribe to: ${JSON.stringify(parameters)}`,
  );
}

type Named = { schema: string; table: string };

function selectOf(select: unknown): string[] | null {
  if (typeof select === "string") {
    throw new SubscriptionError(
      'Error parsing `select` params: expected a list of column name strings, e.g. select: ["col1", "col2"]',
    );
  }
  const names = Array.isArray(select) ? select.filter((name) => typeof name === "string") : [];
  return names.length > 0 ? names.sort() : null;
}

function filtersOf(filter: string): Filter[] {
  try {
    return parseFilters(filter);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw new SubscriptionError(`Error parsing \`filter\` params: ${error.message}`);
  }
}

/**
 * Asks the database whether the bearer can have a subscription: its tables are published, its columns are the
 * bearer's to select, its filters fit their types.
 * @throws {SubscriptionError} when not
 */
export async function checkSubscription(
  database: Database,
  subscription: Subscription,
  { claims }: Access,
): Promise<void> {
  const { schema, table, filters, select } = subscription;
  const values = [schema, table, claims.role, JSON.stringify(filters), select];
  const text = "select _local.realtime_check_subscription($1, $2, $3, $4, $5) as tables";
  const [found] = await database.query<{ tables: number }>(text, values).catch((error) => {
    if (!isRefusal(error)) throw error;
    throw new SubscriptionError(
      `Unable to subscribe to changes with given parameters. An exception happened so please check your connect parameters: [${describe(subscription)}]. Exception: ERROR ${error.code}${conditions[error.code] ?? ""} ${error.message}`,
    );
  });
  if (found?.tables) return;
  throw new SubscriptionError(
    `Unable to subscribe to changes with given parameters. Please check Realtime is enabled for the given connect parameters: [${describe(subscription)}]`,
  );
}

const conditions: Record<string, string> = {
  P0001: " (raise_exception)",
  "22P02": " (invalid_text_representation)",
  "42704": " (undefined_object)",
};

/** What the statement itself caused, as opposed to a database that is away. */
function isRefusal(error: unknown): error is Error & { code: string } {
  return error instanceof Error && "code" in error && /^(22|42|P0)/.test(String(error.code));
}

function describe({ action, schema, table, filters, select }: Subscription): string {
  const given = filters.map(({ column, op, value, negate }) => [column, op, value, negate]);
  return `event: ${action}, schema: ${schema}, table: ${table}, filters: ${JSON.stringify(given)}, select: ${select ? JSON.stringify(select) : "nil"}`;
}
