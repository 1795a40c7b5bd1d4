import type { Letter } from "./letter.ts";
import type { EmailData, EmailInput } from "./templates.ts";

type Letters = { [T in EmailInput["template"]]: (data: EmailData<T>, siteUrl: string) => Letter };

const asMember = "You get this because you have a membership or bought something at";

/** What each email says. */
const letters: Letters = {
  welcome: (_data, siteUrl) => ({
    subject: "Welcome",
    preview: "Your account is ready.",
    paragraphs: ["Your account is ready. Read, comment, and write something of your own."],
    button: { label: "Start reading", url: siteUrl },
    reason: "You get this because you have made an account at",
  }),
  receipt: ({ amount, currency, what, number, url }, siteUrl) => ({
    subject: `Receipt: ${price(amount, currency)}`,
    preview: `For ${what}.`,
    paragraphs: [
      `We received ${price(amount, currency)} for ${what}. Thank you.`,
      ...(number === null ? [] : [`The number of the invoice is ${number}.`]),
    ],
    button: { label: "See the receipt", url: url ?? billingPage(siteUrl) },
    reason: asMember,
  }),
  payment_failed: ({ amount, currency, url }, siteUrl) => ({
    subject: "Your payment did not go through",
    preview: `${price(amount, currency)} could not be collected.`,
    paragraphs: [
      `We could not collect ${price(amount, currency)} for your membership. We will try again in a few days, and ` +
        "everything stays open to you for a week.",
      "If your card has changed, please enter the new one.",
    ],
    button: { label: "Pay now", url: url ?? billingPage(siteUrl) },
    reason: asMember,
  }),
  membership_ends: ({ at, hasEnded }, siteUrl) => ({
    subject: hasEnded ? "Your membership has ended" : `Your membership ends on ${day(at)}`,
    preview: hasEnded ? "You can come back any time." : "You can change your mind until then.",
    paragraphs: hasEnded
      ? [`Your membership ended on ${day(at)}. Thank you for having been with us.`]
      : [`Your membership ends on ${day(at)}. Until then everything stays open to you.`],
    button: {
      label: hasEnded ? "Become a member again" : "Keep it",
      url: hasEnded ? `${siteUrl}/pricing` : billingPage(siteUrl),
    },
    reason: asMember,
  }),
  new_comment: ({ author, title, slug }, siteUrl) => ({
    subject: `${author} commented on “${title}”`,
    preview: "Read what was said.",
    paragraphs: [`${author} has written a comment on “${title}”.`],
    button: { label: "Read it", url: `${siteUrl}/posts/${slug}` },
    reason: "You get this because you take part in the conversation at",
  }),
};

/** The letter that an email is. */
export function letterOf({ template, data }: EmailInput, siteUrl: string): Letter {
  const write = letters[template] as (data: EmailInput["data"], siteUrl: string) => Letter;
  return write(data, siteUrl);
}

const billingPage = (siteUrl: string) => `${siteUrl}/settings/billing`;

// Stripe's minor units, which are not always those of the lists that Node.js has.
const whole = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const thousandths = new Set("bhd jod kwd omr tnd".split(" "));

/** Minor units as people write them: 500 eur → €5.00, 500 jpy → ¥500. */
function price(amount: number, currency: string): string {
  const digits = whole.has(currency) ? 0 : thousandths.has(currency) ? 3 : 2;
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat("en-GB", { style: "currency", currency, ...fraction }).format(
    amount / 10 ** digits,
  );
}

const day = (at: string) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(at));
