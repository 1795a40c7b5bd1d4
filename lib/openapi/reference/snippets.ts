import type { Operation, Parameter } from "./reference.ts";

/** A call of an operation, to be pasted. */
export type Snippet = { language: "curl" | "fetch" | "client"; title: string; code: string };

/** How to call an operation of the server at `siteUrl` with its examples, in three ways. */
export function snippetsOf(operation: Operation, siteUrl: string): Snippet[] {
  return [
    { language: "curl", title: "curl", code: curlOf(operation, siteUrl) },
    { language: "fetch", title: "fetch", code: fetchOf(operation, siteUrl) },
    { language: "client", title: "Typed client", code: clientOf(operation) },
  ];
}

const needsToken = ({ callers }: Operation) => !callers.includes("nobody");
const token = ({ callers }: Operation) => (callers.includes("operatorSecret") ? "SECRET" : "ACCESS_TOKEN");

const given = (operation: Operation, place: Parameter["in"]) =>
  operation.parameters.filter((parameter) => parameter.in === place);

/** The path with the examples of its parameters, and the query parameters that it cannot do without. */
export function exampleAddress(operation: Operation): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const example = given(operation, "path").find((parameter) => parameter.name === name)?.example;
    return encodeURIComponent(String(example ?? name));
  });
  const query = shownQuery(operation).map(({ name, example }) => [name, String(example)]);
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query)}`;
}

const shownQuery = (operation: Operation) =>
  given(operation, "query").filter(({ required, example }) => required && example !== undefined);

/** Request headers worth showing: those that are needed, and the key that makes a write repeatable. */
const shownHeaders = (operation: Operation) =>
  given(operation, "header").filter(({ required, name }) => required || name === "Idempotency-Key");

const bodyExample = ({ body }: Operation) => body?.examples[0]?.value;
const isForm = ({ body }: Operation) => body?.type === "multipart/form-data";

function curlOf(operation: Operation, siteUrl: string): string {
  const { method, streams } = operation;
  const lines = [
    `curl ${streams ? "-N " : ""}${method === "GET" ? "" : `-X ${method} `}'${siteUrl}${exampleAddress(operation)}'`,
    ...(needsToken(operation) ? [`-H "Authorization: Bearer $${token(operation)}"`] : []),
    ...shownHeaders(operation).map(({ name, example }) => `-H '${name}: ${example}'`),
    ...curlBody(operation),
  ];
  return lines.join(" \\\n  ");
}

function curlBody(operation: Operation): string[] {
  const example = bodyExample(operation);
  if (example === undefined) return [];
  if (isForm(operation)) return ["-F file=@reading-room.jpg", `-F 'alt=${exampleAlt}'`];
  const json = JSON.stringify(example, null, 2).replaceAll("'", "'\\''").replaceAll("\n", "\n  ");
  return ["-H 'Content-Type: application/json'", `-d '${json}'`];
}

function fetchOf(operation: Operation, siteUrl: string): string {
  const address = JSON.stringify(siteUrl + exampleAddress(operation));
  const headers = [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the snippet has the template
    ...(needsToken(operation) ? ["Authorization: `Bearer ${token}`"] : []),
    ...shownHeaders(operation).map(
      ({ name, example }) => `${JSON.stringify(name)}: ${JSON.stringify(example)}`,
    ),
    ...(bodyExample(operation) !== undefined && !isForm(operation)
      ? ['"Content-Type": "application/json"']
      : []),
  ];
  const options = [
    ...(operation.method === "GET" ? [] : [`method: ${JSON.stringify(operation.method)}`]),
    ...(headers.length > 0 ? [`headers: {\n    ${headers.join(",\n    ")},\n  }`] : []),
    ...fetchBody(operation),
  ];
  const init = options.length === 0 ? "" : `, {\n  ${options.join(",\n  ")},\n}`;
  return [
    ...formLines(operation),
    `const response = await fetch(${address}${init});`,
    ...readLines(operation),
  ].join("\n");
}

function fetchBody(operation: Operation): string[] {
  const example = bodyExample(operation);
  if (example === undefined) return [];
  return [isForm(operation) ? "body: form" : `body: JSON.stringify(${literal(example, 2)})`];
}

const exampleAlt = "A reading room with one lamp on.";
const formLines = (operation: Operation) =>
  isForm(operation)
    ? [
        "const form = new FormData();",
        'form.set("file", file);',
        `form.set("alt", ${JSON.stringify(exampleAlt)});`,
      ]
    : [];

function readLines({ answers, streams }: Operation): string[] {
  if (streams)
    return [
      "for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {",
      "  console.log(chunk);",
      "}",
    ];
  const hasBody = answers.some(({ status, body }) => status < 300 && body);
  return hasBody ? ["const answer = await response.json();"] : [];
}

function clientOf(operation: Operation): string {
  if (operation.streams) return `// In a browser:\n${eventSourceOf(operation)}`;
  const places: [string, Parameter[]][] = [
    ["path", given(operation, "path")],
    ["query", shownQuery(operation)],
    ["header", shownHeaders(operation)],
  ];
  const params = places.flatMap(([place, shown]) => {
    const pairs = shown.map(({ name, example }) => `${key(name)}: ${JSON.stringify(example)}`);
    return pairs.length === 0 ? [] : [`${place}: { ${pairs.join(", ")} }`];
  });
  const example = bodyExample(operation);
  const body = () =>
    isForm(operation) ? `{ file, alt: ${JSON.stringify(exampleAlt)} }` : literal(example, 2);
  const options = [
    ...(params.length > 0 ? [`params: {\n    ${params.join(",\n    ")},\n  }`] : []),
    ...(example === undefined ? [] : [`body: ${body()}`]),
  ];
  const init = options.length === 0 ? "" : `, {\n  ${options.join(",\n  ")},\n}`;
  return `const { data, error } = await api.${operation.method}(${JSON.stringify(operation.path)}${init});`;
}

const eventSourceOf = (operation: Operation) =>
  [
    `const events = new EventSource(${JSON.stringify(exampleAddress(operation))});`,
    'events.addEventListener("post.published", (event) => {',
    "  console.log(event.lastEventId, JSON.parse(event.data));",
    "});",
  ].join("\n");

const key = (name: string) => (/^\w+$/.test(name) ? name : JSON.stringify(name));

/** A value as it is written in JavaScript, indented below `indent` spaces. */
function literal(value: unknown, indent: number): string {
  const json = JSON.stringify(value, null, 2).replaceAll(/^(\s*)"(\w+)":/gm, "$1$2:");
  return json.replaceAll("\n", `\n${" ".repeat(indent)}`);
}
