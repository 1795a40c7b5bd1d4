import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { login, sendMagicLink } from "#actions/auth.ts";
import { sameSitePath } from "#lib/auth/next-path.ts";
import { Field } from "#ui/field.tsx";
import { Form, Submit } from "#ui/form.tsx";
import { PageFrame } from "#ui/page-frame.tsx";
import { findViewer, parameter, type SearchParams } from "../_viewer.ts";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

export default async function LoginPage({ searchParams }: { searchParams: SearchParams }) {
  const { next: wanted, error } = await searchParams;
  const next = sameSitePath(parameter(wanted), "/");
  if (await findViewer()) redirect(next);
  return (
    <PageFrame title="Sign in" width="form" lead={<NewHere next={next} />}>
      {error ? <BrokenLink /> : null}
      <PasswordForm next={next} />
      <div className="my-10 flex items-center gap-4 text-sm text-faint" aria-hidden="true">
        <span className="h-px flex-1 bg-line" /> or <span className="h-px flex-1 bg-line" />
      </div>
      <LinkForm next={next} />
    </PageFrame>
  );
}

function NewHere({ next }: { next: string }) {
  const query = next === "/" ? "" : `?next=${encodeURIComponent(next)}`;
  return (
    <p>
      New here?{" "}
      <Link href={`/register${query}`} className="quiet-link">
        Make an account
      </Link>
    </p>
  );
}

function BrokenLink() {
  return (
    <p role="alert" className="mb-6 rounded-[3px] border-l-4 border-alarm bg-alarm-wash px-4 py-3">
      That link was used before or is too old. Sign in, or ask for another one.
    </p>
  );
}

function PasswordForm({ next }: { next: string }) {
  return (
    <Form id="login" action={login} label="Sign in with a password">
      <input type="hidden" name="next" value={next} />
      <Field name="email" label="Email" type="email" autoComplete="username" required />
      <Field
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        required
        hint={
          <Link href="/forgot-password" className="quiet-link">
            Forgotten it?
          </Link>
        }
      />
      <Submit>Sign in</Submit>
    </Form>
  );
}

function LinkForm({ next }: { next: string }) {
  return (
    <Form id="magic-link" action={sendMagicLink} label="Sign in with a link">
      <input type="hidden" name="next" value={next} />
      <Field
        name="email"
        label="Email me a link instead"
        type="email"
        autoComplete="email"
        required
        hint="It signs you in once, without a password."
      />
      <Submit kind="plain">Send the link</Submit>
    </Form>
  );
}
