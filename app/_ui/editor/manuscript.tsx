"use client";

import { type DragEvent, type ReactNode, useDeferredValue, useMemo, useRef, useState } from "react";
import type { MediaView } from "#lib/media/schema.ts";
import { useAlive } from "#ui/alive.ts";
import { Field, TextField } from "#ui/field.tsx";
import { useForm } from "#ui/form.tsx";
import { Prose } from "#ui/prose.tsx";
import { acceptedPictures } from "#ui/uploads/upload.ts";
import { type UploadItem, useUploads } from "#ui/uploads/use-uploads.ts";
import { describePicture, insertParagraph, pictureMarkdown, removePicture } from "./insertion.ts";
import { PictureList } from "./pictures.tsx";

type ManuscriptProps = {
  content: string;
  /** those that the text shows already */
  pictures: MediaView[];
};

/**
 * The text of a post beside what it will look like. On a narrow screen one of the two shows at a time;
 * without JavaScript the preview stands below and shows the text as it was last saved or sent, and a picture comes
 * along when it is.
 */
export function Manuscript({ content, pictures }: ManuscriptProps) {
  const { state } = useForm();
  const [typed, setTyped] = useState<string>();
  const [previewing, setPreviewing] = useState(false);
  const alive = useAlive();
  const shown = useDeferredValue(typed ?? state.values.content ?? content);
  const { known, ...writing } = usePictures(pictures);
  const onlyWide = (hidden: boolean) => (alive && hidden ? "hidden lg:block" : "");

  return (
    <div>
      {alive ? <ViewSwitch previewing={previewing} onSwitch={setPreviewing} /> : null}
      <div className="grid gap-8 lg:grid-cols-2">
        <div className={onlyWide(previewing)}>
          <Writing {...writing} content={content} alive={alive} onTyped={setTyped} />
        </div>
        <Preview shown={shown} pictures={known} className={onlyWide(!previewing)} />
      </div>
    </div>
  );
}

type WritingProps = Omit<ReturnType<typeof usePictures>, "known"> & {
  content: string;
  alive: boolean;
  onTyped: (text: string) => void;
};

/** The text itself, and the pictures that go into it. */
function Writing({ area, uploads, onRemove, content, alive, onTyped }: WritingProps) {
  return (
    <>
      <DropArea onFiles={uploads.add}>
        <TextField
          ref={area}
          name="content"
          label="Text"
          hint="Markdown: # for headings, *emphasis*, [links](https://…), > quotes, lists and tables."
          defaultValue={content}
          onInput={(event) => onTyped(event.currentTarget.value)}
          required
          minLength={10}
          maxLength={100_000}
          rows={22}
          className="min-h-96 resize-y font-mono text-[0.9375rem] leading-relaxed lg:min-h-[36rem]"
        />
      </DropArea>
      {alive ? (
        <PictureList
          items={uploads.items}
          onAdd={uploads.add}
          onRetry={uploads.retry}
          onRemove={onRemove}
          onDescribe={(id, alt) => area.current && describePicture(area.current, id, alt)}
        />
      ) : (
        <PictureFields />
      )}
    </>
  );
}

/** The pictures of the text: those that were there, and those on their way into it. */
function usePictures(initial: MediaView[]) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [added, setAdded] = useState<MediaView[]>([]);
  const known = useMemo(
    () => new Map([...initial, ...added].map((each) => [each.id, each])),
    [initial, added],
  );
  const uploads = useUploads((media) => {
    setAdded((all) => [...all, media]);
    if (area.current) insertParagraph(area.current, pictureMarkdown(media.id, media.alt));
  });
  const onRemove = (item: UploadItem) => {
    if (item.state.phase === "ready" && area.current) removePicture(area.current, item.state.media.id);
    uploads.remove(item.key);
  };
  return { area, known, uploads, onRemove };
}

type DropAreaProps = { onFiles: (files: File[]) => void; children: ReactNode };

/** Takes pictures that are dropped on it or pasted into it. Text and links go where they always went. */
function DropArea({ onFiles, children }: DropAreaProps) {
  const [over, setOver] = useState(false);
  const brings = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes("Files");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button and pasting do without a mouse.
    <div
      className={over ? "rounded-[3px] outline-2 outline-offset-8 outline-patina outline-dashed" : ""}
      onDragOver={(event) => {
        if (!brings(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (!brings(event)) return;
        event.preventDefault();
        onFiles([...event.dataTransfer.files]);
      }}
      onPaste={(event) => {
        const { files, types } = event.clipboardData;
        // A word processor offers a picture of the text beside the text.
        if (files.length === 0 || types.includes("text/plain")) return;
        event.preventDefault();
        onFiles([...files]);
      }}
    >
      {children}
    </div>
  );
}

/** Where there is no JavaScript: one picture a time, which the server adds to the text when it is saved. */
function PictureFields() {
  return (
    <div className="mt-4 grid gap-4">
      <Field
        name="picture"
        type="file"
        accept={acceptedPictures}
        label="Add a picture"
        hint="JPEG, PNG or WebP, up to 5 MB. It comes below the text when you save it."
      />
      <Field name="pictureAlt" label="What the picture shows" maxLength={500} />
    </div>
  );
}

type PreviewProps = { shown: string; pictures: ReadonlyMap<string, MediaView>; className: string };

function Preview({ shown, pictures, className }: PreviewProps) {
  return (
    <section aria-label="Preview" className={`min-w-0 ${className}`}>
      <p className="mb-1.5 text-[0.9375rem] font-medium text-faint">Preview</p>
      <div className="border-t border-line pt-4 lg:max-h-[36rem] lg:overflow-y-auto lg:pr-2">
        {shown.trim() ? <Prose markdown={shown} kind="post" pictures={pictures} /> : <Nothing />}
      </div>
    </section>
  );
}

function Nothing() {
  return <p className="font-serif text-lg text-faint italic">What you write appears here.</p>;
}

type ViewSwitchProps = { previewing: boolean; onSwitch: (previewing: boolean) => void };

function ViewSwitch({ previewing, onSwitch }: ViewSwitchProps) {
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
