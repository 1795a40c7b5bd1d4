import { errorHref } from "#lib/openapi/reference/entries.ts";
import type { Answer, Operation } from "#lib/openapi/reference/reference.ts";
import { Value } from "#ui/docs/code.tsx";
import { FieldList } from "#ui/docs/fields.tsx";
import { Markdown } from "#ui/docs/markdown.tsx";

/** Every answer that an operation can give, the successes first. */
export function Answers({ operation }: { operation: Operation }) {
  return (
    <div className="mt-7">
      <h3 className="eyebrow">Answers</h3>
      <div className="answers">
        {operation.answers.map((answer) =>
          isProblem(answer) ? (
            <ProblemAnswer key={answer.status} answer={answer} />
          ) : (
            <SuccessAnswer key={answer.status} answer={answer} />
          ),
        )}
      </div>
    </div>
  );
}

const isProblem = ({ body }: Answer) => body?.type === "application/problem+json";

function SuccessAnswer({ answer: { status, description, body, headers } }: { answer: Answer }) {
  return (
    <details>
      <summary>
        <span className="status" data-kind={status < 400 ? "good" : "bad"}>
          {status}
        </span>
        <span>{description}</span>
      </summary>
      <div className="inner">
        {body && body.fields.length > 0 ? <FieldList fields={body.fields} answered /> : null}
        {/* The first one is shown beside the text. */}
        {body?.examples.slice(1).map(({ name, title, value }) => (
          <Value key={name} value={value} title={title} />
        ))}
        <Headers headers={headers} />
      </div>
    </details>
  );
}

function ProblemAnswer({ answer: { status, body, headers } }: { answer: Answer }) {
  const examples = body?.examples ?? [];
  return (
    <details>
      <summary>
        <span className="status" data-kind="bad">
          {status}
        </span>
        <span className="codes">
          {examples.map(({ name }) => (
            <code key={name}>{name}</code>
          ))}
        </span>
      </summary>
      <div className="inner">
        {examples.map(({ name, title, value }) => (
          <div key={name} className="mt-3 first:mt-0">
            <p className="mb-2">
              {title}.{" "}
              <a href={errorHref(name)} className="quiet-link text-patina">
                What to do
              </a>
            </p>
            {/* Not coloured: there are a hundred of them on a page. */}
            <pre className="plain">{JSON.stringify(value, null, 2)}</pre>
          </div>
        ))}
        <p className="limits mt-3">With the headers {headers.map(({ name }) => name).join(", ")}.</p>
      </div>
    </details>
  );
}

function Headers({ headers }: Pick<Answer, "headers">) {
  return (
    <details className="inside">
      <summary>Headers</summary>
      <dl className="fields">
        {headers.map(({ name, description }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              <Markdown text={description} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
