import { isDeepStrictEqual } from "node:util";

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What an object's fields were before a change, as `previous_attributes` tells it: changed fields only, nested
 * objects by their changed fields, lists whole, and null for a field that was not there.
 */
export function previousAttributes(before: Fields, after: Fields): Fields {
  const changed: Fields = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[key], after[key]];
    if (isDeepStrictEqual(was, is)) continue;
    changed[key] = isFields(was) && isFields(is) ? previousAttributes(was, is) : (was ?? null);
  }
  return changed;
}
