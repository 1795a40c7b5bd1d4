import Link from "next/link";
import type { ReactNode } from "react";
import type { AuditAction, AuditEntryView } from "#lib/audit/schema.ts";
import { Fact } from "#ui/admin/facts.tsx";
import { hrefWith } from "#ui/admin/frame.tsx";
import { SecondOf } from "#ui/dates.tsx";

/** What was done, as people say it. */
export const actionWords: Record<AuditAction, string> = {
  "account.signed_in": "Signed in",
  "account.sessions_ended": "Signed out elsewhere",
  "account.password_changed": "Changed the password",
  "account.created": "Made an account",
  "account.deleted": "Deleted an account",
  "account.banned": "Banned somebody",
  "account.unbanned": "Lifted a ban",
  "role.granted": "Gave a role",
  "role.revoked": "Took a role",
  "post.deleted": "Deleted somebody’s post",
  "api_key.created": "Made an API key",
  "api_key.revoked": "Revoked an API key",
  "stripe_event.replayed": "Replayed an event of Stripe’s",
  "job.retried": "Retried a job",
  "job.deleted": "Took a job out",
};

/** What the log says, newest first. Whom and what it names leads to the entries about them. */
export function AuditList({ entries }: { entries: readonly AuditEntryView[] }) {
  return (
    <ol className="border-t border-line">
      {entries.map((entry) => (
        <li key={entry.id} className="border-b border-line py-4">
          <AuditItem entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function AuditItem({ entry }: { entry: AuditEntryView }) {
  const { actor, target, via } = entry;
  return (
    <article aria-label={`${entry.action} ${entry.id}`} className="grid gap-1.5">
      <h2 className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <span className="font-semibold">{actionWords[entry.action]}</span>
        <span className="text-sm text-soft tabular-nums">
          <SecondOf iso={entry.createdAt} />
        </span>
      </h2>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-faint">
        <Fact name="By">
          <About by={{ actor: actor?.id }}>{actor ? nameOf(actor) : "not known"}</About>
        </Fact>
        {target.id === actor?.id ? null : (
          <Fact name={target.type.replace("_", " ")}>
            <About by={{ target: target.id }}>{target.username ? `@${target.username}` : target.id}</About>
          </Fact>
        )}
        {Object.entries(entry.metadata).map(([name, value]) => (
          <Fact key={name} name={name.replace(/Id$/, "")}>
            <Detail name={name} value={value} />
          </Fact>
        ))}
        <Fact name="With">{viaWords[via]}</Fact>
        {entry.ip ? (
          <Fact name="From" mono>
            {entry.ip}
          </Fact>
        ) : null}
        {entry.requestId ? (
          <Fact name="Request" mono>
            {entry.requestId}
          </Fact>
        ) : null}
      </dl>
    </article>
  );
}

const viaWords: Record<AuditEntryView["via"], string> = {
  cookie: "a session",
  bearer: "an access token",
  api_key: "an API key",
  outside: "something other than this app",
};

const nameOf = ({ id, username }: { id: string; username: string | null }) =>
  username ? `@${username}` : id;

/** What else an entry says. Only the end of a ban is a moment; one that does not end has none. */
function Detail({ name, value }: { name: string; value: unknown }) {
  if (name === "until") return typeof value === "string" ? <SecondOf iso={value} /> : "for good";
  return typeof value === "string" ? value : JSON.stringify(value);
}

type AboutProps = { by: { actor?: string | undefined; target?: string }; children: ReactNode };

function About({ by, children }: AboutProps) {
  if (by.actor === undefined && by.target === undefined) return children;
  return (
    <Link href={hrefWith("/admin/audit", by)} className="quiet-link">
      {children}
    </Link>
  );
}
