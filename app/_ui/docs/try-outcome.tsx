import Link from "next/link";
import { type Outcome, problemCodeOf } from "#ui/docs/try-call.ts";

/** What came back: status, time, headers and body; or one sentence where nothing did. */
export function TryOutcome({ outcome }: { outcome: Outcome | string | null }) {
  return (
    <div aria-live="polite" className="min-w-0">
      {outcome === null ? null : typeof outcome === "string" ? (
        <p className="font-medium text-alarm">{outcome}</p>
      ) : (
        <Received outcome={outcome} />
      )}
    </div>
  );
}

function Received({ outcome }: { outcome: Outcome }) {
  const { status, statusText, ms, headers, text, open } = outcome;
  const code = problemCodeOf(outcome);
  return (
    <div className="outcome">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="status" data-kind={status < 400 ? "good" : "bad"}>
          {status} {statusText}
        </span>
        <span className="text-sm text-faint">
          {ms} ms{open ? ", and goes on" : ""}
        </span>
        {code ? (
          <Link href={`/docs/errors#${code}`} className="quiet-link text-sm text-patina">
            What {code} means
          </Link>
        ) : null}
      </p>
      <details className="inside">
        <summary>{headers.length} headers</summary>
        <pre>{headers.map(([name, value]) => `${name}: ${value}`).join("\n")}</pre>
      </details>
      {text === "" ? (
        <p className="text-sm text-faint">{open ? "Nothing yet." : "No body."}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <pre tabIndex={0}>{text}</pre>
      )}
    </div>
  );
}
