/**
 * Datasets in one archive, each with its CSV, its description, its terms and its provenance. Entries are
 * written one after the other, as they are taken; an archive of any size and any number of them.
 */
import { createHash } from "node:crypto";
import { Readable, type Duplex } from "node:stream";
import yazl from "yazl";
import { licenceText } from "#kit";
import { describePackage, type PackageParts } from "./describe-package.js";

export interface ZippedDataset {
  /** Folder of the archive, with a slash at its end; empty for the archive's own. */
  readonly folder: string;
  readonly parts: () => Promise<PackageParts>;
  readonly csv: () => Readable;
  readonly provenance: () => AsyncIterable<string>;
}

export function zipOf(datasets: readonly ZippedDataset[], at: Date): Readable {
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Duplex; // a PassThrough, in the library's own words
  let current: Readable | null = null;
  zip.on("error", (error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  // The library goes on reading an entry whose archive nobody takes.
  output.once("close", () => current?.destroy());
  const add = (path: string, open: () => AsyncIterable<string | Uint8Array>): void =>
    zip.addReadStreamLazy(path, { mtime: at, forceZip64Format: true }, (give) => {
      current = Readable.from(open(), { objectMode: false });
      current.once("error", (error) => output.destroy(error));
      give(null, current);
    });
  for (const { folder, parts, csv, provenance } of datasets) {
    const described = lazily(parts);
    const path = "data.csv";
    const file = { bytes: 0, hash: createHash("sha256") };
    add(`${folder}${path}`, async function* counted() {
      for await (const piece of csv()) {
        const bytes = Buffer.from(piece);
        file.bytes += bytes.length;
        file.hash.update(bytes);
        yield bytes;
      }
    });
    add(`${folder}datapackage.json`, async function* description() {
      const { bytes, hash } = file;
      const found = describePackage(await described(), { path, bytes, sha256: hash.digest("hex") });
      yield `${JSON.stringify(found, null, 1)}\n`;
    });
    add(`${folder}LICENCE.txt`, async function* licence() {
      yield licenceText((await described()).licence);
    });
    add(`${folder}provenance.json`, provenance);
  }
  zip.end();
  return output;
}

function lazily<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null;
  return () => (known ??= read());
}
