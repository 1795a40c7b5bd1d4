"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { removeAvatar, setAvatar } from "#actions/users.ts";
import { useAlive } from "#ui/alive.ts";
import { Avatar } from "#ui/avatar.tsx";
import { Field } from "#ui/field.tsx";
import { Form, Submit } from "#ui/form.tsx";
import { UploadProgress } from "./progress.tsx";
import { acceptedPictures, startUpload, type UploadState } from "./upload.ts";

type AvatarFormProps = { name: string; url: string | null };

/**
 * A person's picture and how to change it. With JavaScript it is uploaded as soon as it is chosen; without, the form
 * sends it.
 */
export function AvatarForm({ name, url }: AvatarFormProps) {
  return (
    <section aria-labelledby="avatar-heading" className="mb-10 max-w-lg border-b border-line pb-10">
      <h2 id="avatar-heading" className="mb-4 text-[0.9375rem] font-medium">
        Your picture
      </h2>
      <div className="flex flex-wrap items-start gap-6">
        <Avatar name={name} url={url} size="large" />
        <div className="grid min-w-0 flex-1 basis-64 gap-4">
          <Form id="avatar" action={setAvatar} className="grid gap-4" label="Your picture">
            <PictureField />
          </Form>
          {url ? (
            <form action={removeAvatar}>
              <Submit className="small-button">Remove the picture</Submit>
            </form>
          ) : null}
        </div>
      </div>
    </section>
  );
}

type Chosen = { name: string; state: UploadState };

/** One field before and after the page is alive, so that what was chosen before is uploaded then. */
function PictureField() {
  const alive = useAlive();
  const { input, result, chosen, choose } = useChosenPicture(alive);
  return (
    <>
      <Field
        ref={input}
        name={alive ? "chosen" : "file"}
        type="file"
        accept={acceptedPictures}
        label="A new picture"
        hint={`JPEG, PNG or WebP. It is shown as a square.${alive ? "" : " Up to 5 MB."}`}
        required={!alive}
        onChange={choose}
      />
      {alive ? (
        <input ref={result} type="hidden" name="mediaId" />
      ) : (
        <Submit className="button justify-self-start">Use this picture</Submit>
      )}
      {chosen && chosen.state.phase !== "ready" ? <UploadProgress {...chosen} /> : null}
    </>
  );
}

/** Uploads what is chosen, and sends the form with what became of it. */
function useChosenPicture(alive: boolean) {
  const [chosen, setChosen] = useState<Chosen>();
  const input = useRef<HTMLInputElement>(null);
  const result = useRef<HTMLInputElement>(null);
  const stop = useRef<() => void>(undefined);
  const choose = useCallback(() => {
    const file = input.current?.files?.[0];
    if (!input.current || !file) return;
    input.current.value = ""; // the form does not send it again
    stop.current?.();
    stop.current = startUpload(file, (state) => {
      setChosen({ name: file.name, state });
      if (state.phase !== "ready" || !result.current) return;
      result.current.value = state.media.id;
      result.current.form?.requestSubmit();
    });
  }, []);
  useEffect(() => {
    if (alive) choose();
  }, [alive, choose]);
  useEffect(() => () => stop.current?.(), []);
  return { input, result, chosen, choose };
}
