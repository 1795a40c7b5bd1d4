import type { z } from "zod";
import type { World } from "../world/world.ts";
import { missing } from "./errors.ts";

/** A request to one operation: whose account, what the address names, what was sent. */
export type Call<P> = { world: World; id: string; path: Record<string, string>; params: P };

type Method = "GET" | "POST" | "DELETE";

/** One operation of the API. */
export type Route = {
  method: Method;
  path: string;
  schema: z.ZodType<{ expand?: string[] }>;
  handle: (call: Call<never>) => object;
};

/**
 * Declares an operation.
 * @param path ":id" is what `call.id` holds
 */
export function route<S extends z.ZodType<{ expand?: string[] }>>(
  method: Method,
  path: string,
  schema: S,
  handle: (call: Call<z.output<S>>) => object,
): Route {
  return { method, path, schema, handle: handle as Route["handle"] };
}

/**
 * The object with this id.
 * @param param the parameter that named it; without one the address did
 * @throws {StripeError} resource_missing
 */
export function get<T>(objects: Map<string, T>, noun: string, id: string, param?: string): T {
  const found = objects.get(id);
  if (found === undefined) throw missing(noun, id, param);
  return found;
}
