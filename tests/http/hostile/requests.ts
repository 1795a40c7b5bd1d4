import fc from "fast-check";
import type { ApiDocument, Operation } from "./document.ts";

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
};

/** Who sends a request. */
export const senders = ["nobody", "somebody", "an admin", "a forger"] as const;

export type HostileRequest = {
  operation: Operation;
  sender: (typeof senders)[number];
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
};

const nasty = fc.constantFrom(
  ...[
    "",
    " ",
    "\0",
    "a\0b",
    "null",
    "undefined",
    "NaN",
    "-1",
    "0",
    "1e999",
    "true",
    "[]",
    "{}",
    "'",
    '"',
    "\\",
    "%",
    "%00",
  ],
  ...[
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "'; drop table posts; --",
    "#{7*7}",
    "{{7*7}}",
    "\ud800",
    "\u202e",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "0a1b2c3d-0000-4000-8000-000000000000",
    "(,)",
    "*",
    "a:*&b",
  ],
  ...[
    "1970-01-01",
    "9999-12-31T23:59:59Z",
    "-infinity",
    "infinity",
    "+010000-01-01T00:00:00Z",
    "😀".repeat(50),
  ],
);
const huge = fc.constantFrom("x".repeat(200_000), "é".repeat(70_000), " ".repeat(100_000), "9".repeat(400));
const text = fc.oneof(
  { weight: 4, arbitrary: nasty },
  { weight: 4, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 300 }) },
  { weight: 1, arbitrary: huge },
);

const deep = fc.integer({ min: 2, max: 400 }).map((levels) => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
});

/** Anything that JSON can say, and not what was asked for. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 3 }),
  fc.double(),
  fc.constantFrom(null, true, -0, 2 ** 53, 1e308, [], {}),
  deep,
);

const prototypes = fc.constantFrom(
  '"__proto__":{"admin":true}',
  '"constructor":{"prototype":{"admin":true}}',
  '"toString":1',
  '"":1',
  '"\\u0000":null',
);

/** Reads the document's schemas as recipes: what fits, so that hostile values get past the first check. */
export class Recipes {
  readonly #document: ApiDocument;

  constructor(document: ApiDocument) {
    this.#document = document;
  }

  /** Mostly what fits, with something in it that does not. */
  value(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
    return fc.oneof(
      { weight: 5, arbitrary: this.#fitting(schema, depth) },
      { weight: 1, arbitrary: anything },
    );
  }

  #fitting(asked: Schema, depth: number): fc.Arbitrary<unknown> {
    const schema = this.#resolve(asked);
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const choice = schema.anyOf ?? schema.oneOf;
    if (choice) return fc.oneof(...choice.map((one) => this.#fitting(one, depth)));
    const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
    switch (type) {
      case "object":
        return depth > 4 ? fc.constant({}) : this.#object(schema, depth);
      case "array":
        return fc.array(this.value(schema.items ?? {}, depth + 1), { maxLength: 6 });
      case "integer":
      case "number":
        return fc.oneof(
          fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 }),
          fc.constantFrom((schema.minimum ?? 0) - 1, (schema.maximum ?? 0) + 1, 2 ** 31, -(2 ** 63), 0.5),
        );
      case "boolean":
        return fc.boolean();
      case "null":
        return fc.constant(null);
      case "string":
        return this.#string(schema);
      default:
        return anything;
    }
  }

  #object({ properties = {}, required = [] }: Schema, depth: number): fc.Arbitrary<unknown> {
    const fields = Object.entries(properties).map(([name, schema]) => [name, this.value(schema, depth + 1)]);
    const requiredKeys = required.filter((name) => name in properties);
    return fc
      .tuple(
        fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys }),
        fc.option(fc.dictionary(text, anything, { maxKeys: 3 }), { freq: 6 }),
        fc.option(fc.constantFrom("", ...requiredKeys), { freq: 6 }),
      )
      .map(([record, extra, missing]) => {
        const whole = { ...record, ...extra } as Record<string, unknown>;
        if (missing) delete whole[missing];
        return whole;
      });
  }

  #string({ format, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
    const plain = fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 80) });
    const byFormat: Record<string, fc.Arbitrary<string>> = {
      uuid: fc.uuid(),
      email: fc.emailAddress(),
      "date-time": fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      uri: fc.webUrl(),
    };
    const fitting = (format && byFormat[format]) || plain;
    return fc.oneof({ weight: 4, arbitrary: fitting }, { weight: 1, arbitrary: text });
  }

  #resolve(schema: Schema): Schema {
    const name = schema.$ref?.replace("#/components/schemas/", "");
    return name === undefined ? schema : (this.#document.components.schemas[name] as Schema);
  }
}

const contentTypes = fc.constantFrom(
  "text/plain",
  "application/xml",
  "application/json; charset=latin1",
  "a",
  "",
);

/** What is sent as the body of an operation: JSON that nearly fits, broken JSON, or a form. */
function bodyOf(
  { bodies }: Operation,
  recipes: Recipes,
): fc.Arbitrary<Pick<HostileRequest, "body" | "headers">> {
  const [[type, content] = []] = Object.entries(bodies);
  if (type === undefined) return fc.constant({ body: undefined, headers: {} });
  const json = recipes.value((content?.schema ?? {}) as Schema).map((value) => JSON.stringify(value) ?? "");
  const broken = fc
    .tuple(json, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([whole, share]) => whole.slice(0, Math.floor(whole.length * share)));
  const polluted = fc
    .tuple(json, prototypes)
    .map(([whole, prototype]) => whole.replace(/^\{(?=")/, `{${prototype},`));
  const body = fc.oneof(
    { weight: 8, arbitrary: json },
    { weight: 1, arbitrary: broken },
    { weight: 2, arbitrary: polluted },
  );
  const sent = fc.oneof({ weight: 15, arbitrary: fc.constant(type) }, { weight: 1, arbitrary: contentTypes });
  return fc.tuple(body, sent).map(([whole, name]) => ({ body: whole, headers: { "content-type": name } }));
}

/** Percent-encodes, short enough that the whole address fits into what Node.js takes of a request's head; also what `encodeURIComponent` refuses. */
const encode = (value: string) => encodeURIComponent(value.toWellFormed());

const stringified = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("*", '"x"', 'W/"x"', "x", "").map((value) => ({ "if-match": value })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("*", '"x"', ",,", "").map((value) => ({ "if-none-match": value })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("a", "x".repeat(300), " ", "é").map((value) => ({ "idempotency-key": value })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("application/x-ndjson", "text/html", "*", ";").map((accept) => ({ accept })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("x", "1-1", `${"9".repeat(30)}-1`).map((id) => ({ "last-event-id": id })),
  },
);

/** A hostile request to an operation. `ids` are of things that exist, which strangers guess now and then. */
export function requestTo(
  operation: Operation,
  recipes: Recipes,
  ids: string[],
): fc.Arbitrary<HostileRequest> {
  const named = operation.parameters.filter((parameter) => parameter.in === "query");
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)];
  const segment = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: text });
  const query = fc.array(
    fc.oneof(
      ...named.map(({ name, schema }) =>
        recipes.value((schema ?? {}) as Schema).map((value) => [name, stringified(value)] as const),
      ),
      fc.tuple(text, text),
    ),
    { maxLength: 4 },
  );
  return fc
    .tuple(
      fc.constantFrom(...senders),
      fc.tuple(...inPath.map(() => segment)),
      query,
      bodyOf(operation, recipes),
      oddHeaders,
    )
    .map(([sender, segments, parameters, { body, headers }, odd]) => {
      let path = operation.path;
      for (const value of segments) path = path.replace(/\{\w+\}/, encode(value.slice(0, 400)) || "%20");
      const search = parameters.map(
        ([name, value]) => `${encode(name.slice(0, 100))}=${encode(value.slice(0, 300))}`,
      );
      const whole = search.length > 0 ? `${path}?${search.join("&")}` : path;
      return { operation, sender, path: whole, headers: sendable({ ...odd, ...headers }), body };
    });
}

/** Header values that a client can send at all. */
const sendable = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([, value]) => /^[\t\x20-\x7e\x80-\xff]*$/.test(value)));
