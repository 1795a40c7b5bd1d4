import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Footer } from "#ui/footer.tsx";
import { Masthead } from "#ui/masthead.tsx";
import { OfflineNotice } from "#ui/offline-notice.tsx";
import { findViewer } from "./_viewer.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Plinth", template: "%s · Plinth" },
  description: "A publication with paying members.",
  applicationName: "Plinth",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#121817" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col">
        <a
          href="#content"
          className="sr-only z-30 rounded-[3px] bg-patina px-4 py-2 text-on-patina focus:not-sr-only focus:absolute focus:top-3 focus:left-3"
        >
          Skip to the content
        </a>
        <Masthead viewer={await findViewer()} />
        <main id="content" tabIndex={-1} className="flex-1 outline-none">
          {children}
        </main>
        <Footer />
        <OfflineNotice />
      </body>
    </html>
  );
}
