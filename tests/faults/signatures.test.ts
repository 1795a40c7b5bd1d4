import { beforeAll, describe, expect, test } from "vitest";
import { receiveEvent } from "../../lib/billing/webhook/receive.ts";
import { ledger, openShop, type Shop, secrets } from "./shop.ts";

let shop: Shop;
let event: object;
beforeAll(async () => {
  shop = await openShop();
  [event] = shop.service.trigger("customer.created") as [object];
});

const now = () => Math.floor(Date.now() / 1000);
const bytes = (text: string) => new TextEncoder().encode(text);
const refusal = async (payload: string, header: string | null) =>
  receiveEvent(bytes(payload), header).then(
    () => "accepted",
    (error) => `${error.status} ${error.code}`,
  );

type Attack = (signed: { payload: string; header: string }) => [payload: string, header: string | null];
const sign = (options: { secret?: string; timestamp?: number } = {}) =>
  shop.service.webhooks.sign(event, options);

const attacks: [string, Attack][] = [
  ["no signature", ({ payload }) => [payload, null]],
  ["an empty signature", ({ payload }) => [payload, ""]],
  ["a signature of nothing", ({ payload }) => [payload, "t=,v1="]],
  ["a made-up signature", ({ payload }) => [payload, `t=${now()},v1=${"0".repeat(64)}`]],
  ["an old signature", ({ payload }) => [payload, sign({ timestamp: now() - 301 }).header]],
  ["a signature of the future", ({ payload }) => [payload, sign({ timestamp: now() + 305 }).header]],
  ["a wrong secret", ({ payload }) => [payload, sign({ secret: "whsec_of_somebody_else" }).header]],
  ["a space more", ({ payload, header }) => [`${payload} `, header]],
  ["other white space", ({ payload, header }) => [JSON.stringify(JSON.parse(payload), null, 3), header]],
  ["a byte order mark", ({ payload, header }) => [`\ufeff${payload}`, header]],
  ["another amount", ({ payload, header }) => [payload.replace("cus_", "cus_x"), header]],
  ["a moved time", ({ payload, header }) => [payload, header.replace(/t=\d+/, `t=${now() - 10}`)]],
  ["two times", ({ payload, header }) => [payload, `t=${now()},${header}`]],
  ["a scheme that is not v1", ({ payload, header }) => [payload, header.replace("v1=", "v0=")]],
  ["a time that is no number", ({ payload, header }) => [payload, header.replace(/t=\d+/, "t=NaN")]],
  ["a time in hexadecimal", ({ payload, header }) => [payload, header.replace(/t=\d+/, "t=0xffffffff")]],
];

test.each(attacks)("%s is refused and leaves no row", async (_, attack) => {
  const before = await ledger(shop);
  const [payload, header] = attack(sign());
  expect(await refusal(payload, header)).toBe("400 invalid_signature");
  expect(await ledger(shop)).toEqual(before);
});

test("bytes that are no text are refused, whatever a lenient reader would make of them", async () => {
  const { payload, header } = sign({ secret: secrets.current });
  const broken = Buffer.concat([bytes(payload), Buffer.from([0xff])]);
  await expect(receiveEvent(broken, header)).rejects.toMatchObject({
    status: 400,
    code: "invalid_signature",
  });
  const replaced = shop.service.webhooks.sign({ ...event, id: "evt_\ufffd" });
  const lossy = Buffer.from(replaced.payload.replace("\ufffd", "\u00ff"), "latin1");
  await expect(receiveEvent(lossy, replaced.header)).rejects.toMatchObject({ code: "invalid_signature" });
});

describe("a signature", () => {
  test.each([
    ["of now", () => sign()],
    ["of the secret that is rotated out", () => sign({ secret: secrets.former })],
    ["nearly five minutes old", () => sign({ timestamp: now() - 295 })],
    ["nearly five minutes ahead", () => sign({ timestamp: now() + 295 })],
  ])("%s is accepted", async (_, signed) => {
    const { payload, header } = signed();
    expect(await refusal(payload, header)).toBe("accepted");
  });

  test("that holds does not make a live event one of ours", async () => {
    const live = { ...event, id: "evt_live", livemode: true };
    await expect(shop.deliver(live)).rejects.toMatchObject({ status: 400, code: "livemode_mismatch" });
    expect(await shop.db.sql("select from private.stripe_events where id = 'evt_live'")).toEqual([]);
  });

  test("over something that is no event is refused", async () => {
    for (const thing of [[], {}, { id: "evt_1" }, { ...event, created: "now" }, { ...event, id: "" }]) {
      await expect(shop.deliver(thing), JSON.stringify(thing).slice(0, 40)).rejects.toMatchObject({
        status: 400,
      });
    }
  });
});

test("an event of an unknown type is kept, and nothing follows", async () => {
  await shop.deliver({ ...event, id: "evt_unknown", type: "mandate.updated" });
  expect(await shop.db.sql("select state from private.stripe_events where id = 'evt_unknown'")).toEqual([
    { state: "ignored" },
  ]);
});

test("text that Postgres cannot hold does not keep an event out", async () => {
  const odd = {
    ...event,
    id: "evt_odd",
    data: { object: { id: "cus_1", object: "customer", name: "a\0b\ud800" } },
  };
  await shop.deliver(odd);
  expect(await shop.db.sql("select from private.stripe_events where id = 'evt_odd'")).toHaveLength(1);
});

test("nothing of a secret, an address or a card is in what a failure says", async () => {
  const { describeFailure } = await import("../../lib/jobs/failure.ts");
  const said = describeFailure(
    new Error("550 ida@plinth.test, sk_test_abc123, whsec_def456, 4242 4242 4242 4242, 4000000000000002"),
  );
  expect(said).not.toMatch(/ida|abc123|def456|4242|40000/);
});
