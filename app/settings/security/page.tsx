import type { Metadata } from "next";
import { changePassword, logoutEverywhere } from "#actions/auth.ts";
import { Form, Submit } from "#ui/form.tsx";
import { NewPasswordField } from "#ui/new-password-field.tsx";
import { requireViewer } from "../../_viewer.ts";

export const metadata: Metadata = { title: "Security", robots: { index: false } };

export default async function SecuritySettingsPage() {
  const viewer = await requireViewer("/settings/security");
  return (
    <div className="grid max-w-lg gap-12">
      <section aria-labelledby="password-heading">
        <h2 id="password-heading" className="mb-4 font-serif text-xl font-semibold">
          Password
        </h2>
        <Form id="password" action={changePassword}>
          <NewPasswordField email={viewer.email} />
          <Submit className="button justify-self-start">Change the password</Submit>
        </Form>
      </section>
      <section aria-labelledby="sessions-heading" className="border-t border-line pt-8">
        <h2 id="sessions-heading" className="font-serif text-xl font-semibold">
          Sessions
        </h2>
        <p className="mt-2 mb-5 text-soft">
          Signs you out of every browser and device, this one too. Do it when one of them got lost.
        </p>
        <form action={logoutEverywhere}>
          <button type="submit" className="button" data-kind="danger">
            Sign out everywhere
          </button>
        </form>
      </section>
    </div>
  );
}
