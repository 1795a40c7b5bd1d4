import Link from "next/link";
import type { PersonView } from "#lib/admin/schema.ts";
import { Fact } from "#ui/admin/facts.tsx";
import { hrefWith } from "#ui/admin/frame.tsx";
import { PersonTools } from "#ui/admin/person-tools.tsx";
import { Avatar } from "#ui/avatar.tsx";
import { Tag } from "#ui/billing/tag.tsx";
import { Ago, DateOf, MomentOf } from "#ui/dates.tsx";

type PeopleListProps = { people: readonly PersonView[]; viewerId: string };

/** Accounts, the newest first, with what can be done about them. */
export function PeopleList({ people, viewerId }: PeopleListProps) {
  return (
    <ol className="border-t border-line">
      {people.map((person) => (
        <li key={person.id} className="border-b border-line py-5">
          <PersonItem person={person} isViewer={person.id === viewerId} />
        </li>
      ))}
    </ol>
  );
}

function PersonItem({ person, isViewer }: { person: PersonView; isViewer: boolean }) {
  return (
    <article
      aria-label={`${person.name} @${person.username}`}
      className="grid gap-x-8 gap-y-3 md:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]"
    >
      <div className="flex min-w-0 gap-4">
        <Avatar name={person.name} url={person.avatarUrl} />
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1.5 font-semibold">
            <Link href={`/@${person.username}`} className="quiet-link">
              {person.name}
            </Link>
            {person.roles.map((role) => (
              <Tag key={role} tone="good">
                {role}
              </Tag>
            ))}
            {person.ban ? <Tag tone="bad">banned</Tag> : null}
          </h2>
          <PersonFacts person={person} />
          {person.ban ? <BanWords ban={person.ban} /> : null}
        </div>
      </div>
      <PersonTools person={person} isViewer={isViewer} />
    </article>
  );
}

function PersonFacts({ person }: { person: PersonView }) {
  return (
    <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm text-faint">
      <Fact name="Name">@{person.username}</Fact>
      <Fact name={person.emailConfirmed ? "Email" : "Email, not confirmed"}>{person.email}</Fact>
      <Fact name="Joined">
        <DateOf iso={person.createdAt} />
      </Fact>
      <Fact name="Signed in">{person.lastSignInAt ? <Ago iso={person.lastSignInAt} /> : "never"}</Fact>
      <div>
        <dt className="sr-only">More</dt>
        <dd className="flex gap-x-4">
          <Link href={hrefWith("/admin/audit", { target: person.id })} className="quiet-link">
            In the audit log
          </Link>
          <Link href={hrefWith("/admin/orders", { user: person.id })} className="quiet-link">
            Orders
          </Link>
        </dd>
      </div>
    </dl>
  );
}

function BanWords({ ban }: { ban: NonNullable<PersonView["ban"]> }) {
  return (
    <p className="mt-3 border-l-4 border-alarm bg-alarm-wash px-3 py-2 text-sm">
      Banned {ban.until ? "until " : "for good"}
      {ban.until ? <MomentOf iso={ban.until} /> : null}
      {ban.reason === "" ? ", at Supabase." : `: ${ban.reason}`}
    </p>
  );
}
