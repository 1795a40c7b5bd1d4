const kept = globalThis as unknown as Record<symbol, unknown>;

/**
 * What there is one of in each process. Next.js loads a module once for each bundle that it is part of, so a module's
 * own variable would be there several times over.
 */
export function oncePerProcess<T>(name: string, create: () => T): T {
  const key = Symbol.for(`plinth.${name}`);
  kept[key] ??= create();
  return kept[key] as T;
}
