import { paginate } from "../http/list.ts";
import { isWithin, listParams, mergeMetadata, metadata, params, range, text } from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import { search, searchParams } from "../http/search.ts";
import type { World } from "../world/world.ts";

const list = listParams({
  customer: text().optional(),
  payment_intent: text().optional(),
  created: range.optional(),
});
const updateParams = params({ metadata: metadata.optional(), description: text().optional() });
const all = (world: World) => [...world.state.charges.values()];

export const chargeRoutes: Route[] = [
  route("GET", "/v1/charges/search", searchParams, ({ world, params: query }) =>
    search(all(world), query, "/v1/charges/search"),
  ),
  route("GET", "/v1/charges", list, ({ world, params: query }) => {
    const found = all(world).filter(
      (one) =>
        (!query.customer || one.customer === query.customer) &&
        (!query.payment_intent || one.payment_intent === query.payment_intent) &&
        isWithin(one.created, query.created),
    );
    return paginate(found, query, "/v1/charges");
  }),
  route("GET", "/v1/charges/:id", params({}), ({ world, id }) => get(world.state.charges, "charge", id)),
  route("POST", "/v1/charges/:id", updateParams, ({ world, id, params: given }) => {
    const charge = get(world.state.charges, "charge", id);
    world.change(charge, "charge.updated", (one) => {
      one.metadata = mergeMetadata(one.metadata, given.metadata);
      one.description = given.description ?? one.description;
    });
    return charge;
  }),
  route("GET", "/v1/balance_transactions", listParams({}), ({ world, params: query }) =>
    paginate([...world.state.balanceTransactions.values()], query, "/v1/balance_transactions"),
  ),
  route("GET", "/v1/balance_transactions/:id", params({}), ({ world, id }) =>
    get(world.state.balanceTransactions, "balance transaction", id),
  ),
];
