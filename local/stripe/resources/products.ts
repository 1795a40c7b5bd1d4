import { z } from "zod";
import { invalid } from "../http/errors.ts";
import { paginate } from "../http/list.ts";
import {
  clearable,
  flag,
  isWithin,
  listOfParam,
  listParams,
  mergeMetadata,
  metadata,
  params,
  range,
  text,
} from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import { search, searchParams } from "../http/search.ts";
import type { Product } from "../world/wire.ts";
import type { World } from "../world/world.ts";
import { createPrice, priceData } from "./prices.ts";

const shape = {
  active: flag.optional(),
  default_price: text().optional(),
  description: clearable(text(40_000)).optional(),
  images: clearable(listOfParam(text(), 8)).optional(),
  marketing_features: clearable(listOfParam(z.strictObject({ name: text(80) }), 15)).optional(),
  metadata: metadata.optional(),
  shippable: flag.optional(),
  statement_descriptor: text(22).optional(),
  tax_code: clearable(text()).optional(),
  unit_label: clearable(text(12)).optional(),
  url: clearable(text(5000)).optional(),
};

const createParams = params({
  ...shape,
  id: text(40).optional(),
  name: text(250),
  type: z.enum(["good", "service"]).optional(),
  default_price_data: priceData.optional(),
});
const updateParams = params({ ...shape, name: text(250).optional() });
const list = listParams({
  active: flag.optional(),
  created: range.optional(),
  ids: listOfParam(text()).optional(),
  shippable: flag.optional(),
  type: text().optional(),
  url: text().optional(),
});

/** @throws {StripeError} 400 when the id is taken */
export function createProduct(world: World, given: Omit<z.output<typeof createParams>, "expand">): Product {
  const id = given.id ?? world.id("prod");
  if (world.state.products.has(id))
    throw invalid(`Product already exists: ${id}`, "id", "resource_already_exists");
  const at = world.now();
  const product: Product = {
    id,
    object: "product",
    active: given.active ?? true,
    created: at,
    default_price: null,
    description: given.description ?? null,
    images: given.images ?? [],
    livemode: false,
    marketing_features: given.marketing_features ?? [],
    metadata: mergeMetadata({}, given.metadata),
    name: given.name,
    package_dimensions: null,
    shippable: given.shippable ?? null,
    statement_descriptor: given.statement_descriptor ?? null,
    tax_code: given.tax_code ?? null,
    tax_details: null,
    type: given.type ?? "service",
    unit_label: given.unit_label ?? null,
    updated: at,
    url: given.url ?? null,
  };
  world.state.products.set(id, product);
  world.emit("product.created", product);
  if (given.default_price_data) {
    const price = createPrice(world, { ...given.default_price_data, product: id });
    world.change(product, "product.updated", (one) => {
      one.default_price = price.id;
    });
  }
  return product;
}

function updateProduct(world: World, product: Product, given: z.output<typeof updateParams>): Product {
  const { expand: _, metadata: entries, default_price, images, marketing_features, ...fields } = given;
  if (default_price) {
    const price = get(world.state.prices, "price", default_price, "default_price");
    if (price.product !== product.id) throw invalid("The price belongs to another product.", "default_price");
  }
  world.change(product, "product.updated", (one) => {
    Object.assign(one, fields, default_price ? { default_price } : {});
    if (images !== undefined) one.images = images ?? [];
    if (marketing_features !== undefined) one.marketing_features = marketing_features ?? [];
    one.metadata = mergeMetadata(one.metadata, entries);
    one.updated = world.now();
  });
  return product;
}

/** @throws {StripeError} 400 while the product has prices, as with Stripe */
function deleteProduct(world: World, product: Product): object {
  if ([...world.state.prices.values()].some((price) => price.product === product.id)) {
    throw invalid("This product cannot be deleted because it has one or more prices.");
  }
  world.state.products.delete(product.id);
  const gone = { id: product.id, object: "product", deleted: true } as const;
  world.state.deleted.set(product.id, gone);
  world.emit("product.deleted", product);
  return gone;
}

const all = (world: World) => [...world.state.products.values()];

export const productRoutes: Route[] = [
  route("GET", "/v1/products/search", searchParams, ({ world, params: query }) =>
    search(all(world), query, "/v1/products/search"),
  ),
  route("POST", "/v1/products", createParams, ({ world, params: given }) => createProduct(world, given)),
  route("GET", "/v1/products", list, ({ world, params: query }) => {
    const found = all(world).filter(
      (one) =>
        (query.active === undefined || one.active === query.active) &&
        (query.shippable === undefined || one.shippable === query.shippable) &&
        (query.type === undefined || one.type === query.type) &&
        (query.url === undefined || one.url === query.url) &&
        (!query.ids || query.ids.includes(one.id)) &&
        isWithin(one.created, query.created),
    );
    return paginate(found, query, "/v1/products");
  }),
  route("GET", "/v1/products/:id", params({}), ({ world, id }) => get(world.state.products, "product", id)),
  route("POST", "/v1/products/:id", updateParams, ({ world, id, params: given }) =>
    updateProduct(world, get(world.state.products, "product", id), given),
  ),
  route("DELETE", "/v1/products/:id", params({}), ({ world, id }) =>
    deleteProduct(world, get(world.state.products, "product", id)),
  ),
];
