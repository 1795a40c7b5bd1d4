import type { Metadata } from "next";
import Link from "next/link";
import { listAllOrders } from "#lib/admin/orders.ts";
import { listAllOrdersQuery } from "#lib/admin/schema.ts";
import { orderView } from "#lib/billing/schema.ts";
import { pageContext } from "#lib/http/page.ts";
import { AdminFrame, hrefWith, StateFilter } from "#ui/admin/frame.tsx";
import { OrderList } from "#ui/admin/order-list.tsx";
import { Empty } from "#ui/page-frame.tsx";
import { Pager } from "#ui/pager.tsx";
import { orNotFound, queryOf, type SearchParams } from "../../_viewer.ts";
import { requireAdmin } from "../_admin.ts";

const path = "/admin/orders";

/** Not a constant: the title would stand on the page that says that there is no such page. */
export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(path);
  return { title: "Orders", robots: { index: false } };
}

export default async function OrdersPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin(path);
  const { db } = await pageContext();
  const query = queryOf(listAllOrdersQuery, await searchParams, { limit: 25 });
  const { data, pagination } = await orNotFound(listAllOrders(db, query));
  const { status, user } = query;
  return (
    <AdminFrame title="Orders" lead="What was bought once. Memberships are at Stripe.">
      <StateFilter
        states={orderView.shape.status.options}
        current={status}
        hrefOf={(one) => hrefWith(path, { status: one, user })}
      />
      {user ? (
        <p className="mb-6 text-[0.9375rem] text-soft">
          Of one buyer only.{" "}
          <Link href={hrefWith(path, { status })} className="quiet-link">
            Show everybody’s
          </Link>
        </p>
      ) : null}
      {data.length === 0 ? (
        <Empty>{status ? `No order is ${status}.` : "Nothing has been bought yet."}</Empty>
      ) : (
        <OrderList orders={data} />
      )}
      <Pager
        older={pagination.nextCursor ? hrefWith(path, { status, user, cursor: pagination.nextCursor }) : null}
        newest={query.cursor ? hrefWith(path, { status, user }) : null}
      />
    </AdminFrame>
  );
}
