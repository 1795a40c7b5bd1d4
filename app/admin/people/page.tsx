import type { Metadata } from "next";
import { listPeople } from "#lib/admin/people.ts";
import { listPeopleQuery } from "#lib/admin/schema.ts";
import { ChoiceFilter, Filters, TextFilter } from "#ui/admin/filters.tsx";
import { AdminFrame, hrefWith } from "#ui/admin/frame.tsx";
import { PeopleList } from "#ui/admin/people-list.tsx";
import { Empty } from "#ui/page-frame.tsx";
import { Pager } from "#ui/pager.tsx";
import { orNotFound, parameter, queryOf, type SearchParams } from "../../_viewer.ts";
import { requireAdmin } from "../_admin.ts";

const path = "/admin/people";

/** Not a constant: the title would stand on the page that says that there is no such page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(path);
  return { title: "People", robots: { index: false } };
}

const roles = [
  ["", "Everybody"],
  ["admin", "Admins"],
  ["editor", "Editors"],
] as const;
const standings = [
  ["", "Banned or not"],
  ["true", "Banned"],
  ["false", "Not banned"],
] as const;

export default async function PeoplePage({ searchParams }: { searchParams: SearchParams }) {
  const { id: viewerId } = await requireAdmin(path);
  const given = await searchParams;
  const query = queryOf(listPeopleQuery, given, { limit: 25 });
  const { data, pagination } = await orNotFound(listPeople(query));
  const [q, role, banned] = [parameter(given.q), parameter(given.role), parameter(given.banned)];
  const href = (cursor?: string) => hrefWith(path, { q, role, banned, cursor });
  return (
    <AdminFrame title="People" lead="Every account, the newest first.">
      <Filters action={path} label="Find people">
        <TextFilter name="q" label="Name or address" value={q} />
        <ChoiceFilter name="role" label="Role" value={role} options={roles} />
        <ChoiceFilter name="banned" label="Ban" value={banned} options={standings} />
      </Filters>
      {data.length === 0 ? (
        <Empty>Nobody like that is here.</Empty>
      ) : (
        <PeopleList people={data} viewerId={viewerId} />
      )}
      <Pager
        older={pagination.nextCursor ? href(pagination.nextCursor) : null}
        newest={query.cursor ? href() : null}
      />
    </AdminFrame>
  );
}
