/** What an event is about, which decides what is fetched for it. */
export type Subject =
  | "checkout_session"
  | "subscription"
  | "customer"
  | "invoice"
  | "payment_intent"
  | "dispute"
  | "refund"
  | "charge"
  | "product"
  | "price";

// The first pattern that fits counts.
const subjects: [pattern: RegExp, subject: Subject][] = [
  [/^checkout\.session\./, "checkout_session"],
  [/^customer\.subscription\./, "subscription"],
  [/^customer\.(created|updated|deleted)$/, "customer"],
  // The invoice that is to come is a preview: there is nothing to fetch.
  [/^invoice\.(?!upcoming$)/, "invoice"],
  [/^payment_intent\./, "payment_intent"],
  [/^charge\.dispute\./, "dispute"],
  [/^(charge\.refund|refund)\./, "refund"],
  [/^charge\./, "charge"],
  [/^product\./, "product"],
  [/^price\./, "price"],
];

/** What an event of this type is about; null when nothing follows from it. A thin event's type begins with "v1.". */
export function subjectOf(type: string): Subject | null {
  const name = type.replace(/^v1\./, "");
  return subjects.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

export const isHandled = (type: string): boolean => subjectOf(type) !== null;
