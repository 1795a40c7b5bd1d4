import Stripe from "stripe";
import { span } from "../observability/spans.ts";

/** Talks to Stripe as ever, with a span for each request: every try is one. What is sent is not told. */
export function recordedClient(): Stripe.HttpClient {
  const client = Stripe.createNodeHttpClient();
  return {
    getClientName: () => client.getClientName(),
    makeRequest: (...args) => {
      const [host, , path, method] = args;
      return span(
        () => describe(host, path, method),
        async (add) => {
          const response = await client.makeRequest(...args);
          add({ "http.response.status_code": response.getStatusCode() });
          return response;
        },
      );
    },
  };
}

function describe(host: string, path: string, method: string) {
  const template = templateOf(path);
  const facts = { "http.request.method": method, "url.template": template, "server.address": host };
  return { name: `stripe ${method} ${template}`, kind: "client", facts } as const;
}

/** Stripe's ids are a short word, an underscore and letters of every kind. */
const id = /^[a-z]+(?:_[a-z]+)*_(?=\w*[A-Z\d])\w{8,}$/;

export const templateOf = (path: string): string =>
  (path.split("?", 1)[0] ?? "")
    .split("/")
    .map((segment) => (id.test(segment) ? "{id}" : segment))
    .join("/");
