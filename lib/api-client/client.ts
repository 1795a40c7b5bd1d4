import createFetchClient, { type Client } from "openapi-fetch";
import { fetchWithRetries } from "./retry.ts";
import type { paths } from "./schema.d.ts";

/** GET, POST, … for every path of the API, with their parameters, bodies, answers and problems. */
export type ApiClient = Client<paths>;

export type ApiClientOptions = {
  /** where the API is reached, such as https://plinth.example */
  baseUrl: string;
  /** An access token of Supabase Auth, or what gives the one that holds now: it is asked before each request. */
  accessToken?: string | (() => string | null | Promise<string | null>);
  /** An API key (plk_…), instead of an access token. */
  apiKey?: string;
  /** sent along with every request */
  headers?: Record<string, string>;
  /** How often a request that can be repeated is tried again. 2 unless said; 0 never. */
  retries?: number;
  /** instead of the global one */
  fetch?: typeof fetch;
};

/** A body with a file in it goes as a form, any other as JSON. */
function bodySerializer(body: unknown): FormData | string {
  const fields = Object.entries(body ?? {}).filter(([, value]) => value !== undefined);
  if (!fields.some(([, value]) => value instanceof Blob)) return JSON.stringify(body);
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

/**
 * Makes a client of the API, typed by its document. Without a token it calls as nobody; in a browser, on the site
 * itself, as whoever is signed in there.
 *
 * @example
 * const api = createApiClient({ baseUrl: "https://plinth.example", accessToken });
 * const { data, error } = await api.POST("/api/posts", { body: { title: "What a library keeps", content } });
 * if (error?.code === "validation_failed") show(error.errors);
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const { baseUrl, accessToken, apiKey, headers, retries = 2, fetch = globalThis.fetch } = options;
  const client = createFetchClient<paths>({
    ...{ baseUrl, headers, bodySerializer },
    fetch: (request) => fetchWithRetries(fetch, request, retries),
  });
  client.use({
    async onRequest({ request }) {
      const token = apiKey ?? (typeof accessToken === "function" ? await accessToken() : accessToken);
      if (token) request.headers.set("Authorization", `Bearer ${token}`);
      return request;
    },
  });
  return client;
}
