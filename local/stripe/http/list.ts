import type { List } from "../world/wire.ts";
import { invalid } from "./errors.ts";

export type Page = { limit?: number; starting_after?: string; ending_before?: string };

/**
 * A page of a list, newest first.
 * @param items oldest first, as they were made
 * @throws {StripeError} 400 when a cursor is not in the list, or both cursors are given
 */
export function paginate<T extends { id: string }>(items: T[], page: Page, url: string): List<T> {
  const limit = page.limit ?? 10;
  const newest = items.toReversed();
  if (page.starting_after && page.ending_before) {
    throw invalid("starting_after and ending_before cannot be used together.", "ending_before");
  }
  if (page.ending_before) {
    const end = indexOf(newest, page.ending_before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list", data: newest.slice(start, end), has_more: start > 0, url };
  }
  const start = page.starting_after ? indexOf(newest, page.starting_after, "starting_after") + 1 : 0;
  const data = newest.slice(start, start + limit);
  return { object: "list", data, has_more: start + limit < newest.length, url };
}

function indexOf(items: { id: string }[], id: string, param: string): number {
  const at = items.findIndex((item) => item.id === id);
  if (at < 0) throw invalid(`No such object: '${id.slice(0, 100)}'`, param, "resource_missing");
  return at;
}
