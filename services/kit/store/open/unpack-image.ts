/**
 * Unpacks the library's ready-made cluster into a directory. The library does so file by file through its own
 * file system, and checks sums in JavaScript: that took more than half of a new database's time.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const BLOCK = 512;
const FILE = "0";
const DIRECTORY = "5";

/**
 * `image`: a tar archive of directories and files, packed by gzip. Throws a plain Error for any other entry.
 */
export function unpackImage(image: Uint8Array, directory: string): void {
  const archive = gunzipSync(image);
  mkdirSync(directory, { recursive: true });
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const text = (offset: number, length: number): string =>
      archive.toString("latin1", at + offset, at + offset + length).replace(/\0.*$/s, "");
    const [name, bytes, kind] = [
      join(text(345, 155), text(0, 100)),
      parseInt(text(124, 12), 8),
      text(156, 1),
    ];
    const path = join(directory, join("/", name));
    if (kind === DIRECTORY) mkdirSync(path, { recursive: true });
    else if (kind === FILE || kind === "")
      writeFileSync(path, archive.subarray(at + BLOCK, at + BLOCK + bytes));
    else throw new Error(`The image of the database holds ${name}, which is neither file nor directory`);
    at += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK;
  }
}
