import type { Metadata } from "next";
import { listAudit } from "#lib/audit/queries.ts";
import { auditActions, listAuditQuery } from "#lib/audit/schema.ts";
import { pageContext } from "#lib/http/page.ts";
import { AuditList, actionWords } from "#ui/admin/audit-list.tsx";
import { ChoiceFilter, Filters, TextFilter } from "#ui/admin/filters.tsx";
import { AdminFrame, hrefWith } from "#ui/admin/frame.tsx";
import { Empty } from "#ui/page-frame.tsx";
import { Pager } from "#ui/pager.tsx";
import { orNotFound, parameter, queryOf, type SearchParams } from "../../_viewer.ts";
import { requireAdmin } from "../_admin.ts";

const path = "/admin/audit";

/** Not a constant: the title would stand on the page that says that there is no such page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(path);
  return { title: "Audit log", robots: { index: false } };
}

const actions = [
  ["", "Everything"],
  ...auditActions.map((action) => [action, actionWords[action]] as const),
] as const;

const nobody = "00000000-0000-0000-0000-000000000000";

/** What was typed may be no user name at all. Then it is nobody's, and the list is empty. */
const actorOf = (typed: string | undefined) =>
  listAuditQuery.shape.actor.safeParse(typed).success ? typed : nobody;

/** A browser's date and time, which the form asks for in UTC, as the list takes it. */
const inUtc = (local: string | undefined) => local && `${local.length === 16 ? `${local}:00` : local}Z`;

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin(path);
  const { db } = await pageContext();
  const given = await searchParams;
  const [since, until] = [parameter(given.since), parameter(given.until)];
  const [actor, target] = [parameter(given.actor)?.replace(/^@/, ""), parameter(given.target)];
  const moments = { since: inUtc(since), until: inUtc(until) };
  const query = queryOf(listAuditQuery, { ...given, ...moments, actor: actorOf(actor) }, { limit: 50 });
  const { data, pagination } = await orNotFound(listAudit(db, query));
  const shown = { actor, target, action: query.action, since, until };
  const href = (cursor?: string) => hrefWith(path, { ...shown, cursor });
  return (
    <AdminFrame
      title="Audit log"
      lead="Who did what, newest first. All times are UTC. Nobody can change an entry or take one away."
    >
      <Filters action={path} label="Find entries">
        <ChoiceFilter name="action" label="What" value={query.action} options={actions} />
        <TextFilter name="actor" label="Who did it" value={actor} hint="user name or id" />
        <TextFilter name="target" label="Whom or what it is about" value={target} hint="id" />
        <TextFilter name="since" label="Since (UTC)" value={since} type="datetime-local" className="" />
        <TextFilter name="until" label="Until (UTC)" value={until} type="datetime-local" className="" />
      </Filters>
      {data.length === 0 ? <Empty>No entry is like that.</Empty> : <AuditList entries={data} />}
      <Pager
        older={pagination.nextCursor ? href(pagination.nextCursor) : null}
        newest={query.cursor ? href() : null}
      />
    </AdminFrame>
  );
}
