import type { Snippet } from "#lib/openapi/reference/snippets.ts";
import { CodeText } from "#ui/docs/code.tsx";
import { CopyButton } from "#ui/docs/copy-button.tsx";

type SnippetsProps = { id: string; snippets: Snippet[] };

/** The same call in several languages, one of which is shown. Which one is a radio button's matter, without JavaScript. */
export function Snippets({ id, snippets }: SnippetsProps) {
  return (
    <figure className="snippet" data-languages>
      <figcaption>
        <span className="languages" role="radiogroup" aria-label="Language of the example">
          {snippets.map(({ language, title }, at) => (
            <label key={language}>
              <input
                type="radio"
                name={`language-${id}`}
                value={language}
                defaultChecked={at === 0}
                className="sr-only"
              />
              {title}
            </label>
          ))}
        </span>
        <CopyButton />
      </figcaption>
      {snippets.map(({ language, code }) => (
        <div key={language} data-language={language}>
          <CodeText code={code} language={language === "curl" ? "bash" : "typescript"} />
        </div>
      ))}
    </figure>
  );
}
