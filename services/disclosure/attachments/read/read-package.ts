/** The text of DOCX (ECMA-376) and OFD (GB/T 33190), both ZIP archives of XML. Nothing is drawn. */
import type { Bilingual } from "#kit";
import { openArchive, READ_LIMITS, readXml, spool, type Archive, type XmlHandlers } from "#kit/archive";
import { HubError } from "#schema/errors.js";
import {
  ACTIVE,
  BROKEN,
  ENCRYPTED,
  FileFault,
  MOST_PAGES,
  MOST_TEXT,
  TOO_MANY_PAGES,
  type FileText,
} from "./file-text.js";

/** All that is unpacked of one. */
const UNPACKED_BYTES = 256 * 2 ** 20;

export function readDocx(bytes: Uint8Array): Promise<FileText> {
  return inArchive(bytes, async (archive) => {
    if (!archive.has(DOCUMENT)) throw new FileFault(BROKEN);
    if (archive.has("word/vbaproject.bin") || archive.has("word/vbadata.xml")) throw new FileFault(ACTIVE);
    const text = createText();
    let hasRevisions = false;
    await readPart(archive, DOCUMENT, {
      open: (name) => {
        if (REVISIONS.has(name)) hasRevisions = true;
        if (name === "tab") text.add(" ");
        if (name === "br") text.add("\n");
        text.isInside = name === "t";
      },
      close: (name) => {
        text.isInside = false;
        if (name === "p") text.add("\n");
      },
      text: (part) => {
        if (text.isInside) text.add(part);
      },
    });
    let hasComments = false;
    if (archive.has(COMMENTS))
      await readPart(archive, COMMENTS, {
        open: (name) => {
          if (name === "comment") hasComments = true;
        },
      });
    if (hasRevisions || hasComments) throw new FileFault(REVISED);
    return { pages: null, text: text.all() };
  });
}

const DOCUMENT = "word/document.xml";
const COMMENTS = "word/comments.xml";
/** What was struck out would still lie in the public file. */
const REVISIONS: ReadonlySet<string> = new Set(["del", "ins", "moveFrom", "moveTo"]);
const REVISED: Bilingual = {
  zh: "文件中有修订痕迹或批注，请接受或拒绝全部修订、删除批注后另存",
  en: "it has tracked changes or comments: settle and delete them, and save it again",
};

export function readOfd(bytes: Uint8Array): Promise<FileText> {
  return inArchive(bytes, async (archive) => {
    if (archive.has("Encryptions.xml")) throw new FileFault(ENCRYPTED);
    const documents = await textsOf(archive, "OFD.xml", "DocRoot");
    if (documents.length === 0) throw new FileFault(BROKEN);
    const text = createText();
    let pages = 0;
    for (const document of documents) {
      const root = resolve("", document);
      for (const page of await attributesOf(archive, root, "Page", "BaseLoc")) {
        pages += 1;
        if (pages > MOST_PAGES) throw new FileFault(TOO_MANY_PAGES);
        for (const line of await textsOf(archive, resolve(root, page), "TextCode")) text.add(`${line}\n`);
      }
    }
    return { pages, text: text.all() };
  });
}

/** The texts of the elements of this name. */
async function textsOf(archive: Archive, path: string, element: string): Promise<readonly string[]> {
  const found: string[] = [];
  let isInside = false;
  let characters = 0;
  await readPart(archive, path, {
    open: (name) => {
      isInside = name === element;
      if (isInside) found.push("");
    },
    close: () => {
      isInside = false;
    },
    text: (part) => {
      characters += part.length;
      if (isInside && characters < MOST_TEXT * 8) found.push(`${found.pop() ?? ""}${part}`);
    },
  });
  return found.map((text) => text.trim());
}

async function attributesOf(
  archive: Archive,
  path: string,
  element: string,
  attribute: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  await readPart(archive, path, {
    open: (name, { [attribute]: value }) => {
      if (name === element && value !== undefined) found.push(value);
      if (found.length > MOST_PAGES) throw new FileFault(TOO_MANY_PAGES);
    },
  });
  return found;
}

/** A place in a package, named from a part of it: from its root with a slash in front. */
function resolve(from: string, place: string): string {
  return new URL(place, `file:///${from}`).pathname.slice(1);
}

async function readPart(archive: Archive, path: string, handlers: XmlHandlers): Promise<void> {
  for await (const _ of readXml(
    archive.read(path),
    { characters: 2 ** 22, refuse: () => new FileFault(BROKEN) },
    handlers,
  ))
    continue;
}

function createText() {
  const parts: string[] = [];
  let characters = 0;
  return {
    isInside: false,
    add: (part: string): void => {
      if (characters < MOST_TEXT) parts.push(part);
      characters += part.length;
    },
    all: (): string => parts.join(""),
  };
}

async function inArchive(
  bytes: Uint8Array,
  read: (archive: Archive) => Promise<FileText>,
): Promise<FileText> {
  const file = await spool(once(bytes));
  try {
    return await read(await openArchive(file, { ...READ_LIMITS, inflatedBytes: UNPACKED_BYTES }));
  } catch (error) {
    // What the archive is refused for has a reason of its own.
    if (!(error instanceof HubError)) throw error;
    const { reason, reasonEn } = error.details;
    throw new FileFault({ zh: String(reason), en: String(reasonEn) });
  } finally {
    await file.close();
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
