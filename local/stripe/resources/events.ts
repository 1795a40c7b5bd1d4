import { paginate } from "../http/list.ts";
import { flag, isWithin, listOfParam, listParams, params, range, text } from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import type { World } from "../world/world.ts";

const list = listParams({
  type: text().optional(),
  types: listOfParam(text(), 20).optional(),
  created: range.optional(),
  delivery_success: flag.optional(),
});

/** Whether every endpoint has the event. An event that no endpoint wanted counts as delivered. */
function isDelivered(world: World, id: string): boolean {
  return (world.state.deliveries.get(id) ?? []).every((delivery) => delivery.state === "delivered");
}

/** "invoice.*" stands for every type that begins so. */
export function isType(type: string, wanted: string): boolean {
  return wanted === "*" || wanted === type || (wanted.endsWith(".*") && type.startsWith(wanted.slice(0, -1)));
}

export const eventRoutes: Route[] = [
  route("GET", "/v1/events", list, ({ world, params: query }) => {
    const types = query.types ?? (query.type ? [query.type] : ["*"]);
    const found = [...world.state.events.values()].filter(
      (one) =>
        types.some((wanted) => isType(one.type, wanted)) &&
        isWithin(one.created, query.created) &&
        (query.delivery_success === undefined || isDelivered(world, one.id) === query.delivery_success),
    );
    return paginate(found, query, "/v1/events");
  }),
  route("GET", "/v1/events/:id", params({}), ({ world, id }) => get(world.state.events, "event", id)),
  route("GET", "/v2/core/events/:id", params({}), ({ world, id }) =>
    get(world.state.thinEvents, "event", id),
  ),
];
