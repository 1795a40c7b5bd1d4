import type { Metadata } from "next";
import { updateProfile } from "#actions/users.ts";
import { Field, TextField } from "#ui/field.tsx";
import { Form, Submit } from "#ui/form.tsx";
import { AvatarForm } from "#ui/uploads/avatar-form.tsx";
import { requireViewer, type Viewer } from "../_viewer.ts";

export const metadata: Metadata = { title: "Profile", robots: { index: false } };

export default async function ProfileSettingsPage() {
  const viewer = await requireViewer("/settings");
  return (
    <>
      <AvatarForm name={viewer.name} url={viewer.avatarUrl} />
      <ProfileForm viewer={viewer} />
    </>
  );
}

function ProfileForm({ viewer }: { viewer: Viewer }) {
  return (
    <Form id="profile" action={updateProfile} className="grid max-w-lg gap-6">
      <input type="hidden" name="id" value={viewer.id} />
      <Field
        name="name"
        label="Name"
        defaultValue={viewer.name}
        autoComplete="name"
        required
        minLength={2}
        maxLength={80}
      />
      <Field
        name="username"
        label="Username"
        defaultValue={viewer.username}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint="The address of your page: letters, digits and underscores. Links to the old one stop working."
      />
      <TextField
        name="bio"
        label="About you"
        defaultValue={viewer.bio ?? ""}
        rows={5}
        maxLength={500}
        hint="Up to 500 characters, on your page."
      />
      <Submit className="button justify-self-start">Save</Submit>
    </Form>
  );
}
