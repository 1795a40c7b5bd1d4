const deniesEverything = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const permissions = ["camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb"]
  .map((feature) => `${feature}=()`)
  .join(", ");

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Loaded by Node.js as they are: bundling them costs each start of the dev server seconds.
  serverExternalPackages: [
    ...["graphile-worker", "react-email", "stripe", "nodemailer", "sharp"],
    ...["@opentelemetry/api", "@opentelemetry/context-async-hooks", "@opentelemetry/core"],
    ...["@opentelemetry/exporter-prometheus", "@opentelemetry/exporter-trace-otlp-http"],
    ...["@opentelemetry/resources", "@opentelemetry/sdk-metrics", "@opentelemetry/sdk-trace"],
  ],
  // A picture sent by a form, where there is no JavaScript to send it in a better way.
  experimental: { serverActions: { bodySizeLimit: "6mb" } },
  // lib/http/compression.ts does it, which knows brotli.
  compress: false,
  // The dev server is opened by address as well as by name.
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  // Titles and descriptions belong in <head> before anything is sent: a reader without JavaScript
  // never gets what is streamed in afterwards.
  htmlLimitedBots: /.*/,
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          // What may be shown as a page says so itself, in middleware.ts, in place of this.
          { key: "Content-Security-Policy", value: deniesEverything },
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
          { key: "X-Frame-Options", value: "DENY" },
          { key: "Permissions-Policy", value: permissions },
          { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
          // Does not touch what CORS allows: it is about requests that are made without asking.
          { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
          { key: "Origin-Agent-Cluster", value: "?1" },
        ],
      },
      {
        // Other sites and mail programs may show what everybody may see; their requests come without a session.
        source: "/api/media/:id",
        headers: [{ key: "Cross-Origin-Resource-Policy", value: "cross-origin" }],
      },
    ];
  },
  async rewrites() {
    return [
      { source: "/@:username", destination: "/people/:username" },
      // Asked for by browsers wherever no page names another one.
      { source: "/favicon.ico", destination: "/icon.svg" },
    ];
  },
};
