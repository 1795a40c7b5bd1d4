import type { Access } from "../http/declaration.ts";
import { accountPolicy, type LimitClass, type Policy, policies } from "../limits/policies.ts";

/** `x-rate-limit` of an operation: its class, and what each kind of caller may do. */
export type RateLimit = { class: LimitClass; anonymous: Policy; user: Policy; account?: Policy };

/** The limit that an operation is counted against. */
export function rateLimitOf({ limit, byAccount }: Pick<Access, "limit" | "byAccount">): RateLimit {
  const { anonymous, user } = policies[limit];
  return { class: limit, anonymous, user, ...(byAccount && { account: accountPolicy }) };
}

const often = ({ quota, seconds }: Policy) =>
  `${quota.toLocaleString("en")} ${seconds === 60 ? "a minute" : `in ${seconds} seconds`}`;

/** The same in words. */
export function wordsOfLimit({ class: name, anonymous, user, account }: RateLimit): string {
  const isSame = anonymous.quota === user.quota && anonymous.seconds === user.seconds;
  const each = isSame
    ? `${often(anonymous)} for each address`
    : `${often(anonymous)} for each address, ${often(user)} for each person who is signed in`;
  return `class \`${name}\`, ${each}${account ? `, and ${often(account)} for each account` : ""}`;
}
