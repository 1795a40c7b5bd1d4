import { revokeApiKey } from "#actions/api-keys.ts";
import type { ApiKeyView } from "#lib/api-keys/schema.ts";
import { Fact } from "#ui/admin/facts.tsx";
import { Tag } from "#ui/billing/tag.tsx";
import { Ago, DateOf } from "#ui/dates.tsx";
import { Disclosure } from "#ui/disclosure.tsx";

/** Somebody's API keys, newest first: what each may do, when it was used, and how to be rid of it. */
export function KeyList({ keys, now = new Date() }: { keys: readonly ApiKeyView[]; now?: Date }) {
  return (
    <ul className="border-t border-line">
      {keys.map((key) => (
        <li key={key.id} className="border-b border-line py-5">
          <KeyItem apiKey={key} now={now} />
        </li>
      ))}
    </ul>
  );
}

function KeyItem({ apiKey, now }: { apiKey: ApiKeyView; now: Date }) {
  const { id, name, prefix, scopes, createdAt } = apiKey;
  return (
    <article aria-labelledby={`key-${id}`} className="grid grid-cols-1 gap-2">
      <h3 id={`key-${id}`} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 font-medium">
        <span className="min-w-0">{name}</span>
        {isOver(apiKey, now) ? <Tag tone="bad">Expired</Tag> : null}
      </h3>
      <p className="font-mono text-sm text-soft">{scopes.join(", ")}</p>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-faint">
        <Fact name="Begins with" mono>
          plk_{prefix}
        </Fact>
        <Fact name="Made">
          <DateOf iso={createdAt} />
        </Fact>
        <Uses apiKey={apiKey} now={now} />
      </dl>
      <Disclosure ask="Revoke" question={`Revoke “${name}”? Whatever uses it stops working at once.`}>
        <form action={revokeApiKey}>
          <input type="hidden" name="id" value={id} />
          <button type="submit" className="button" data-kind="danger">
            Revoke the key
          </button>
        </form>
      </Disclosure>
    </article>
  );
}

const isOver = ({ expiresAt }: ApiKeyView, now: Date) => expiresAt !== null && new Date(expiresAt) <= now;

function Uses({ apiKey, now }: { apiKey: ApiKeyView; now: Date }) {
  const { lastUsedAt, expiresAt } = apiKey;
  return (
    <>
      <Fact name="Last used">{lastUsedAt === null ? "never" : <Ago iso={lastUsedAt} now={now} />}</Fact>
      <Fact name={isOver(apiKey, now) ? "Expired" : "Expires"}>
        {expiresAt === null ? "never" : <DateOf iso={expiresAt} />}
      </Fact>
    </>
  );
}
