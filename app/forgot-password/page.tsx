import type { Metadata } from "next";
import Link from "next/link";
import { requestPasswordReset } from "#actions/auth.ts";
import { Field } from "#ui/field.tsx";
import { Form, Submit } from "#ui/form.tsx";
import { PageFrame } from "#ui/page-frame.tsx";

export const metadata: Metadata = { title: "Forgotten password", robots: { index: false } };

export default function ForgotPasswordPage() {
  return (
    <PageFrame
      title="A new password"
      width="form"
      lead={<p>Say where your account's mail goes, and a link to set a new password comes there.</p>}
    >
      <Form id="forgot" action={requestPasswordReset}>
        <Field name="email" label="Email" type="email" autoComplete="username" required />
        <Submit>Send the link</Submit>
      </Form>
      <p className="mt-8 text-[0.9375rem]">
        <Link href="/login" className="quiet-link">
          Back to sign in
        </Link>
      </p>
    </PageFrame>
  );
}
