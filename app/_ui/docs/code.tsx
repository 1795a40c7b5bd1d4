import { CopyButton } from "#ui/docs/copy-button.tsx";
import { highlight, type Language } from "#ui/docs/highlight.ts";

type CodeProps = { code: string; language: Language; title?: string };

/** A piece of code to read and to copy. */
export function Code({ code, language, title }: CodeProps) {
  return (
    <figure className="snippet">
      <figcaption>
        <span>{title ?? names[language]}</span>
        <CopyButton />
      </figcaption>
      <CodeText code={code} language={language} />
    </figure>
  );
}

const names = { bash: "Shell", http: "HTTP", json: "JSON", typescript: "TypeScript", text: "Text" };

/** The code alone. It scrolls, so the keyboard must reach it. */
export function CodeText({ code, language }: Pick<CodeProps, "code" | "language">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <pre tabIndex={0}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the highlighter escapes all that it is given */}
      <code dangerouslySetInnerHTML={{ __html: highlight(code, language) }} />
    </pre>
  );
}

/** A value as JSON. Text that is no JSON (a stream, say) is shown as it is. */
export function Value({ value, title }: { value: unknown; title: string }) {
  if (typeof value === "string") return <Code code={value.trim()} language="text" title={title} />;
  return <Code code={JSON.stringify(value, null, 2)} language="json" title={title} />;
}
