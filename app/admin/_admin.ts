import { notFound } from "next/navigation";
import { requireViewer, type Viewer } from "../_viewer.ts";

/** The admin who looks at the page at `path`. Whoever is no admin does not learn that there is such a page. */
export async function requireAdmin(path: string): Promise<Viewer> {
  const viewer = await requireViewer(path);
  if (!viewer.roles.includes("admin")) notFound();
  return viewer;
}
