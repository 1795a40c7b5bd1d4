import { readFile, writeFile } from "node:fs/promises";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { loadApiDocument } from "./api-document.ts";
import ts from "./typescript-6.ts";

const projectDir = join(import.meta.dirname, "..");
const path = "lib/api-client/schema.d.ts";

// Bundled TypeScript, because openapi-typescript asks for a version whose `tsc` would take the place of ours.
const library = new URL("./typescript-6.ts", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "typescript" && context.parentURL?.includes("/openapi-typescript/")
      ? next(library, context)
      : next(specifier, context),
});

const banner = `/**
 * The types of the API, made from its document by "npm run api:generate". Do not edit.
 */

`;

// The client reads lists page by page: of one that may be text as well it would not know what it is.
const leftOut = new Set(["example", "examples", "headers", "application/x-ndjson"]);

/** The document without what says nothing of types, and is twice as long as the rest. */
function bare(node: unknown, isMapOfNames = false): unknown {
  if (Array.isArray(node)) return node.map((item) => bare(item));
  if (node === null || typeof node !== "object") return node;
  const kept = Object.entries(node).filter(([key]) => isMapOfNames || !leftOut.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, bare(value, key === "properties")]));
}

/** The typed client's types. They say nothing of a server, so it does not matter at which address it is described. */
async function generate(): Promise<string> {
  const { default: openapiTypescript, astToString } = await import("openapi-typescript");
  const document = await loadApiDocument(projectDir, "http://localhost:3000");
  const file = ts.factory.createTypeReferenceNode("Blob");
  const nodes = await openapiTypescript(JSON.stringify(bare(document)), {
    alphabetize: true,
    transform: ({ format }) => (format === "binary" ? file : undefined),
  });
  return banner + astToString(nodes);
}

/** `--check` compares instead of writing and fails, with the file's name, when it is out of date. */
const file = join(projectDir, path);
const text = await generate();
if (!process.argv.includes("--check")) await writeFile(file, text);
else if ((await readFile(file, "utf8")) !== text) {
  process.stderr.write(`${path} is out of date. Run "npm run api:generate" and commit it.\n`);
  process.exitCode = 1;
}
