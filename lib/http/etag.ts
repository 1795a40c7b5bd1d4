import { hash } from "node:crypto";

/**
 * An entity tag has two parts: of what can be edited, when it last was; and of all bytes, their hash.
 *
 *   "<microseconds, base 36>.<hash>"       or, of what nobody edits, "<hash>"
 *
 * If-None-Match is about the bytes. If-Match is about the edit: that somebody commented meanwhile is no reason to refuse
 * a change of the text.
 */
export function etagOf(text: string, updatedAt?: string): string {
  const bytes = hash("sha256", text, "base64url").slice(0, 16);
  return updatedAt === undefined ? `"${bytes}"` : `"${microsecondsOf(updatedAt).toString(36)}.${bytes}"`;
}

/** The tags of a header's list, without the mark of weakness. */
const tagsIn = (list: string): string[] => [...list.matchAll(/"([^"]*)"/g)].map(([, tag = ""]) => tag);

/** Whether the client that sent this If-None-Match has these bytes already. */
export function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.trim() === "*" || tagsIn(ifNoneMatch).includes(etag.slice(1, -1));
}

/**
 * The moments of the edits that an If-Match names, as a database compares them.
 * @returns undefined when any will do: there is no such header, or it is `*`. Tags that are none of ours are left out,
 *   and an empty list is matched by nothing.
 */
export function versionsIn(ifMatch: string | null): string[] | undefined {
  if (ifMatch === null || ifMatch.trim() === "*") return undefined;
  return ifMatch.includes("W/") ? [] : tagsIn(ifMatch).flatMap(versionOf);
}

/** In microseconds since 1970. From then on moments are written otherwise. */
const yearTenThousand = BigInt(Date.UTC(10_000, 0)) * 1_000n;

function versionOf(tag: string): string[] {
  const [, digits] = /^([0-9a-z]{1,12})\./.exec(tag) ?? [];
  if (digits === undefined) return [];
  const microseconds = [...digits].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
  if (microseconds >= yearTenThousand) return [];
  const seconds = new Date(Number(microseconds / 1_000_000n) * 1000);
  return [`${seconds.toISOString().slice(0, 19)}.${String(microseconds % 1_000_000n).padStart(6, "0")}Z`];
}

/** A moment as PostgREST prints it, to the microsecond, which a Date would lose. */
function microsecondsOf(timestamp: string): bigint {
  const fraction = /\.(\d{1,6})/.exec(timestamp)?.[1] ?? "";
  const seconds = Math.floor(Date.parse(timestamp) / 1000);
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
}
