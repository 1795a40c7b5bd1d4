import { preconditionFailed } from "../errors.ts";

type Filterable<Q> = { in(column: "updated_at", values: readonly string[]): Q };

/**
 * Narrows a write to the versions of a row that it is meant for. The database holds the condition against the row as it
 * is when the write gets to it, so of two writes for one version only one is made.
 * @param versions values of `updated_at`; undefined, whatever it is
 */
export const whereVersion = <Q extends Filterable<Q>>(
  query: Q,
  versions: readonly string[] | undefined,
): Q => (versions === undefined ? query : query.in("updated_at", versions));

/**
 * Says why a write for certain versions touched nothing, if that is why.
 * @param now what is there, as the caller sees it
 * @throws {AppError} precondition_failed
 */
export function requireVersion(now: { updatedAt: string }, versions: readonly string[] | undefined): void {
  if (versions && !versions.some((version) => isSame(version, now.updatedAt))) throw preconditionFailed();
}

/** Two spellings of one moment, to the microsecond: `…:05.1+00:00` and `…:05.100000Z`. */
const isSame = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (timestamp: string): string => {
  const [, seconds = timestamp, fraction = ""] = /^([^.+Z]+)(?:\.(\d+))?/.exec(timestamp) ?? [];
  return `${seconds}.${fraction.padEnd(6, "0")}`;
};
