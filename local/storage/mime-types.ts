import { invalidMimeType } from "./errors.ts";

const declared = /^([a-zA-Z0-9\-+.]+)\/([a-zA-Z0-9\-+.]+)(;\s*charset=[a-zA-Z0-9-]+)?$|\*$/;

/**
 * Refuses what cannot stand in a bucket's list of types; `image/*` and `*` can.
 * @throws {StorageError} InvalidMimeType
 */
export function requireMimeTypes(types: string[]): void {
  for (const type of types) {
    if (type.length > 1000 || !declared.test(type)) throw invalidMimeType(type);
  }
}

/**
 * Holds an upload's type to its bucket's list. Parameters such as `charset` do not count; `image/*` takes
 * every image, an empty list everything.
 * @throws {StorageError} InvalidMimeType
 */
export function requireAllowedType(mimeType: string, allowed: string[] | null): void {
  if (!allowed || allowed.length === 0) return;
  const [type, subtype] = essence(mimeType).split("/");
  const isAllowed = allowed.some((entry) => {
    const [allowedType, allowedSubtype] = essence(entry).split("/");
    if (allowedType === "*" && (allowedSubtype === undefined || allowedSubtype === "*")) return true;
    return allowedType === type && (allowedSubtype === "*" || allowedSubtype === subtype);
  });
  if (!type || !subtype || !isAllowed) throw invalidMimeType(mimeType);
}

const essence = (type: string): string => (type.split(";", 1)[0] ?? "").trim().toLowerCase();
