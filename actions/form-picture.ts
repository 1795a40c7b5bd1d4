import { action } from "#lib/http/action.ts";
import { uploadForm } from "#lib/media/schema.ts";
import { uploadPicture } from "#lib/media/uploads.ts";
import { fieldOf, typedValues } from "./form-action.ts";
import type { FormState } from "./form-state.ts";

type Send = (before: FormState, form: FormData) => Promise<FormState>;

const addPicture = action({ auth: "user", limit: "upload", input: uploadForm }, ({ caller, input }) =>
  uploadPicture(caller, input),
);

/**
 * Before a form is sent on: takes in the picture that it brings along and shows it below its text. For browsers
 * without JavaScript; with it, pictures are uploaded while one writes. A picture that is refused keeps the form back.
 */
export function withPicture(send: Send): Send {
  return async (before, form) => {
    const file = form.get("picture");
    if (!(file instanceof File) || file.size === 0) return send(before, form);
    const alt = fieldOf(form, "pictureAlt");
    const added = await addPicture({ file, alt });
    if (!added.ok) {
      const { fields, message } = added.error;
      return { values: typedValues(form), error: message, fields: { picture: fields?.file ?? message } };
    }
    form.set("content", `${fieldOf(form, "content")}\n\n![${bracketed(alt)}](/api/media/${added.data.id})\n`);
    for (const name of ["picture", "pictureAlt"]) form.delete(name);
    return send(before, form);
  };
}

const bracketed = (alt: string) => alt.replace(/[\\[\]]/g, "\\$&").replace(/\s+/g, " ");
