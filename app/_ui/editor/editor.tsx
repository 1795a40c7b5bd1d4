"use client";

import type { FormState } from "#actions/form-state.ts";
import type { MediaView } from "#lib/media/schema.ts";
import { Choice, Field, TextField } from "#ui/field.tsx";
import { Form, Submit } from "#ui/form.tsx";
import { Manuscript } from "./manuscript.tsx";

export type EditorDraft = {
  id?: string;
  title: string;
  excerpt: string;
  content: string;
  visibility: "public" | "members";
  published: boolean;
  /** those that the text shows */
  pictures: MediaView[];
};

type EditorProps = {
  draft: EditorDraft;
  action: (state: FormState, form: FormData) => Promise<FormState>;
};

const visibilities = [
  { value: "public", label: "Everyone", hint: "Anybody can read it." },
  { value: "members", label: "Members", hint: "Everybody sees the title and the summary; members read on." },
];

/** The form for a post: title, text with preview, summary, who may read it, and what to do with it. */
export function Editor({ draft, action }: EditorProps) {
  return (
    <Form id="post" action={action} className="grid gap-8" guarded>
      {draft.id ? <input type="hidden" name="id" value={draft.id} /> : null}
      <Field
        name="title"
        label="Title"
        defaultValue={draft.title}
        required
        minLength={5}
        maxLength={200}
        autoComplete="off"
        className="py-3 font-serif text-2xl font-semibold"
      />
      <Manuscript content={draft.content} pictures={draft.pictures} />
      <div className="grid gap-8 md:grid-cols-2">
        <TextField
          name="excerpt"
          label="Summary"
          hint="What the front page and search show, up to 500 characters. May stay empty."
          defaultValue={draft.excerpt}
          rows={4}
          maxLength={500}
        />
        <Choice
          name="visibility"
          label="Who reads it"
          options={visibilities}
          defaultValue={draft.visibility}
        />
      </div>
      <EditorButtons published={draft.published} />
    </Form>
  );
}

function EditorButtons({ published }: { published: boolean }) {
  return (
    <div className="flex flex-wrap gap-3 border-t border-line pt-6">
      <Submit name="status" value="published">
        {published ? "Save changes" : "Publish"}
      </Submit>
      <Submit name="status" value="draft" kind="plain">
        {published ? "Unpublish" : "Save draft"}
      </Submit>
    </div>
  );
}
