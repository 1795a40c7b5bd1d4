import type { z } from "zod";
import type { RouteDeclaration } from "../http/declaration.ts";
import { isRouteHandler } from "../http/route.ts";
import { examplesOf } from "./examples.ts";

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** What keeps a route file out of the API document, in words; empty when nothing does. */
export function faultsOf(file: string, module: Record<string, unknown>): string[] {
  return Object.entries(module)
    .filter(([name]) => methods.has(name))
    .flatMap(([method, handler]) => {
      if (!isRouteHandler(handler)) return [`${file}: ${method} is not made by route()`];
      return missingIn(handler.declaration).map((what) => `${file}: ${method} has no ${what}`);
    });
}

function missingIn(declaration: RouteDeclaration): string[] {
  const { hidden, summary, body, form, response, otherResponses = {} } = declaration;
  if (hidden) return [];
  const shown: [string, z.ZodType | null | undefined][] = [
    ["body", body ?? form],
    ["response", response],
    ...Object.entries(otherResponses).map(([status, schema]): [string, z.ZodType | null] => [
      `answer ${status}`,
      schema,
    ]),
  ];
  const bare = shown.filter(([, schema]) => schema && examplesOf(schema).length === 0);
  return [
    ...(summary ? [] : ["summary"]),
    ...bare.map(([name]) => `example of its ${name}: give the schema .meta({ examples: [...] })`),
  ];
}
