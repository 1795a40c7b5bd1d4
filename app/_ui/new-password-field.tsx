import { Field } from "#ui/field.tsx";

/** A new password. The hidden address tells password managers whose it is. */
export function NewPasswordField({ email }: { email: string }) {
  return (
    <>
      <input type="email" value={email} autoComplete="username" readOnly hidden />
      <Field
        name="password"
        label="New password"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        hint="At least 10 characters. A few words that don't belong together are best."
      />
    </>
  );
}
