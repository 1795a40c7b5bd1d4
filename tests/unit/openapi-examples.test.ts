import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { isRouteHandler } from "../../lib/http/route.ts";
import { examplesOf } from "../../lib/openapi/examples.ts";
import { apiDocument, operations, resolved, routeFiles } from "./api-document.ts";

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats(ajv);
ajv.addSchema(apiDocument, "document");

// biome-ignore lint/suspicious/noExplicitAny: a node of the document, as it came
type Node = any;

/** Everything with a schema: JSON pointer and node, from all over the document. */
function placesIn(node: Node, pointer: string, isPlace: (node: Node) => boolean): [string, Node][] {
  if (node === null || typeof node !== "object") return [];
  const below = Object.entries(node).flatMap(([key, value]) =>
    placesIn(value, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, isPlace),
  );
  return isPlace(node) ? [[pointer, node], ...below] : below;
}

/** What is wrong with `value` under the schema at `pointer`; null when nothing is. */
function faultOf(pointer: string, value: unknown): string | null {
  const validate = ajv.compile({ $ref: `document#${encodeURI(pointer)}` });
  return validate(value) ? null : `${pointer}: ${ajv.errorsText(validate.errors)}`;
}

type Example = { pointer: string; schema: Node; value: unknown };

/** What is wrong with any of them. Many operations answer the same: each kind is looked at once. */
function faultsOf(examples: Example[]): string[] {
  const distinct = new Map(examples.map((one) => [JSON.stringify([one.schema, one.value]), one]));
  return [...distinct.values()].flatMap(({ pointer, value }) => faultOf(pointer, value) ?? []);
}

/** The examples of a media type, a parameter or a header. */
const examplesAt = (node: Node): unknown[] => [
  ...("example" in node ? [node.example] : []),
  ...Object.values<Node>(node.examples ?? {}).map((example) => resolved(example).value),
];

const withSchema = placesIn(apiDocument, "", (node) => typeof node.schema === "object");

test("every example of a body, a parameter and a header is valid against its schema", () => {
  const examples = withSchema.flatMap(([pointer, node]) =>
    examplesAt(node).map((value) => ({ pointer: `${pointer}/schema`, schema: node.schema, value })),
  );
  expect(examples.length).toBeGreaterThan(500);
  expect(faultsOf(examples)).toEqual([]);
});

test("every example inside a schema is valid against that schema", () => {
  const schemas = placesIn(
    apiDocument,
    "",
    (node) => Array.isArray(node.examples) && (node.type || node.$ref || node.properties),
  );
  const examples = schemas.flatMap(([pointer, schema]) =>
    schema.examples.map((value: unknown) => ({ pointer, schema, value })),
  );
  expect(examples.length).toBeGreaterThan(30);
  expect(faultsOf(examples)).toEqual([]);
});

test("an example that is not valid would be found", () => {
  const [pointer] = withSchema.find(([at]) => at.startsWith("/paths/~1api~1posts/post/responses/201/")) ?? [];
  expect(faultOf(`${pointer}/schema`, { id: "no-uuid" })).toMatch(/must match format "uuid"/);
  expect(faultOf("/components/schemas/Problem", { code: "no_such_code" })).toMatch(/allowed values/);
});

test.each(operations)("$name has an example for its body and for every answer", ({ name, operation }) => {
  for (const content of [operation.requestBody?.content ?? {}]) {
    for (const media of Object.values(content)) expect(examplesAt(media), name).not.toEqual([]);
  }
  for (const [status, answer] of Object.entries<Node>(operation.responses)) {
    const media = Object.values(answer.content ?? {});
    if (media.length === 0) expect(status, name).toMatch(/^[23]/); // nothing to show
    for (const one of media) {
      expect(examplesAt(one).length, `${name} ${status}`).toBeGreaterThan(0);
      expect(examplesAt(one), `${name} ${status}`).not.toContain(undefined);
    }
    for (const header of Object.values(answer.headers)) expect(resolved(header)).toHaveProperty("example");
  }
});

const handlers = Object.entries(routeFiles).flatMap(([file, module]) =>
  Object.entries(module).flatMap(([method, handler]) =>
    isRouteHandler(handler) && !handler.declaration.hidden ? [{ name: `${method} ${file}`, handler }] : [],
  ),
);

// What JSON Schema cannot say (a name that must end as its type does) is in the schemas' own code.
describe.each(handlers)("$name", ({ handler: { declaration } }) => {
  test("takes the body of its example, and answers as its examples do", () => {
    const { body, response, otherResponses = {} } = declaration;
    for (const schema of [body, response, ...Object.values(otherResponses)]) {
      for (const example of schema ? examplesOf(schema) : []) {
        expect(schema?.safeParse(example)).toMatchObject({ success: true });
      }
    }
  });
});
