import {
  AppError,
  conflict,
  forbidden,
  invalidField,
  notFound,
  unauthenticated,
  unavailable,
} from "../errors.ts";

/** What PostgREST answers a failed request with, as supabase-js hands it over. */
type RestError = { code?: string; message: string; details?: string | null; hint?: string | null };
type RestResult = { data: unknown; error: RestError | null };
type DataOf<R extends RestResult> = Extract<R, { error: null }>["data"];

/** Says what a unique or check constraint means to the person who hit it: constraint name → error. */
export type ConstraintErrors = Record<string, () => AppError>;

/**
 * Takes the data out of a supabase-js result.
 * @param what the noun for messages, such as "post"
 * @param constraints errors for the constraints that a caller's input can violate
 * @throws {AppError} the error that the PostgREST or Postgres code stands for
 */
export function dataOf<R extends RestResult>(
  result: R,
  what: string,
  constraints: ConstraintErrors = {},
): DataOf<R> {
  if (result.error === null) return result.data as DataOf<R>;
  throw toAppError(result.error, what, constraints);
}

type CountedResult = RestResult & { count: number | null };

/**
 * Takes the rows and the count of all rows out of a counted result. PostgREST refuses a range that begins after
 * the last row and tells how many there are only in words; to a caller that is an empty page.
 */
export function rowsOf<R extends CountedResult>(result: R, what: string): { rows: DataOf<R>; total: number } {
  if (result.error?.code === "PGRST103") {
    const total = Number(/only (\d+) rows/.exec(result.error.details ?? "")?.[1] ?? 0);
    return { rows: [] as unknown as DataOf<R>, total };
  }
  return { rows: dataOf(result, what), total: result.count ?? 0 };
}

/** The one place that knows what the database's error codes mean to a caller. */
export function toAppError(error: RestError, what: string, constraints: ConstraintErrors = {}): AppError {
  const named = constraintIn(error, constraints);
  if (named) return named();
  const code = error.code ?? "";
  switch (code) {
    case "PGRST116": // one row asked for, none visible
      return notFound(what);
    case "PGRST301": // the token does not hold
    case "PGRST302":
    case "PGRST303":
      return new AppError("invalid_token", { cause: error });
    case "42501": // a policy or a missing grant says no
      return forbidden(`You may not do this with this ${what}.`);
    case "23503": // it refers to something that is not there
      return isAboutCaller(error) ? unauthenticated() : notFound(what);
    case "23505":
      return conflict(`Such a ${what} exists already.`);
    case "23502":
    case "23514":
    case "22001":
    case "22003":
    case "22007":
    case "22008":
    case "22021":
    case "22P02":
    case "22P05":
      return invalidField("", "not_storable", "The database does not accept these values");
    case "P0002": // no_data_found, raised by our functions
      return notFound(what);
    default:
      return isOutage(code) ? unavailable("The database", error) : unknown(error);
  }
}

/** No answer at all (supabase-js leaves the code empty), no connection, shutdown, or out of resources. */
const isOutage = (code: string) =>
  code === "" || code.startsWith("PGRST00") || /^(08|53|57P0)/.test(code) || code === "57014";

/** A token outlives a deleted account by minutes: what is written in its name belongs to nobody. */
const isAboutCaller = ({ message }: RestError) => /_(author|user)_id_fkey"/.test(message);

const unknown = (error: RestError) => new AppError("internal_error", { cause: error });

function constraintIn(error: RestError, constraints: ConstraintErrors): ConstraintErrors[string] | undefined {
  const name = /constraint "([^"]+)"/.exec(error.message)?.[1];
  return name === undefined ? undefined : constraints[name];
}
