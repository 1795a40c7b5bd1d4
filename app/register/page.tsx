import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { register } from "#actions/auth.ts";
import { sameSitePath } from "#lib/auth/next-path.ts";
import { Field } from "#ui/field.tsx";
import { Form, Submit } from "#ui/form.tsx";
import { PageFrame } from "#ui/page-frame.tsx";
import { findViewer, parameter, type SearchParams } from "../_viewer.ts";

export const metadata: Metadata = { title: "Join" };

export default async function RegisterPage({ searchParams }: { searchParams: SearchParams }) {
  const next = sameSitePath(parameter((await searchParams).next), "/");
  if (await findViewer()) redirect(next);
  return (
    <PageFrame title="Join Plinth" width="form" lead={<KnownHere next={next} />}>
      <Form id="register" action={register}>
        <input type="hidden" name="next" value={next} />
        <Field
          name="name"
          label="Name"
          autoComplete="name"
          required
          minLength={2}
          maxLength={80}
          hint="As it stands under what you write."
        />
        <Field name="email" label="Email" type="email" autoComplete="username" required />
        <Field
          name="password"
          label="Password"
          type="password"
          autoComplete="new-password"
          required
          minLength={10}
          hint="At least 10 characters. A few words that don't belong together are best."
        />
        <Submit>Make the account</Submit>
      </Form>
    </PageFrame>
  );
}

function KnownHere({ next }: { next: string }) {
  const query = next === "/" ? "" : `?next=${encodeURIComponent(next)}`;
  return (
    <p>
      Read everything, write, take part.{" "}
      <Link href={`/login${query}`} className="quiet-link">
        I have an account
      </Link>
    </p>
  );
}
