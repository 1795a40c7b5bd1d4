"use client";

import { useDeferredValue, useState, useSyncExternalStore } from "react";
import { TextField } from "#ui/field.tsx";
import { useForm } from "#ui/form.tsx";
import { Prose } from "#ui/prose.tsx";

const never = () => () => {};

/** False on the server and until the page is alive: what needs JavaScript is offered only then. */
const useAlive = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/**
 * The text of a post beside what it will look like. On a narrow screen one of the two shows at a time;
 * without JavaScript the preview stands below and shows the text as it was last saved or sent.
 */
export function Manuscript({ content }: { content: string }) {
  const { state } = useForm();
  const [typed, setTyped] = useState<string>();
  const [previewing, setPreviewing] = useState(false);
  const alive = useAlive();
  const shown = useDeferredValue(typed ?? state.values.content ?? content);
  const onlyWide = (hidden: boolean) => (alive && hidden ? "hidden lg:block" : "");

  return (
    <div>
      {alive ? <ViewSwitch previewing={previewing} onSwitch={setPreviewing} /> : null}
      <div className="grid gap-8 lg:grid-cols-2">
        <div className={onlyWide(previewing)}>
          <TextField
            name="content"
            label="Text"
            hint="Markdown: # for headings, *emphasis*, [links](https://…), > quotes, lists and tables."
            defaultValue={content}
            onInput={(event) => setTyped(event.currentTarget.value)}
            required
            minLength={10}
            maxLength={100_000}
            rows={22}
            className="min-h-96 resize-y font-mono text-[0.9375rem] leading-relaxed lg:min-h-[36rem]"
          />
        </div>
        <section aria-label="Preview" className={`min-w-0 ${onlyWide(!previewing)}`}>
          <p className="mb-1.5 text-[0.9375rem] font-medium text-faint">Preview</p>
          <div className="border-t border-line pt-4 lg:max-h-[36rem] lg:overflow-y-auto lg:pr-2">
            {shown.trim() ? <Prose markdown={shown} kind="post" /> : <Nothing />}
          </div>
        </section>
      </div>
    </div>
  );
}

function Nothing() {
  return <p className="font-serif text-lg text-faint italic">What you write appears here.</p>;
}

function ViewSwitch({
  previewing,
  onSwitch,
}: {
  previewing: boolean;
  onSwitch: (previewing: boolean) => void;
}) {
  return (
    <div className="mb-3 lg:hidden">
      <button
        type="button"
        className="button"
        aria-pressed={previewing}
        onClick={() => onSwitch(!previewing)}
      >
        {previewing ? "Back to writing" : "Preview"}
      </button>
    </div>
  );
}
