import { type Case, on, type Verb } from "./matrix-case.ts";
import { people } from "./people.ts";

/** What Stripe says: written by the service alone, whoever's it is. The letters say who sees the row. */
function mirrorCases(table: string, row: string, select: string, statements: Record<Verb, string>): Case[] {
  const scene = table === "prices" ? `${product("true")}; ${statements.insert}` : statements.insert;
  const mirror = on(table, row);
  return [
    mirror("select", select, { scene, sql: statements.select }),
    mirror("insert", "x x x x x x Y", statements.insert),
    mirror("update", "x x x x x x Y", { scene, sql: statements.update }),
    mirror("delete", "x x x x x x Y", { scene, sql: statements.delete }),
  ];
}

const product = (active: string) =>
  `insert into public.products (id, name, active) values ('prod_one', 'Membership', ${active})`;

const products = (row: string, active: string, select: string) =>
  mirrorCases("products", row, select, {
    select: "select name from public.products where id = 'prod_one'",
    insert: product(active),
    update: "update public.products set active = not active where id = 'prod_one'",
    delete: "delete from public.products where id = 'prod_one'",
  });

const prices = (row: string, productId: string, active: string, select: string) =>
  mirrorCases("prices", row, select, {
    select: "select unit_amount from public.prices where id = 'price_one'",
    insert: `insert into public.prices (id, product_id, active, currency, unit_amount, type)
      values ('price_one', '${productId}', ${active}, 'eur', 2500, 'one_time')`,
    update: "update public.prices set unit_amount = 1 where id = 'price_one'",
    delete: "delete from public.prices where id = 'price_one'",
  });

const customers = mirrorCases("customers", "the owner's", "x Y h h h h Y", {
  select: `select * from public.customers where user_id = '${people.owner}'`,
  insert: `insert into public.customers (user_id, stripe_customer_id) values ('${people.owner}', 'cus_owner')`,
  update: `update public.customers set stripe_customer_id = 'cus_mine' where user_id = '${people.owner}'`,
  delete: `delete from public.customers where user_id = '${people.owner}'`,
});

const subscriptions = (row: string, user: string, select: string) =>
  mirrorCases("subscriptions", row, select, {
    select: "select * from public.subscriptions where id = 'sub_one'",
    insert: `insert into public.subscriptions (id, user_id, stripe_customer_id, status, created_at)
      values ('sub_one', ${user}, 'cus_one', 'canceled', now())`,
    update: "update public.subscriptions set status = 'active' where id = 'sub_one'",
    delete: "delete from public.subscriptions where id = 'sub_one'",
  });

const orders = (row: string, user: string, select: string) =>
  mirrorCases("orders", row, select, {
    select: "select * from public.orders where id = 'cs_one'",
    insert: `insert into public.orders (id, user_id, amount, currency, created_at)
      values ('cs_one', ${user}, 2500, 'eur', now())`,
    update: "update public.orders set status = 'paid' where id = 'cs_one'",
    delete: "delete from public.orders where id = 'cs_one'",
  });

export const moneyMatrix: Case[] = [
  //                                          anon owner other member editor admin service
  ...products("for sale", "true", "Y Y Y Y Y Y Y"),
  ...products("no longer for sale", "false", "h h h h h h Y"),
  ...prices("for sale", "prod_one", "true", "Y Y Y Y Y Y Y"),
  ...prices("no longer for sale", "prod_one", "false", "h h h h h h Y"),
  ...prices("of a product that has not arrived", "prod_two", "true", "h h h h h h Y"),
  ...customers,
  ...subscriptions("the owner's", `'${people.owner}'`, "x Y h h h Y Y"),
  ...subscriptions("of an account that is gone", "null", "x h h h h Y Y"),
  ...orders("the owner's", `'${people.owner}'`, "x Y h h h Y Y"),
  ...orders("of an account that is gone", "null", "x h h h h Y Y"),
];
