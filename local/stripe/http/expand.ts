import { type Collection, collectionNames } from "../world/state.ts";
import { listOf, type World } from "../world/world.ts";
import { invalid } from "./errors.ts";

type Fields = Record<string, unknown>;

/** The object with this id, in whatever collection it is. */
export function findAnywhere(world: World, id: string): object | undefined {
  const deleted = world.state.deleted.get(id);
  if (deleted) return deleted;
  for (const name of collectionNames) {
    const found = (world.state[name as Collection] as Map<string, object>).get(id);
    if (found) return found;
  }
  return undefined;
}

/** Fields that are absent until they are asked for. */
const included: Record<string, Record<string, (world: World, object: Fields) => unknown>> = {
  "checkout.session": {
    line_items: (world, { id }) =>
      listOf(
        world.state.checkoutPlans.get(String(id))?.lines ?? [],
        `/v1/checkout/sessions/${id}/line_items`,
      ),
  },
  invoice: {
    payments: (world, { id }) =>
      listOf(
        [...world.state.invoicePayments.values()].filter((payment) => payment.invoice === id),
        "/v1/invoice_payments",
      ),
  },
  customer: {
    subscriptions: (world, { id }) =>
      listOf(
        [...world.state.subscriptions.values()].filter(
          (one) => one.customer === id && one.status !== "canceled" && one.status !== "incomplete_expired",
        ),
        `/v1/customers/${id}/subscriptions`,
      ),
  },
  charge: {
    refunds: (world, { id }) =>
      listOf(
        [...world.state.refunds.values()].filter((refund) => refund.charge === id),
        `/v1/charges/${id}/refunds`,
      ),
  },
};

/**
 * A copy of an answer with the asked-for ids replaced by their objects.
 * @param paths "customer", "latest_invoice.payments", "data.items.data.price.product" …; at most four levels, `data` not counted
 * @throws {StripeError} 400 for a path that leads nowhere
 */
export function expanded(world: World, answer: object, paths: string[]): object {
  const copy = structuredClone(answer) as Fields;
  for (const path of paths) {
    const parts = path.split(".");
    if (parts.filter((part) => part !== "data").length > 4) {
      throw invalid("You cannot expand more than 4 levels of a property.", "expand");
    }
    expandAt(world, copy, parts, path);
  }
  return copy;
}

function expandAt(world: World, place: Fields, parts: string[], path: string): void {
  const [key = "", ...rest] = parts;
  const include = included[String(place.object)]?.[key];
  if (include && place[key] === undefined) place[key] = structuredClone(include(world, place));
  if (!Object.hasOwn(place, key)) {
    throw invalid(`This property cannot be expanded (${path.slice(0, 80)}).`, "expand");
  }
  const value = place[key];
  if (Array.isArray(value)) {
    place[key] = value.map((item) => expandValue(world, item, rest, path));
  } else {
    place[key] = expandValue(world, value, rest, path);
  }
}

function expandValue(world: World, value: unknown, rest: string[], path: string): unknown {
  if (value === null) return null;
  const object = typeof value === "string" ? structuredClone(findAnywhere(world, value)) : value;
  if (typeof object !== "object" || object === null) {
    throw invalid(`This property cannot be expanded (${path.slice(0, 80)}).`, "expand");
  }
  if (rest.length > 0) expandAt(world, object as Fields, rest, path);
  return object;
}
