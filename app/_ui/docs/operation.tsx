import type { Operation, Parameter } from "#lib/openapi/reference/reference.ts";
import { exampleAddress, snippetsOf } from "#lib/openapi/reference/snippets.ts";
import { Answers } from "#ui/docs/answers.tsx";
import { Value } from "#ui/docs/code.tsx";
import { Fields } from "#ui/docs/fields.tsx";
import { Markdown } from "#ui/docs/markdown.tsx";
import { Snippets } from "#ui/docs/snippets.tsx";
import { TryIt } from "#ui/docs/try-it.tsx";

type OperationProps = { operation: Operation; siteUrl: string };

/** One operation: what it does and takes on one side, how to call it and what comes back on the other. */
export function OperationSection({ operation, siteUrl }: OperationProps) {
  const { id, method, path, summary, description } = operation;
  return (
    <section id={id} className="operation" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="font-serif text-2xl font-semibold tracking-tight">
        <a href={`#${id}`} className="anchor">
          {summary}
        </a>
      </h2>
      <p className="route">
        <span className="method" data-method={method}>
          {method}
        </span>
        <code>{path}</code>
      </p>
      <div className="columns">
        <div className="min-w-0">
          <Markdown text={description} />
          <Caller operation={operation} />
          {places.map(([place, title]) => (
            <Fields key={place} title={title} fields={operation.parameters.filter(isIn(place))} />
          ))}
          {operation.body ? <Fields title={titleOf(operation)} fields={operation.body.fields} /> : null}
          <Answers operation={operation} />
        </div>
        <div className="aside">
          <Snippets id={id} snippets={snippetsOf(operation, siteUrl)} />
          <TryIt call={callOf(operation)} />
          <SuccessExample operation={operation} />
        </div>
      </div>
    </section>
  );
}

const places: [Parameter["in"], string][] = [
  ["path", "In the path"],
  ["query", "Query"],
  ["header", "Headers"],
];
const isIn = (place: Parameter["in"]) => (parameter: Parameter) => parameter.in === place;

const titleOf = ({ body }: Operation) =>
  `Body${body?.type === "multipart/form-data" ? ", as a form" : ", JSON"}${body?.required ? "" : ", may be left out"}`;

function Caller({ operation: { callers, scopes, limit } }: { operation: Operation }) {
  const isSigned = limit.class === "webhook";
  if (callers.includes("operatorSecret") || isSigned) return null;
  return (
    <p className="caller">
      {callers.includes("nobody") ? "Open to everybody." : "Needs a caller who is signed in."}
      {scopes.map((scope) => (
        <span key={scope}>
          {" "}
          An API key needs the scope <code>{scope}</code>.
        </span>
      ))}
    </p>
  );
}

function SuccessExample({ operation: { answers } }: { operation: Operation }) {
  const success = answers.find(({ status, body }) => status < 400 && body);
  const example = success?.body?.examples[0];
  return success && example ? <Value value={example.value} title={`Answer ${success.status}`} /> : null;
}

/** What the form for trying it out needs to know. */
function callOf(operation: Operation) {
  const { id, method, path, parameters, body, streams } = operation;
  const isForm = body?.type === "multipart/form-data";
  const example = body?.examples[0]?.value;
  return {
    ...{ id, method, path, streams, address: exampleAddress(operation) },
    parameters: parameters.map(({ name, in: place, required, values, type, example }) => ({
      ...{ name, in: place, required, values, type },
      example: example === undefined ? "" : String(example),
    })),
    ...(isForm && { form: body.fields.map(({ name, type }) => ({ name, isFile: type === "file" })) }),
    ...(!isForm && example !== undefined && { body: JSON.stringify(example, null, 2) }),
  };
}

export type Call = ReturnType<typeof callOf>;
