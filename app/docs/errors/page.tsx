import type { Metadata } from "next";
import { catalogue } from "#lib/errors.ts";
import { errorGuide } from "#lib/openapi/error-guide.ts";
import { errorCodes, problemExample } from "#lib/openapi/problem.ts";
import { operationHref } from "#lib/openapi/reference/entries.ts";
import type { Operation } from "#lib/openapi/reference/reference.ts";
import { Value } from "#ui/docs/code.tsx";
import { Markdown } from "#ui/docs/markdown.tsx";
import { apiUrl, reference } from "../_reference.ts";

export const metadata: Metadata = {
  title: "Error codes: API",
  description: "Every code that the API answers with: what happened, and what to do.",
};

const lead =
  "Every failure is a problem document ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)). `code` is the contract: " +
  "it never changes its meaning, and its `type` leads to its place on this page. `title` and `detail` are for people.";

/** Every code of the catalogue, each under its own anchor: where the `type` of a problem leads. */
export default async function ErrorsPage() {
  const operations = (await reference()).flatMap((part) => part.operations);
  const byStatus = Map.groupBy(errorCodes, (code) => catalogue[code].status);
  return (
    <>
      <h1 className="display">Error codes</h1>
      <Markdown text={lead} className="lead" />
      <table className="codes-table">
        <thead>
          <tr>
            <th scope="col">Status</th>
            <th scope="col">Codes</th>
          </tr>
        </thead>
        <tbody>
          {[...byStatus].map(([status, codes]) => (
            <tr key={status}>
              <td>{status}</td>
              <td>
                {codes.map((code) => (
                  <a key={code} href={`#${code}`}>
                    <code>{code}</code>
                  </a>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {errorCodes.map((code) => (
        <ErrorSection
          key={code}
          code={code}
          operations={operations.filter(({ codes }) => codes.includes(code))}
        />
      ))}
    </>
  );
}

type ErrorSectionProps = { code: (typeof errorCodes)[number]; operations: Operation[] };

function ErrorSection({ code, operations }: ErrorSectionProps) {
  const { status, title } = catalogue[code];
  const { happened, remedy } = errorGuide[code];
  return (
    <section id={code} className="operation" aria-labelledby={`${code}-title`}>
      <h2 id={`${code}-title`} className="font-mono text-xl font-semibold">
        <a href={`#${code}`} className="anchor">
          {code}
        </a>
      </h2>
      <p className="route">
        <span className="status" data-kind="bad">
          {status}
        </span>
        <span>{title}</span>
      </p>
      <div className="columns">
        <div className="min-w-0">
          <h3 className="eyebrow">What happened</h3>
          <Markdown text={happened} />
          <h3 className="eyebrow mt-5">What to do</h3>
          <Markdown text={remedy} />
          <AnsweredBy operations={operations} />
        </div>
        <div className="aside">
          <Value value={problemExample(apiUrl(), code)} title="Example" />
        </div>
      </div>
    </section>
  );
}

/** A longer list tells nobody anything. */
const mostListed = 15;

function AnsweredBy({ operations }: { operations: Operation[] }) {
  if (operations.length === 0) return null;
  if (operations.length > mostListed) {
    return <p className="caller">It can happen nearly everywhere: to {operations.length} operations.</p>;
  }
  return (
    <details className="inside">
      <summary>
        Where it can happen: {operations.length} {operations.length === 1 ? "operation" : "operations"}
      </summary>
      <ul className="routes">
        {operations.map(({ id, part, method, path }) => (
          <li key={id}>
            <a href={operationHref({ part, id })}>
              <span className="method" data-method={method}>
                {method}
              </span>
              <code>{path}</code>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
