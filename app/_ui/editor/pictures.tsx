"use client";

import { useId, useRef } from "react";
import { UploadProgress } from "#ui/uploads/progress.tsx";
import { acceptedPictures } from "#ui/uploads/upload.ts";
import { isUnderWay, type UploadItem } from "#ui/uploads/use-uploads.ts";

type PictureListProps = {
  items: UploadItem[];
  onAdd: (files: FileList) => void;
  onRetry: (key: number) => void;
  onRemove: (item: UploadItem) => void;
  /** the words for a picture that is ready have changed */
  onDescribe: (id: string, alt: string) => void;
};

/** The pictures that were added to a text since the page was opened, and the button that adds more. */
export function PictureList({ items, onAdd, ...actions }: PictureListProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <section aria-label="Pictures" className="mt-3">
      <input
        ref={input}
        type="file"
        accept={acceptedPictures}
        multiple
        hidden
        onChange={({ currentTarget }) => {
          if (currentTarget.files) onAdd(currentTarget.files);
          currentTarget.value = "";
        }}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <button type="button" className="button" onClick={() => input.current?.click()}>
          Add pictures
        </button>
        <p className="text-sm text-faint">or drop or paste them into the text. JPEG, PNG or WebP.</p>
      </div>
      {items.length > 0 ? (
        <ul className="mt-4 grid gap-px overflow-hidden rounded-[3px] border border-line bg-line">
          {items.map((item) => (
            <PictureRow key={item.key} item={item} {...actions} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

type PictureRowProps = { item: UploadItem } & Omit<PictureListProps, "items" | "onAdd">;

function PictureRow({ item, onRetry, onRemove, onDescribe }: PictureRowProps) {
  const { file, state } = item;
  return (
    <li className="flex flex-wrap items-start gap-4 bg-raised p-4 sm:flex-nowrap">
      <Thumbnail item={item} />
      <div className="grid min-w-0 flex-1 basis-48 gap-2">
        <p className="truncate text-[0.9375rem] font-medium">{file.name}</p>
        {state.phase === "ready" ? (
          <Description onChange={(alt) => onDescribe(state.media.id, alt)} />
        ) : (
          <UploadProgress state={state} name={file.name} />
        )}
      </div>
      <div className="flex shrink-0 gap-x-4">
        {state.phase === "failed" ? (
          <button type="button" className="small-button" onClick={() => onRetry(item.key)}>
            Retry
          </button>
        ) : null}
        <button
          type="button"
          className="small-button"
          aria-label={`${isUnderWay(state) ? "Cancel" : "Remove"} ${file.name}`}
          onClick={() => onRemove(item)}
        >
          {isUnderWay(state) ? "Cancel" : "Remove"}
        </button>
      </div>
    </li>
  );
}

function Thumbnail({ item: { state } }: { item: UploadItem }) {
  const shape = "size-16 shrink-0 rounded-[3px] bg-sunk";
  if (state.phase !== "ready") return <span aria-hidden="true" className={shape} />;
  // biome-ignore lint/performance/noImgElement: the file is made in sizes already.
  return <img src={`/api/media/${state.media.id}?w=320`} alt="" className={`${shape} object-cover`} />;
}

function Description({ onChange }: { onChange: (alt: string) => void }) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm text-soft">
        What does it show? Read aloud to those who can't see it.
      </label>
      <input
        id={id}
        className="field"
        maxLength={500}
        autoComplete="off"
        onInput={(event) => onChange(event.currentTarget.value)}
        // Enter would send the whole form.
        onKeyDown={(event) => {
          if (event.key === "Enter") event.preventDefault();
        }}
      />
    </div>
  );
}
