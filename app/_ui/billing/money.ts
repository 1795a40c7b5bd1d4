// Stripe counts in these currencies by whole units or in thousandths. Browsers and Node.js have lists of
// their own that differ (Iceland's króna, Hungary's forint), and an amount must never be off by a hundred.
const whole = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
const thousandths = new Set("bhd jod kwd omr tnd".split(" "));

function digitsOf(currency: string): number {
  if (whole.has(currency)) return 0;
  return thousandths.has(currency) ? 3 : 2;
}

type Money = {
  /** in Stripe's minor units */
  amount: number;
  currency: string;
};

/**
 * An amount as people read it: "€5", "€5.50".
 * @param exact as in a list of payments, where the cents stand below each other: "€5.00"
 */
export function moneyWords({ amount, currency }: Money, exact = false): string {
  const code = currency.toLowerCase();
  const digits = digitsOf(code);
  const format = new Intl.NumberFormat("en-GB", {
    style: "currency",
    currency: code,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: exact ? "auto" : "stripIfInteger",
  });
  return format.format(amount / 10 ** digits);
}

type Recurring = { interval: string | null; intervalCount: number | null };

/** How often a price is paid: "a month", "every 3 months", and nothing when it is paid once. */
export function intervalWords({ interval, intervalCount }: Recurring): string {
  if (interval === null) return "";
  const count = intervalCount ?? 1;
  return count === 1 ? `a ${interval}` : `every ${count} ${interval}s`;
}

type Price = Recurring & { unitAmount: number; currency: string };

/** "€5 a month" */
export function priceWords(price: Price): string {
  return `${moneyWords({ amount: price.unitAmount, currency: price.currency })} ${intervalWords(price)}`.trim();
}

const daysIn: Record<string, number> = { day: 1, week: 7, month: 365 / 12, year: 365 };

const perDay = ({ unitAmount, interval, intervalCount }: Price) =>
  unitAmount / ((daysIn[interval ?? "month"] ?? 30) * (intervalCount ?? 1));

/** Recurring prices in the order in which people compare them: the one that is paid most often first. */
export function byInterval<P extends Price>(prices: readonly P[]): P[] {
  const days = ({ interval, intervalCount }: P) => (daysIn[interval ?? "month"] ?? 30) * (intervalCount ?? 1);
  return prices.filter(({ interval }) => interval !== null).sort((a, b) => days(a) - days(b));
}

/** What a longer period costs less, in whole percent, than the shortest one. 0 when it costs no less. */
export function savedPercent(price: Price, shortest: Price): number {
  if (price.currency !== shortest.currency || shortest.unitAmount === 0) return 0;
  return Math.max(0, Math.round((1 - perDay(price) / perDay(shortest)) * 100));
}
