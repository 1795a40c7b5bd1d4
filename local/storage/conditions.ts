/** What a conditional request compares with. */
export type Validators = { eTag: string; lastModified: Date };

/**
 * The status that a conditional request ends with, if its conditions decide it (RFC 9110, section 13):
 * 412 when `If-Match` or `If-Unmodified-Since` fail, 304 when the client has it already.
 */
export function decide(headers: Headers, { eTag, lastModified }: Validators): 304 | 412 | undefined {
  const match = headers.get("if-match");
  if (match !== null && !names(match, eTag)) return 412;
  const unmodifiedSince = match === null ? date(headers.get("if-unmodified-since")) : undefined;
  if (unmodifiedSince !== undefined && seconds(lastModified) > unmodifiedSince) return 412;
  const noneMatch = headers.get("if-none-match");
  if (noneMatch !== null) return names(noneMatch, eTag) ? 304 : undefined;
  const modifiedSince = date(headers.get("if-modified-since"));
  return modifiedSince !== undefined && seconds(lastModified) <= modifiedSince ? 304 : undefined;
}

/** Part of a file, first and last byte included. */
export type ByteRange = { start: number; end: number };

/**
 * The part that is asked for; undefined means the whole. A request for several parts gets the whole, which
 * RFC 9110 permits.
 */
export function requestedRange(
  headers: Headers,
  size: number,
  validators: Validators,
): ByteRange | "unsatisfiable" | undefined {
  const range = headers.get("range");
  if (range === null || !isFresh(headers.get("if-range"), validators)) return undefined;
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return undefined;
  if (start >= size) return "unsatisfiable";
  return { start, end: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
}

function isFresh(ifRange: string | null, { eTag, lastModified }: Validators): boolean {
  if (ifRange === null) return true;
  if (ifRange.startsWith('"')) return ifRange === eTag;
  return date(ifRange) === seconds(lastModified);
}

function names(list: string, eTag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return list.trim() === "*" || list.split(",").some((tag) => bare(tag) === bare(eTag));
}

/** HTTP dates have whole seconds. */
const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

function date(value: string | null): number | undefined {
  const time = value === null ? Number.NaN : Date.parse(value);
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}
