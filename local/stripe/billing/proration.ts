import type { InvoiceItem, Price, Subscription, SubscriptionItem } from "../world/wire.ts";
import type { World } from "../world/world.ts";

type Terms = { price: Price; quantity: number };

/** The amount of an item over its whole period, in minor units. */
export const amountOf = ({ price, quantity }: Terms): number => (price.unit_amount ?? 0) * quantity;

/** The part of the amount that the rest of the period is worth. */
export function remainder(amount: number, item: SubscriptionItem, at: number): number {
  const whole = item.current_period_end - item.current_period_start;
  const rest = Math.max(0, Math.min(whole, item.current_period_end - at));
  return whole === 0 ? 0 : Math.round((amount * rest) / whole);
}

/** Gives back the rest of the period under the old terms: an item for the next invoice. */
export function creditUnused(
  world: World,
  subscription: Subscription,
  item: SubscriptionItem,
  at: number,
): void {
  const terms = { price: item.price, quantity: item.quantity ?? 1 };
  const amount = -remainder(amountOf(terms), item, at);
  if (amount !== 0) pend(world, subscription, item, terms, amount, at, "Unused time on");
}

/** Charges the rest of the period under the new terms: an item for the next invoice. */
export function chargeRemaining(
  world: World,
  subscription: Subscription,
  item: SubscriptionItem,
  terms: Terms,
  at: number,
): void {
  const amount = remainder(amountOf(terms), item, at);
  if (amount !== 0) pend(world, subscription, item, terms, amount, at, "Remaining time on");
}

function pend(
  world: World,
  subscription: Subscription,
  item: SubscriptionItem,
  terms: Terms,
  amount: number,
  at: number,
  words: string,
): void {
  const name = world.state.products.get(terms.price.product)?.name ?? "the plan";
  const day = new Date(at * 1000).toISOString().slice(0, 10);
  const pending: InvoiceItem = {
    ...blankItem(world, subscription.customer, subscription.currency, amount),
    description: `${words} ${terms.quantity > 1 ? `${terms.quantity} × ` : ""}${name} after ${day}`,
    discountable: false,
    parent: {
      type: "subscription_details",
      subscription_details: { subscription: subscription.id, subscription_item: item.id },
    },
    period: { start: at, end: item.current_period_end },
    pricing: {
      type: "price_details",
      price_details: { price: terms.price.id, product: terms.price.product },
      unit_amount_decimal: terms.price.unit_amount_decimal ?? "0",
    },
    proration: true,
    proration_details: { credited_items: null, discount_amounts: [] },
    quantity: terms.quantity,
    quantity_decimal: String(terms.quantity),
    test_clock: subscription.test_clock,
  };
  world.state.invoiceItems.set(pending.id, pending);
  world.emit("invoiceitem.created", pending);
}

/** An item for the customer's next invoice. */
export function blankItem(world: World, customer: string, currency: string, amount: number): InvoiceItem {
  const at = world.now();
  return {
    id: world.id("ii"),
    object: "invoiceitem",
    amount,
    currency,
    customer,
    customer_account: null,
    date: at,
    description: null,
    discountable: true,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    net_amount: amount,
    parent: null,
    period: { start: at, end: at },
    pricing: null,
    proration: false,
    quantity: 1,
    quantity_decimal: "1",
    tax_rates: [],
    test_clock: null,
  };
}
