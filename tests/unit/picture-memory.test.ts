import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const run = promisify(execFile);
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "plinth-pictures-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** 50 megapixels of soft noise; on its side, so that it has to be turned, where the format can say so. */
async function largePicture(format: "jpeg" | "png" | "webp"): Promise<string> {
  const path = join(dir, `large.${format}`);
  const small = { width: 866, height: 578, channels: 3, background: "#888" } as const;
  const noise = await sharp({ create: { ...small, noise: { type: "gaussian", mean: 128, sigma: 40 } } })
    .png()
    .toBuffer();
  await sharp(noise)
    .resize(8660, 5780, { kernel: "linear" })
    .withMetadata({ orientation: 6 })
    .toFormat(format, format === "webp" ? { effort: 0 } : {})
    .toFile(path);
  return path;
}

// Making the large pictures takes longer than what is tested.
vi.setConfig({ testTimeout: 240_000 });

test.each(["jpeg", "png", "webp"] as const)(
  "a %s of 50 megapixels takes less than 400 MB",
  async (format) => {
    const args = ["tests/unit/picture-memory.ts", await largePicture(format), `image/${format}`];
    const { stdout } = await run(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: "" } });
    const { files, megabytes } = JSON.parse(stdout);
    expect(files).toBe(9);
    expect(megabytes).toBeGreaterThan(10);
    expect(megabytes).toBeLessThan(400);
  },
);
