/**
 * A file on disk for as long as it is read: a ZIP archive is read from its end. The name is removed as soon
 * as the file is open, so that nothing is left behind, whatever becomes of the process.
 */
import { open, mkdtemp, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SpooledFile {
  readonly handle: FileHandle;
  readonly close: () => Promise<void>;
}

/** An empty one. */
export async function createSpool(): Promise<SpooledFile> {
  const directory = await mkdtemp(join(tmpdir(), "tongcha-"));
  try {
    const handle = await open(join(directory, "spool"), "wx+", 0o600);
    let isOpen = true;
    return {
      handle,
      close: async () => {
        if (!isOpen) return;
        isOpen = false;
        await handle.close();
      },
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export async function spool(pieces: AsyncIterable<Uint8Array>): Promise<SpooledFile> {
  const file = await createSpool();
  try {
    for await (const piece of pieces) await file.handle.appendFile(piece);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}
