import type { ReactNode } from "react";
import { NavLink } from "#ui/nav-link.tsx";

const tab = "border-b-2 border-transparent aria-[current]:border-patina";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-2xl px-4 pt-10 sm:px-6 sm:pt-16">
      <h1 className="font-serif text-3xl leading-tight font-semibold tracking-tight sm:text-4xl">Settings</h1>
      <nav aria-label="Settings" className="mt-6 mb-10 flex gap-6 border-b border-line text-[0.9375rem]">
        <NavLink href="/settings" className={tab}>
          Profile
        </NavLink>
        <NavLink href="/settings/security" className={tab}>
          Security
        </NavLink>
        <NavLink href="/settings/billing" className={tab}>
          Billing
        </NavLink>
        <NavLink href="/settings/api-keys" className={tab}>
          API keys
        </NavLink>
      </nav>
      {children}
    </div>
  );
}
