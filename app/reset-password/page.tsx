import type { Metadata } from "next";
import Link from "next/link";
import { resetPassword } from "#actions/auth.ts";
import { Form, Submit } from "#ui/form.tsx";
import { NewPasswordField } from "#ui/new-password-field.tsx";
import { PageFrame } from "#ui/page-frame.tsx";
import { findViewer } from "../_viewer.ts";

export const metadata: Metadata = { title: "New password", robots: { index: false } };

/** The link in the mail has signed its owner in; here is only the password left to choose. */
export default async function ResetPasswordPage() {
  const viewer = await findViewer();
  if (viewer === null) return <NoLink />;
  return (
    <PageFrame title="Set a new password" width="form" lead={<p>For the account of {viewer.email}.</p>}>
      <Form id="reset" action={resetPassword}>
        <NewPasswordField email={viewer.email} />
        <Submit>Set the password</Submit>
      </Form>
    </PageFrame>
  );
}

function NoLink() {
  return (
    <PageFrame
      title="Set a new password"
      width="form"
      lead={<p>This page is reached by the link in our mail. That link works once and not for long.</p>}
    >
      <Link href="/forgot-password" className="button" data-kind="primary">
        Send me a link
      </Link>
    </PageFrame>
  );
}
