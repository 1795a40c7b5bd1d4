import type { Section } from "#lib/openapi/reference/entries.ts";
import type { Language } from "#ui/docs/highlight.ts";

/** Something to paste, or to see. */
export type Sample = { title: string; language: Language; code: string };

/** A section of the introduction: what is to be known in Markdown, and examples of it on this very server. */
export type GuideSection = Section & { text: string; samples(siteUrl: string): Sample[] };
