/**
 * Where the parts of a workbook are: found through its relationships (ECMA-376 part 2), since names and
 * places are the writing program's choice. Refuses with FEED_FORMAT an archive that is no workbook.
 */
import { posix } from "node:path";
import { badArchive } from "../refusals.js";
import type { Archive } from "./archive.js";
import { notAWorkbook } from "./other-archive.js";
import { readWholeXml } from "./read-xml.js";

export interface SheetPart {
  readonly name: string;
  readonly path: string;
  readonly isVisible: boolean;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  /** Dates count from 1904, as old Macs did. */
  readonly is1904: boolean;
}

interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

const SHEETS = 1_000;

export async function readWorkbookParts(archive: Archive): Promise<WorkbookParts> {
  const workbook = (await relationshipsOf(archive, "")).find(({ type }) =>
    type.endsWith("/officeDocument"),
  )?.target;
  if (workbook === undefined || !workbook.endsWith(".xml") || !archive.has(workbook))
    throw notAWorkbook(archive);
  const related = await relationshipsOf(archive, workbook);
  const sheets: SheetPart[] = [];
  let root = "";
  let is1904 = false;
  await readWholeXml(archive.read(workbook), {
    open: (name, attributes) => {
      if (root === "") root = name;
      if (name === "workbookPr") is1904 = attributes["date1904"] === "1" || attributes["date1904"] === "true";
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1];
      // Chart and macro sheets are related otherwise
      const part = related.find((candidate) => candidate.id === id && candidate.type.endsWith("/worksheet"));
      if (part)
        sheets.push({
          name: attributes["name"] ?? "",
          path: part.target,
          isVisible: (attributes["state"] ?? "visible") === "visible",
        });
      if (sheets.length > SHEETS) throw badArchive("工作表过多", "it has too many sheets");
    },
  });
  if (root !== "workbook") throw notAWorkbook(archive);
  const partOf = (kind: string): string | null =>
    related.find(({ type, target }) => type.endsWith(kind) && archive.has(target))?.target ?? null;
  return { sheets, sharedStrings: partOf("/sharedStrings"), styles: partOf("/styles"), is1904 };
}

async function relationshipsOf(archive: Archive, part: string): Promise<readonly Relationship[]> {
  const slash = part.lastIndexOf("/") + 1;
  const path = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
  if (!archive.has(path)) return [];
  const found: Relationship[] = [];
  await readWholeXml(archive.read(path), {
    open: (name, { Id, Type, Target, TargetMode }) => {
      if (
        name === "Relationship" &&
        Id !== undefined &&
        Type !== undefined &&
        Target !== undefined &&
        TargetMode !== "External"
      ) {
        found.push({ id: Id, type: Type, target: resolve(part.slice(0, slash), Target) });
      }
    },
  });
  return found;
}

/**
 * `../a.xml` from `xl/x/` is `xl/a.xml`; a target that begins with a slash is from the root. Only looked up,
 * never opened as a file.
 */
function resolve(folder: string, target: string): string {
  return posix.resolve(`/${folder}`, target).slice(1);
}
