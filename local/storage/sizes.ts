import { StartError } from "../start-error.ts";
import { StorageError } from "./errors.ts";

const decimal: Record<string, number> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9 };
const binary: Record<string, number> = { "": 1, b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/**
 * A bucket's size limit as the API takes it: bytes, or text in decimal units (`20MB` is 20,000,000).
 * @throws {StorageError} InvalidRequest when the text is not of that form
 */
export function bytesOfLimit(limit: number | string): number {
  if (typeof limit === "number") return limit;
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)(gb|mb|kb|b)$/i.exec(limit) ?? [];
  if (amount === undefined) {
    const hint = "Invalid file size format, hint: use 20GB / 20MB / 30KB / 3B";
    throw new StorageError(400, "InvalidRequest", hint);
  }
  return Math.round(Number(amount) * (decimal[unit.toLowerCase()] ?? 1));
}

/**
 * A size as the Supabase CLI reads it from config.toml: bytes, or text in units of 1,024 (`50MiB`, `50MB`).
 * @throws {StartError} naming the key when it is neither
 */
export function bytesOfSetting(key: string, value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  const text = typeof value === "string" ? value.trim() : "";
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)\s*(?:([kmgt])i?)?b?$/i.exec(text) ?? [];
  if (amount === undefined) {
    throw new StartError(`supabase/config.toml: ${key} is not a size. Write it like "50MiB".`);
  }
  return Math.floor(Number(amount) * (binary[unit.toLowerCase()] ?? 1));
}
