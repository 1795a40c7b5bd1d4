import { html, raw } from "hono/html";
import { readText } from "../http/body.ts";

export type Html = ReturnType<typeof html>;

const style = `
:root { color-scheme: light dark;
  --paper: light-dark(#fafaf7, #121817); --raised: light-dark(#ffffff, #19211f); --sunk: light-dark(#f0f0eb, #0d1211);
  --ink: light-dark(#1b2322, #e9ece6); --soft: light-dark(#4a5553, #b8c1bc); --line: light-dark(#dcded7, #2b3633);
  --edge: light-dark(#8b9590, #66756f); --patina: light-dark(#17675a, #78cdb6); --wash: light-dark(#e3efeb, #1a2f2a);
  --strong: light-dark(#0e5147, #9bdfcc); --on: light-dark(#ffffff, #0b1d19); --alarm: light-dark(#a3271d, #f2968a);
  --alarm-wash: light-dark(#fbebe8, #331b18); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 16px/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", sans-serif; }
a { color: var(--patina); text-underline-offset: 3px; }
.bar { border-bottom: 1px solid var(--line); }
.bar > div, main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem; }
.bar > div { display: flex; gap: .75rem; align-items: center; justify-content: space-between; flex-wrap: wrap; }
.mark { display: inline-flex; gap: .6rem; align-items: center; font-weight: 650; }
.mark i { width: 1.4rem; height: 1.4rem; border-radius: .35rem; background: var(--patina); position: relative; }
.mark i::after { content: ""; position: absolute; inset: .55rem .3rem .5rem; border-radius: 2px; background: var(--on); }
.test { font-size: .8rem; padding: .1rem .6rem; border-radius: 99px; background: var(--wash); color: var(--strong); }
main { padding-block: 2rem 3rem; }
footer { color: var(--soft); font-size: .85rem; padding-block: 0 2rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; text-wrap: balance; }
h2 { font-size: 1.05rem; margin: 0 0 .9rem; }
p { margin: 0 0 1rem; } .soft { color: var(--soft); } .small { font-size: .88rem; }
.two { display: grid; gap: 2rem; align-items: start; }
@media (min-width: 46rem) { .two { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 3.5rem; } }
.panel { background: var(--raised); border: 1px solid var(--line); border-radius: .9rem; padding: 1.4rem; }
.panel + .panel { margin-top: 1.25rem; }
.sum { font-size: 2.3rem; font-weight: 650; letter-spacing: -.02em; line-height: 1.15; margin: .25rem 0 1.5rem;
  font-variant-numeric: tabular-nums; }
dl.lines { margin: 0; } dl.lines > div { display: flex; gap: 1.5rem; justify-content: space-between; padding: .7rem 0;
  border-top: 1px solid var(--line); } dl.lines dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
dl.lines .total { font-weight: 650; } .own { display: block; }
label.field { display: block; font-weight: 550; margin-bottom: 1.1rem; }
input[type=email], select { width: 100%; margin-top: .35rem; font: inherit; font-weight: 400; color: inherit; background: var(--paper);
  border: 1px solid var(--edge); border-radius: .55rem; padding: .6rem .75rem; min-height: 2.75rem; }
input[readonly] { border-color: var(--line); color: var(--soft); }
fieldset { border: 0; padding: 0; margin: 0 0 1.25rem; } legend { font-weight: 550; padding: 0; margin-bottom: .4rem; }
.choice { display: flex; gap: .8rem; align-items: flex-start; padding: .75rem .9rem; border: 1px solid var(--line);
  border-radius: .6rem; cursor: pointer; } .choice + .choice { margin-top: .45rem; }
.choice:has(:checked) { border-color: var(--patina); background: var(--wash); }
.choice input { accent-color: var(--patina); width: 1.05rem; height: 1.05rem; margin: .25rem 0 0; flex: none; }
.choice span { display: block; } .choice .small { color: var(--soft); } .mono { font-variant-numeric: tabular-nums; }
button, .button { font: inherit; font-weight: 600; border-radius: .6rem; padding: .65rem 1.2rem; min-height: 2.75rem;
  cursor: pointer; border: 1px solid var(--patina); background: var(--patina); color: var(--on); text-decoration: none; display: inline-block; text-align: center; }
button:hover { background: var(--strong); border-color: var(--strong); }
button.quiet, .button.quiet { background: none; color: var(--ink); border-color: var(--edge); }
button.quiet:hover, .button.quiet:hover { background: var(--sunk); border-color: var(--edge); } .wide { width: 100%; }
.actions { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; margin-top: 1.1rem; } form { margin: 0; }
:focus-visible { outline: 2px solid var(--patina); outline-offset: 2px; }
.alarm { background: var(--alarm-wash); color: var(--alarm); border-radius: .6rem; padding: .75rem .95rem; margin-bottom: 1.25rem; }
.note { background: var(--wash); border-radius: .6rem; padding: .75rem .95rem; margin-bottom: 1.25rem; }
.tag { font-size: .8rem; padding: .1rem .6rem; border-radius: 99px; background: var(--sunk); white-space: nowrap; }
.tag.good { background: var(--wash); color: var(--strong); } .tag.bad { background: var(--alarm-wash); color: var(--alarm); }
.row { display: flex; flex-wrap: wrap; gap: .4rem 1rem; justify-content: space-between; align-items: baseline; }
ul.plain { list-style: none; margin: 0; padding: 0; } ul.plain > li { border-top: 1px solid var(--line); padding: .8rem 0; }
ul.plain > li:first-child { border-top: 0; padding-top: 0; } ul.plain > li:last-child { padding-bottom: 0; }
.narrow { max-width: 30rem; margin-inline: auto; }
@media print { .bar, footer, form { display: none; } }`;

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'";
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%2317675a'/%3E%3Crect x='3' y='6.5' width='10' height='3' rx='1' fill='white'/%3E%3C/svg%3E";

/** A whole page, that works without scripts. */
export function page(title: string, back: { url: string; text: string } | null, content: Html): Response {
  const body = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="${raw(icon)}">
<style>${raw(style)}</style>
</head>
<body>
<header class="bar"><div><span class="mark"><i aria-hidden="true"></i>Local Stripe <span class="test">test mode</span></span>
${back ? html`<a href="${back.url}">${back.text}</a>` : ""}</div></header>
<main>${content}</main>
<footer>A stand-in for Stripe on this machine. No money moves, and no card is asked for.</footer>
</body>
</html>`;
  return new Response(String(body), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

/** A page that says one thing. */
export function message(title: string, text: string, link: { url: string; text: string } | null): Response {
  return page(
    title,
    null,
    html`<div class="panel narrow"><h1>${title}</h1><p class="soft">${text}</p>
${link ? html`<a class="button wide" href="${link.url}">${link.text}</a>` : ""}</div>`,
  );
}

/** After a form: the browser asks for the page anew, so that reloading repeats nothing. */
export const seeOther = (url: string): Response =>
  new Response(null, { status: 303, headers: { location: url } });

const longestForm = 64 * 1024;

/**
 * What a page's form sent.
 * @throws {StripeError} 413 past 64 KiB
 */
export async function formOf(request: Request): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await readText(request, longestForm)));
}
