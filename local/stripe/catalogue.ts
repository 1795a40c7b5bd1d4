import { createPrice } from "./resources/prices.ts";
import { createProduct } from "./resources/products.ts";
import type { World } from "./world/world.ts";

/** What is for sale: products, and their prices by lookup key. */
export type Catalogue = {
  name: string;
  description?: string;
  prices: {
    lookupKey: string;
    /** minor units */
    amount: number;
    currency: string;
    /** how often it recurs; without it, it is paid once */
    interval?: "month" | "year";
  }[];
}[];

export const demoCatalogue: Catalogue = [
  {
    name: "Membership",
    description: "Every post, for members.",
    prices: [
      { lookupKey: "membership_monthly", amount: 500, currency: "eur", interval: "month" },
      { lookupKey: "membership_yearly", amount: 5000, currency: "eur", interval: "year" },
    ],
  },
  {
    name: "Printed annual",
    description: "The year's best posts on paper.",
    prices: [{ lookupKey: "annual_print", amount: 2500, currency: "eur" }],
  },
];

/** Makes the products whose lookup keys are not there yet. A second call makes nothing. */
export function seedCatalogue(world: World, catalogue: Catalogue): void {
  const known = new Set([...world.state.prices.values()].map((price) => price.lookup_key));
  for (const { name, description, prices } of catalogue) {
    const missing = prices.filter(({ lookupKey }) => !known.has(lookupKey));
    if (missing.length === 0) continue;
    const product = createProduct(world, { name, description });
    for (const { lookupKey, amount, currency, interval } of missing) {
      createPrice(world, {
        product: product.id,
        currency,
        unit_amount: amount,
        lookup_key: lookupKey,
        ...(interval ? { recurring: { interval } } : {}),
      });
    }
  }
}
