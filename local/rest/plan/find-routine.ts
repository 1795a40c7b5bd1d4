import { RestError } from "../errors.ts";
import { closest } from "../hints.ts";
import { keyOf, type Name, type Parameter, type Routine, type SchemaCache } from "../schema/types.ts";

/** How a function is called: with which argument names, and for POST with which kind of body. */
export type Call = { arguments: string[]; bodyType?: string };

const bodyParameterTypes: Record<string, string[]> = {
  "application/json": ["json", "jsonb"],
  "text/plain": ["text"],
  "text/xml": ["xml"],
  "application/octet-stream": ["bytea"],
};

/**
 * The overload that fits the given argument names; failing that, one whose single unnamed argument takes the body.
 *
 * @throws {RestError} PGRST202 when none fits, PGRST203 (status 300) when several do
 */
export function findRoutine(cache: SchemaCache, name: Name, call: Call): Routine {
  const overloads = cache.routines.get(keyOf(name)) ?? [];
  const named = overloads.filter((routine) => fits(routine.parameters, call));
  const candidates = named.length > 0 ? named : overloads.filter((routine) => takesBody(routine, call));
  const [only] = candidates;
  if (!only) throw noRoutine(cache, name, call, overloads);
  if (candidates.length > 1) throw ambiguousRoutine(candidates);
  return only;
}

function fits(parameters: Parameter[], { arguments: given, bodyType }: Call): boolean {
  const isRaw = bodyType !== undefined && bodyType !== "application/json" && bodyType in bodyParameterTypes;
  if (parameters.length === 0) return given.length === 0 && !isRaw;
  const names = new Set(given);
  const required = parameters.filter((parameter) => parameter.required);
  return (
    required.every(({ name }) => names.has(name)) &&
    given.every((name) => parameters.some((parameter) => parameter.name === name))
  );
}

export function takesBody({ parameters }: Routine, { bodyType }: Call): boolean {
  const [only, ...others] = parameters;
  if (only?.name !== "" || others.length > 0 || bodyType === undefined) return false;
  return bodyParameterTypes[bodyType]?.includes(only.type) ?? false;
}

function noRoutine(cache: SchemaCache, name: Name, call: Call, overloads: Routine[]): RestError {
  const full = `${name.schema}.${name.name}`;
  const names = [...call.arguments].sort();
  const rawType =
    call.bodyType === undefined || call.bodyType === "application/json" ? undefined : call.bodyType;
  const singleType = rawType && bodyParameterTypes[rawType]?.[0];
  const list = names.join(", ");
  const shown = singleType ? "" : names.length === 0 ? " without parameters" : `(${list})`;
  const searched = singleType
    ? ` with a single unnamed ${singleType} parameter`
    : names.length === 0
      ? " without parameters"
      : ` with parameter${names.length > 1 ? "s" : ""} ${list}`;
  const orBody = call.bodyType === "application/json" ? " or with a single unnamed json/jsonb parameter" : "";
  return new RestError(404, "PGRST202", `Could not find the function ${full}${shown} in the schema cache`, {
    details: `Searched for the function ${full}${searched}${orBody}, but no matches were found in the schema cache.`,
    hint: singleType ? null : suggestion(cache, name, names, overloads),
  });
}

function suggestion(cache: SchemaCache, name: Name, names: string[], overloads: Routine[]): string | null {
  const text = (parameters: string[]) => `(${[...parameters].sort().join(", ")})`;
  if (overloads.length > 0) {
    const signatures = overloads.map(({ parameters }) => text(parameters.map((parameter) => parameter.name)));
    const signature = closest(text(names), signatures);
    return signature && `Perhaps you meant to call the function ${name.schema}.${name.name}${signature}`;
  }
  const others = [...cache.routines.values()].flat().filter((routine) => routine.schema === name.schema);
  const other = closest(name.name, new Set(others.map((routine) => routine.name)));
  return other && `Perhaps you meant to call the function ${name.schema}.${other}`;
}

function ambiguousRoutine(candidates: Routine[]): RestError {
  const shown = candidates.map(({ schema, name, parameters }) => {
    const list = parameters.map((parameter) => `${parameter.name} => ${parameter.type}`);
    return `${schema}.${name}(${list.join(", ")})`;
  });
  return new RestError(
    300,
    "PGRST203",
    `Could not choose the best candidate function between: ${shown.join(", ")}`,
    {
      hint: "Try renaming the parameters or the function itself in the database so function overloading can be resolved",
    },
  );
}
