import { z } from "zod";
import { paginate } from "../http/list.ts";
import { flag, listOfParam, listParams, mergeMetadata, metadata, params, text } from "../http/params.ts";
import { get, type Route, route } from "../http/route.ts";
import type { WebhookEndpoint } from "../world/wire.ts";
import { apiVersion, type World } from "../world/world.ts";

const address = z
  .string()
  .max(5000)
  .refine((value) => /^https?:\/\/[^\s]+$/.test(value), "Not a valid URL");
const shape = { description: text().optional(), metadata: metadata.optional() };
const createParams = params({
  ...shape,
  url: address,
  enabled_events: listOfParam(text(), 300),
  api_version: text().optional(),
});
const updateParams = params({
  ...shape,
  url: address.optional(),
  enabled_events: listOfParam(text(), 300).optional(),
  disabled: flag.optional(),
});

export type EndpointInput = { url: string; secret?: string; events?: string[] };

/** Where events are sent from now on. */
export function createEndpoint(world: World, given: EndpointInput): WebhookEndpoint & { secret: string } {
  const endpoint = {
    id: world.id("we"),
    object: "webhook_endpoint" as const,
    api_version: apiVersion,
    application: null,
    created: world.accountTime(),
    description: null,
    enabled_events: given.events ?? ["*"],
    livemode: false,
    metadata: {},
    secret: given.secret ?? world.id("whsec"),
    status: "enabled",
    url: given.url,
  };
  world.state.webhookEndpoints.set(endpoint.id, endpoint);
  return endpoint;
}

/** Stripe tells the secret once, when the endpoint is made. */
function shown({ secret: _, ...endpoint }: WebhookEndpoint & { secret: string }): WebhookEndpoint {
  return endpoint;
}

const base = "/v1/webhook_endpoints";
const find = (world: World, id: string) => get(world.state.webhookEndpoints, "webhook endpoint", id);

export const webhookEndpointRoutes: Route[] = [
  route("POST", base, createParams, ({ world, params: given }) => {
    const endpoint = createEndpoint(world, { url: given.url, events: given.enabled_events });
    endpoint.description = given.description ?? null;
    endpoint.metadata = mergeMetadata({}, given.metadata);
    return endpoint;
  }),
  route("GET", base, listParams({}), ({ world, params: query }) => {
    const found = [...world.state.webhookEndpoints.values()].map(shown);
    return paginate(found, query, base);
  }),
  route("GET", `${base}/:id`, params({}), ({ world, id }) => shown(find(world, id))),
  route("POST", `${base}/:id`, updateParams, ({ world, id, params: given }) => {
    const endpoint = find(world, id);
    endpoint.url = given.url ?? endpoint.url;
    endpoint.enabled_events = given.enabled_events ?? endpoint.enabled_events;
    endpoint.description = given.description ?? endpoint.description;
    endpoint.metadata = mergeMetadata(endpoint.metadata, given.metadata);
    if (given.disabled !== undefined) endpoint.status = given.disabled ? "disabled" : "enabled";
    return shown(endpoint);
  }),
  route("DELETE", `${base}/:id`, params({}), ({ world, id }) => {
    find(world, id);
    world.state.webhookEndpoints.delete(id);
    return { id, object: "webhook_endpoint", deleted: true };
  }),
];
