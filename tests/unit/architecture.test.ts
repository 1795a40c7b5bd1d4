import { expect, test } from "vitest";
import { isRouteHandler } from "../../lib/http/route.ts";
import { functionsOver, type Source, sourcesIn } from "./sources.ts";

/** Every import from one of `sources` that a rule forbids, as "file imports file". */
function breaches(sources: Source[], isForbidden: (target: string, from: Source) => boolean): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((target) => isForbidden(target, source))
      .map((target) => `${source.path} imports ${target}`),
  );
}

const isIn = (...folders: string[]) => {
  const starts = folders.map((folder) => `${folder}/`);
  return (path: string) => starts.some((start) => path.startsWith(start));
};

test("pages, routes and actions never create a Supabase, Stripe or Postgres client", () => {
  const clients = /^(@supabase\/|stripe$|pg$)/;
  expect(breaches(sourcesIn("app", "actions"), (target) => clients.test(target))).toEqual([]);
});

test("nothing but the pipeline knows Next.js or HTTP", () => {
  const isPipeline = isIn("lib/http", "lib/openapi");
  const isWeb = (target: string) => /^next(\/|$)/.test(target) || target.startsWith("lib/http/");
  const others = sourcesIn("lib").filter(({ path }) => !isPipeline(path) && !path.includes("lib/ui"));
  expect(breaches(others, isWeb)).toEqual([]);
});

test("only the system's own folders use the second door to the data", () => {
  const system = [
    "billing",
    "jobs",
    "events",
    "limits",
    "idempotency",
    "audit",
    "api-keys",
    "admin",
    "health",
    "media",
  ];
  const isSystem = isIn("lib/db", "lib/supabase", ...system.map((folder) => `lib/${folder}`));
  const others = sourcesIn("lib", "app", "actions").filter(({ path }) => !isSystem(path));
  expect(breaches(others, isIn("lib/db"))).toEqual([]);
  expect(others.filter(({ text }) => /\basService\b/.test(text)).map(({ path }) => path)).toEqual([]);
});

test("the embedded services and the app do not know each other", () => {
  const isApp = isIn("app", "actions", "lib");
  expect(breaches(sourcesIn("local"), isApp)).toEqual([]);
  expect(breaches(sourcesIn("app", "actions", "lib"), isIn("local"))).toEqual([]);
});

test("the tests over HTTP see no more of the product than a stranger does", () => {
  const isInside = isIn("app", "actions", "lib", "local");
  const isForStrangers = isIn("lib/api-client");
  expect(breaches(sourcesIn("tests/http"), (target) => isInside(target) && !isForStrangers(target))).toEqual(
    [],
  );
});

const everything = sourcesIn("app", "actions", "lib", "local", "tests", "scripts", "bench");
const generated = new Set(["lib/supabase/database.types.ts", "lib/api-client/schema.d.ts"]);

test("no file has more than 300 lines", () => {
  const long = everything.filter(({ path, lines }) => lines > 300 && !generated.has(path));
  expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
});

/** Not split yet. */
const longFunctions = new Set([
  "app/_ui/billing/membership.tsx",
  "local/realtime/service.ts",
  "local/storage/routes/buckets.ts",
  "local/storage/routes/downloads.ts",
  "local/storage/routes/objects.ts",
]);

test("no function has more than 40 lines, from its name to its last bracket", () => {
  const product = everything.filter(({ path }) => !path.startsWith("tests/") && !generated.has(path));
  const long = product.filter(({ path }) => !longFunctions.has(path)).flatMap(functionsOver(40));
  expect(long).toEqual([]);
});

test("no file or folder is named after nothing in particular", () => {
  const vague = /(^|\/)(utils?|helpers?|misc|common)(\.|\/)/;
  expect(everything.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([]);
});

const routeModules = import.meta.glob<Record<string, unknown>>("../../app/api/**/route.ts");
const routeFiles = Object.keys(routeModules).map((key) => key.slice("../../".length));
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

test.each(routeFiles)("%s is wiring only: 40 lines, every handler made by route()", async (path) => {
  expect(everything.find((source) => source.path === path)?.lines).toBeLessThanOrEqual(40);
  const module = await routeModules[`../../${path}`]!();
  for (const method of methods) {
    expect(isRouteHandler(module[method]), `${method} is made by route() or otherMethods()`).toBe(true);
  }
});
