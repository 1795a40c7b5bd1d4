import { existsSync } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { StartError } from "./start-error.ts";

/**
 * Makes a folder and those above it. One level at a time: Node's recursive mkdir never returns where the file
 * system makes no folders (/proc).
 *
 * @param remedy what a person can do when it cannot be made
 * @throws {StartError} naming the folder, the reason and the remedy
 */
export async function makeFolder(dir: string, remedy: string, mode?: number): Promise<void> {
  if (existsSync(dir)) return;
  if (dirname(dir) !== dir) await makeFolder(dirname(dir), remedy, mode);
  try {
    await mkdir(dir);
    if (mode !== undefined) await chmod(dir, mode); // whatever the umask says
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST") throw new StartError(`The folder ${dir} cannot be made (${code}). ${remedy}`);
  }
}
