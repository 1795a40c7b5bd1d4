import type { Field } from "#lib/openapi/reference/fields.ts";
import { Markdown } from "#ui/docs/markdown.tsx";

type FieldsProps = { title: string; fields: Field[] };

/** The parameters of an operation, or the properties of a body. */
export function Fields({ title, fields }: FieldsProps) {
  if (fields.length === 0) return null;
  return (
    <div className="mt-7">
      <h3 className="eyebrow">{title}</h3>
      <FieldList fields={fields} />
    </div>
  );
}

type FieldListProps = {
  fields: Field[];
  /** They are answered, not sent: a field is there unless it is said not to be. */
  answered?: boolean;
};

export function FieldList({ fields, answered = false }: FieldListProps) {
  return (
    <dl className="fields">
      {fields.map((field) => (
        <div key={field.name}>
          <dt>
            <code>{field.name}</code> <span className="type">{field.type}</span>
            {field.required && !answered ? <span className="required">required</span> : null}
            {!field.required && answered ? <span className="type">not always</span> : null}
          </dt>
          <dd>
            <Markdown text={field.description} />
            <Limits field={field} />
            <Inside field={field} answered={answered} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Limits({ field }: { field: Field }) {
  const { bounds, values } = field;
  if (bounds.length + values.length === 0 && field.default === undefined) return null;
  return (
    <p className="limits">
      {values.length > 0 ? (
        <span>
          {values.length > 1 ? "One of " : "Always "}
          {values.map((value, at) => (
            <span key={value}>
              {at > 0 ? ", " : ""}
              <code>{value}</code>
            </span>
          ))}
          .{" "}
        </span>
      ) : null}
      {bounds.map((bound) => (
        <span key={bound}>{bound.startsWith("`") ? <code>{bound.slice(1, -1)}</code> : bound}. </span>
      ))}
      {field.default === undefined ? null : (
        <span>
          Left out, it is <code>{field.default}</code>.
        </span>
      )}
    </p>
  );
}

function Inside({ field: { name, fields }, answered }: { field: Field; answered: boolean }) {
  if (fields.length === 0) return null;
  return (
    <details className="inside">
      <summary>
        What is in <code>{name}</code>
      </summary>
      <FieldList fields={fields} answered={answered} />
    </details>
  );
}
