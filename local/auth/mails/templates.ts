import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { StartError } from "../../start-error.ts";
import type { AuthConfig } from "../config.ts";
import { defaultMails, type MailKind } from "./default-mails.ts";
import { compileTemplate, type Template } from "./go-template.ts";

/** A mail's three parts. `text` is null for a template of the project: its HTML decides what the text says. */
export type MailTemplate = { subject: Template; html: Template; text: Template | null };

export type MailTemplates = Record<MailKind, MailTemplate>;

/**
 * Reads the project's mail templates, and takes ours where it has none.
 * @param projectDir the folder that holds `supabase/`
 * @throws {StartError} when a template's file is missing or cannot be understood
 */
export async function readTemplates(config: AuthConfig, projectDir: string): Promise<MailTemplates> {
  const kinds = Object.keys(defaultMails) as MailKind[];
  const entries = await Promise.all(
    kinds.map(async (kind) => [kind, await readTemplate(config, projectDir, kind)] as const),
  );
  return Object.fromEntries(entries) as MailTemplates;
}

async function readTemplate(config: AuthConfig, projectDir: string, kind: MailKind): Promise<MailTemplate> {
  const standard = defaultMails[kind];
  const own = config.email.template[kind];
  const subject = compileTemplate(own?.subject ?? standard.subject, "text", `${kind} (subject)`);
  const html =
    own?.content ?? (own?.content_path ? await readContent(projectDir, own.content_path, kind) : null);
  if (html !== null) return { subject, html: compileTemplate(html, "html", kind), text: null };
  return {
    subject,
    html: compileTemplate(standard.html, "html", kind),
    text: compileTemplate(standard.text, "text", kind),
  };
}

/** The CLI resolves these paths against the project's folder; older projects wrote them from `supabase/`. */
async function readContent(projectDir: string, path: string, kind: MailKind): Promise<string> {
  const places = isAbsolute(path) ? [path] : [join(projectDir, path), join(projectDir, "supabase", path)];
  for (const place of places) {
    const content = await readFile(place, "utf8").catch(() => null);
    if (content !== null) return content;
  }
  throw new StartError(
    `supabase/config.toml names ${path} as the template of ${kind} mails, but there is no such file.`,
  );
}
