/**
 * Files that a record has beside it. A text names them by their addresses on the hub, parted by ；:
 * `/attachments/<SHA-256>/<name>`. A clerk writes the names alone.
 */
export interface AttachedFile {
  /** Of its bytes, in hexadecimal. */
  readonly sha256: string;
  /** As it was handed in: `实施细则.pdf`. */
  readonly name: string;
}

/** The files of a stored text, in its order. */
export function attachedFiles(text: unknown): readonly AttachedFile[] {
  return typeof text === "string"
    ? namedFiles(text).flatMap(({ sha256, name }) => (sha256 ? [{ sha256, name }] : []))
    : [];
}

/** What a cell names: by the name alone, or by the address of the very file. */
export function namedFiles(
  cell: string,
): readonly { readonly sha256: string | null; readonly name: string }[] {
  return cell.split(SEPARATOR).flatMap((part) => {
    const named = part.trim();
    if (named === "") return [];
    const { sha256 = null, name = named } = ADDRESS.exec(named)?.groups ?? {};
    return [{ sha256, name }];
  });
}

export function attachmentsText(files: readonly AttachedFile[]): string {
  return files.map(({ sha256, name }) => `${PREFIX}/${sha256}/${name}`).join("；");
}

/** The address, as a browser asks for it. */
export function attachmentPath({ sha256, name }: AttachedFile): string {
  return `${PREFIX}/${sha256}/${encodeURIComponent(name)}`;
}

/** A name that can stand in a cell, an address and a header: no path, no control, no ； in it. */
export function isFileName(name: string): boolean {
  return name.length <= NAME_CHARACTERS && NAME.test(name);
}

const PREFIX = "/attachments";
const SEPARATOR = /[；;\n]/;
const ADDRESS = /^\/attachments\/(?<sha256>[0-9a-f]{64})\/(?<name>.+)$/;
const NAME_CHARACTERS = 120;
const NAME = /^[^\s./\\；;<>"|?*:#%\p{C}][^/\\；;<>"|?*:#%\p{C}]*\.[A-Za-z]{3,4}$/u;
