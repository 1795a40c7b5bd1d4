import { differenceInMinutes, formatDistanceStrict, intlFormat } from "date-fns";

// Pages are rendered on the server for readers everywhere, so a date is given in UTC and never
// depends on where the server stands.
const LOCALE = { locale: "en-GB" };

/** "November 2026" */
export function monthOf(iso: string): string {
  return intlFormat(iso, { month: "long", year: "numeric", timeZone: "UTC" }, LOCALE);
}

/** "12 November 2026", or "12 November" where the year is plain from what stands around it. */
export function DateOf({ iso, short = false }: { iso: string; short?: boolean }) {
  const format = { day: "numeric", month: "long", timeZone: "UTC" } as const;
  return (
    <time dateTime={iso}>{intlFormat(iso, short ? format : { ...format, year: "numeric" }, LOCALE)}</time>
  );
}

/** "12 November 2026, 14:05 UTC": for what ends at a moment and not at the end of a day. */
export function MomentOf({ iso }: { iso: string }) {
  const format = {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  } as const;
  return <time dateTime={iso}>{intlFormat(iso, { ...format, timeZone: "UTC" }, LOCALE)} UTC</time>;
}

/** "12 Nov 2026, 14:05:09 UTC": for a log. */
export function SecondOf({ iso }: { iso: string }) {
  const words = intlFormat(iso, { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" }, LOCALE);
  return <time dateTime={iso}>{words} UTC</time>;
}

/** "3 hours ago", with the exact moment on hover. For server components: the browser's clock may differ. */
export function Ago({ iso, now = new Date() }: { iso: string; now?: Date }) {
  const exact = intlFormat(iso, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }, LOCALE);
  return (
    <time dateTime={iso} title={`${exact} UTC`}>
      {differenceInMinutes(now, iso) < 1 ? "just now" : formatDistanceStrict(iso, now, { addSuffix: true })}
    </time>
  );
}
