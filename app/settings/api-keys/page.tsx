import { addDays } from "date-fns";
import type { Metadata } from "next";
import { createApiKey } from "#actions/api-keys.ts";
import { listApiKeys } from "#lib/api-keys/queries.ts";
import { scopes } from "#lib/api-keys/scopes.ts";
import { pageContext } from "#lib/http/page.ts";
import { KeyList } from "#ui/api-keys/key-list.tsx";
import { ScopeChoice } from "#ui/api-keys/scope-choice.tsx";
import { ShownKey } from "#ui/api-keys/shown-key.tsx";
import { Field } from "#ui/field.tsx";
import { Form, Submit } from "#ui/form.tsx";
import { Empty } from "#ui/page-frame.tsx";
import { requireViewer } from "../../_viewer.ts";

export const metadata: Metadata = { title: "API keys", robots: { index: false } };

export default async function ApiKeysPage() {
  await requireViewer("/settings/api-keys");
  const { db } = await pageContext();
  const { data: keys } = await listApiKeys(db, { limit: 100 });
  return (
    <div className="grid grid-cols-1 gap-12">
      <section aria-labelledby="new-key-heading">
        <h2 id="new-key-heading" className="font-serif text-xl font-semibold">
          A new key
        </h2>
        <p className="mt-2 mb-5 text-soft">
          With a key, a program of yours does in your name what you choose here. It sends it along as{" "}
          <code className="font-mono text-sm">Authorization: Bearer</code>. Keep a key as you keep a password.
        </p>
        <NewKeyForm />
      </section>
      <section aria-labelledby="keys-heading">
        <h2 id="keys-heading" className="mb-4 font-serif text-xl font-semibold">
          Your keys
        </h2>
        {keys.length === 0 ? <Empty>You have no API keys yet.</Empty> : <KeyList keys={keys} />}
      </section>
    </div>
  );
}

const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

function NewKeyForm() {
  const now = new Date();
  return (
    <Form id="new-key" action={createApiKey} className="grid grid-cols-1 gap-6">
      <ShownKey />
      <Field
        name="name"
        label="Name"
        required
        maxLength={80}
        autoComplete="off"
        hint="What will use it, so that you know it again."
      />
      <ScopeChoice scopes={scopes} />
      <Field
        name="expiresAt"
        label="Last day"
        type="date"
        defaultValue={dayOf(addDays(now, 90))}
        min={dayOf(now)}
        className="max-w-56"
        hint="It works until that day ends, in UTC. Without a day it works until you revoke it."
      />
      <Submit className="button justify-self-start">Make the key</Submit>
    </Form>
  );
}
