import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { leaksIn } from "./leaks.ts";

export type Answer = {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
  body: any;
};

export type Send = {
  /** sent as JSON */
  body?: unknown;
  /** sent as it is */
  raw?: BodyInit;
  headers?: Record<string, string>;
};

/**
 * Somebody who talks to the API over HTTP: keeps cookies, and with them says like a browser where the request
 * comes from.
 */
export class ApiClient {
  readonly cookies = new Map<string, string>();
  /** Where this client calls from, as the proxy that the tests are tells it: limits are counted by it. */
  address = newAddress();
  bearer: string | undefined;
  readonly #site: string | undefined;

  /** @param site left out, the site that all tests share */
  constructor(site?: string) {
    this.#site = site;
  }

  get = (path: string, options?: Send) => this.send("GET", path, options);
  post = (path: string, body?: unknown, options?: Send) => this.send("POST", path, { body, ...options });
  put = (path: string, body?: unknown, options?: Send) => this.send("PUT", path, { body, ...options });
  patch = (path: string, body?: unknown, options?: Send) => this.send("PATCH", path, { body, ...options });
  delete = (path: string, options?: Send) => this.send("DELETE", path, options);

  async send(method: string, path: string, { body, raw, headers = {} }: Send = {}): Promise<Answer> {
    const siteUrl = this.#site ?? inject("stack").siteUrl;
    const response = await fetch(new URL(path, siteUrl), {
      method,
      redirect: "manual",
      headers: {
        "x-forwarded-for": this.address,
        ...(this.cookies.size > 0 && { cookie: this.#cookieHeader(), origin: siteUrl }),
        ...(this.bearer !== undefined && { authorization: `Bearer ${this.bearer}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    this.#keepCookies(response.headers.getSetCookie());
    const answer = { status: response.status, headers: response.headers, body: await read(response) };
    requireDiscreet(answer);
    return answer;
  }

  /** The access token inside the session cookie, as an app that stored it itself would have it. */
  accessToken(): string {
    const value = this.cookies.get("plinth-session")!;
    const json = Buffer.from(value.replace(/^base64-/, ""), "base64url").toString();
    return JSON.parse(json).access_token;
  }

  #cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #keepCookies(headers: string[]): void {
    for (const header of headers) {
      const [pair = ""] = header.split(";");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      if (/;\s*max-age=0/i.test(header)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** An address that nobody else in this run has. */
export const newAddress = (): string => `10.${[...randomBytes(3)].join(".")}`;

/** No error says whose it is, or what only we know. */
function requireDiscreet({ status, headers, body }: Answer): void {
  if (status < 400 || !/json/.test(headers.get("content-type") ?? "")) return;
  const { secretKey, jwtSecret, webhookSecret, cronSecret, databaseUrl } = inject("stack");
  const leaks = leaksIn(JSON.stringify(body) ?? "", {
    secretKey,
    jwtSecret,
    webhookSecret,
    cronSecret,
    databaseUrl,
  });
  if (leaks.length > 0) throw new Error(`An error answer gives away ${leaks}: ${JSON.stringify(body)}`);
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return undefined;
  return /[/+]json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : text;
}
