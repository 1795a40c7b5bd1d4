import { expect, test } from "vitest";
import { routes } from "../../../local/stripe/resources/routes.ts";
import { openAccount, subscribe } from "./account.ts";

const headers = {
  authorization: "Bearer sk_test_local",
  "content-type": "application/x-www-form-urlencoded",
};

const names = [
  "name",
  "customer",
  "items",
  "line_items",
  "metadata",
  "expand",
  "amount",
  "currency",
  "recurring",
];
const values = [
  "",
  "null",
  "-1",
  "1e999",
  "999999999999999999999",
  "__proto__",
  "\u0000",
  "💥".repeat(50),
  "a".repeat(9000),
];

/** Forms that nobody writes by accident. */
const bodies = [
  ...names.flatMap((name) => values.map((value) => new URLSearchParams({ [name]: value }).toString())),
  "items[0][price][0]=x&items[0][price]=y",
  "a[b]=1&a=2",
  "[x]=1",
  "a[=1",
  "a]=1",
  "a[b]c=1",
  "__proto__[polluted]=yes",
  "metadata[__proto__]=yes&metadata[constructor]=x&name=x",
  "metadata[a][b]=c&name=x",
  "constructor[prototype][polluted]=yes",
  `${"a[b]".repeat(1)}${"[c]".repeat(500)}=1`,
  Array.from({ length: 1500 }, (_, at) => `k${at}=1`).join("&"),
  "%=%&%zz=%E0%A4%A",
  "expand[]=data.customer.customer.customer.customer.customer",
  "expand[]=__proto__&expand[]=constructor.prototype",
  "line_items[0][quantity]=-5&mode=payment&success_url=javascript:alert(1)",
  "items[0][price]=price_x&customer[id]=1",
  "limit=0&starting_after=__proto__",
  "created[gte]=x&created[nope]=1",
  "query=metadata['x&query=",
  "payment[type]=__proto__&payment[payment_intent]=x",
];

test("no operation fails on a hostile form or an unknown id: each refusal is Stripe's own", async () => {
  const { service } = await openAccount();
  for (const { method, path } of routes) {
    for (const id of ["x", "__proto__", "constructor", "%00", "..%2f..", "a".repeat(3000)]) {
      for (const body of method === "POST" && id === "x" ? bodies : [bodies[0]!, "expand[]=a"]) {
        const query = method === "GET" ? `?${body}` : "";
        const address = `https://api.stripe.com${path.replace(":id", id)}${query}`;
        const init = method === "GET" ? { headers } : { method, headers, body };
        const response = await service.fetch(new Request(address, init));
        if (response.status >= 500) expect(`${method} ${address} ${body.slice(0, 200)}`).toBe("refused");
        const answer = (await response.json()) as { error?: { type: string; message: string } };
        if (!response.ok)
          expect(answer.error).toMatchObject({ type: expect.any(String), message: expect.any(String) });
      }
    }
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
}, 60_000);

test("a giant body, a body of another kind and an unknown address are refused", async () => {
  const { service } = await openAccount();
  const post = (body: string, more: Record<string, string> = {}) =>
    service.fetch(
      new Request("https://api.stripe.com/v1/customers", {
        method: "POST",
        body,
        headers: { ...headers, ...more },
      }),
    );
  expect((await post(`name=${"x".repeat(5_000_000)}`)).status).toBe(413);
  expect((await post('{"name":"x"}', { "content-type": "application/json" })).status).toBe(400);
  expect((await post("name=x", { "idempotency-key": "k".repeat(300) })).status).toBe(400);
  expect((await post("name=x", { authorization: "Basic %%%" })).status).toBe(401);
  const unknown = await service.fetch(new Request("https://api.stripe.com/v1/nonsense", { headers }));
  expect(unknown.status).toBe(404);
  const wrongMethod = new Request("https://api.stripe.com/v1/balance", { method: "PUT", headers });
  expect((await service.fetch(wrongMethod)).status).toBe(404);
});

test("a refused change leaves everything as it was, and tells of nothing", async () => {
  const { stripe, service } = await openAccount();
  const { subscription } = await subscribe(stripe);
  const before = await stripe.subscriptions.retrieve(subscription.id);
  service.events.take();
  const [item] = subscription.items.data;
  for (const change of [
    { cancel_at: 1 },
    { trial_end: 1 },
    { items: [{ id: item!.id, deleted: true }] },
    { items: [{ id: "si_nobody", quantity: 2 }] },
    { items: [{ id: item!.id, price: "price_nobody" }] },
    { metadata: { a: "b" }, default_payment_method: "pm_nobody" },
  ]) {
    await expect(stripe.subscriptions.update(subscription.id, change as never)).rejects.toThrow();
  }
  expect(service.events.take()).toEqual([]);
  expect({ ...(await stripe.subscriptions.retrieve(subscription.id)), lastResponse: 0 }).toEqual({
    ...before,
    lastResponse: 0,
  });
});

test("the controls are closed to browsers and to other content", async () => {
  const { url } = await openAccount();
  const post = (path: string, body: string, more: Record<string, string> = {}) =>
    fetch(`${url}/_local${path}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...more },
    });
  expect((await post("/advance", '{"by":"1d"}', { origin: "https://evil.test" })).status).toBe(403);
  expect((await post("/advance", '{"by":"1d"}', { "content-type": "text/plain" })).status).toBe(400);
  for (const [path, body] of [
    ["/advance", '{"by":"soon"}'],
    ["/advance", "{"],
    ["/trigger", "{}"],
    ["/trigger", '{"type":"invoice.paid","customer":"cus_nobody"}'],
    ["/trigger", '{"type":"v1.customer.created","object":"cus_nobody"}'],
    ["/redeliver", '{"id":"evt_nobody"}'],
    ["/card", '{"customer":"cus_nobody","card":"pays"}'],
    ["/checkout", '{"session":"cs_nobody"}'],
  ] as const) {
    const response = await post(path, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  }
});
