import type { Metadata } from "next";
import { listJobs } from "#lib/jobs/queries.ts";
import { jobStates } from "#lib/jobs/schema.ts";
import { AdminFrame, listHref, StateFilter } from "#ui/admin/frame.tsx";
import { JobList } from "#ui/admin/job-list.tsx";
import { Empty } from "#ui/page-frame.tsx";
import { Pager } from "#ui/pager.tsx";
import { orNotFound, parameter, type SearchParams } from "../../_viewer.ts";
import { requireAdmin } from "../_admin.ts";

const path = "/admin/jobs";

/** Not a constant: the title would stand on the page that says that there is no such page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(path);
  return { title: "Jobs", robots: { index: false } };
}

export default async function JobsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin(path);
  const { state: wanted, cursor: position } = await searchParams;
  const state = jobStates.find((one) => one === parameter(wanted));
  const cursor = parameter(position);
  const { data, pagination } = await orNotFound(
    listJobs({ limit: 25, ...(state && { state }), ...(cursor && { cursor }) }),
  );
  return (
    <AdminFrame
      title="Jobs"
      lead="Work that is done in the background. What is done leaves the list; what failed ten times stays until somebody sees to it."
    >
      <StateFilter states={jobStates} current={state} hrefOf={(one) => listHref(path, one)} />
      {data.length === 0 ? (
        <Empty>{state ? `No job is ${state}.` : "Nothing waits to be done."}</Empty>
      ) : (
        <JobList jobs={data} />
      )}
      <Pager
        older={pagination.nextCursor ? listHref(path, state, pagination.nextCursor) : null}
        newest={cursor ? listHref(path, state) : null}
      />
    </AdminFrame>
  );
}
