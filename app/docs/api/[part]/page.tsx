import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Markdown } from "#ui/docs/markdown.tsx";
import { OperationSection } from "#ui/docs/operation.tsx";
import { apiUrl, reference } from "../../_reference.ts";

type PartProps = { params: Promise<{ part: string }> };

export async function generateMetadata({ params }: PartProps): Promise<Metadata> {
  const { title, description } = await partOf(params);
  return { title: `${title}: API`, description };
}

/** One part of the API with all of its operations. */
export default async function PartPage({ params }: PartProps) {
  const { title, description, operations } = await partOf(params);
  const siteUrl = apiUrl();
  return (
    <>
      <h1 className="display">{title}</h1>
      <Markdown text={description} className="lead" />
      <ul className="routes">
        {operations.map(({ id, method, path }) => (
          <li key={id}>
            <a href={`#${id}`}>
              <span className="method" data-method={method}>
                {method}
              </span>
              <code>{path}</code>
            </a>
          </li>
        ))}
      </ul>
      {operations.map((operation) => (
        <OperationSection key={operation.id} operation={operation} siteUrl={siteUrl} />
      ))}
    </>
  );
}

async function partOf(params: PartProps["params"]) {
  const [{ part: wanted }, parts] = await Promise.all([params, reference()]);
  return parts.find(({ name }) => name === wanted) ?? notFound();
}
