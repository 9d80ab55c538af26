/** What a source would hand in now. Nothing is kept, and the source does not count it as a run. */
import type pg from "pg";
import { HubError } from "#schema/errors.js";
import type { TriedFile } from "../intake/intake.js";
import type { Source } from "./definition.js";
import type { Access } from "./fetch/access.js";
import { fetchSource } from "./fetch/fetch-source.js";
import type { HandInParts } from "./hand-in.js";
import { readFiles } from "./runs.js";

export interface Trial {
  readonly files: readonly (TriedFile & {
    readonly name: string;
    /** It is what was handed in last. */
    readonly isKnown: boolean;
  })[];
  /** There are more. */
  readonly hasMore: boolean;
}

/** Files that are looked at. */
const MOST_FILES = 3;

export async function tryOut(
  { submissions, intake }: Pick<HandInParts, "submissions" | "intake">,
  pool: pg.Pool,
  source: Source,
  access: Omit<Access, "markOf">,
): Promise<Trial> {
  const contract = submissions.contractOf(source.feed);
  if (contract.submitters === "lead" && source.department !== contract.lead)
    throw new HubError("FORBIDDEN", {
      need: "此事项只由牵头部门报送",
      needEn: `only ${contract.lead} hands this feed in`,
    });
  const known = await readFiles(pool, source.id);
  const files: Trial["files"][number][] = [];
  for await (const { name, bytes } of fetchSource(source.from, { ...access, markOf: () => null })) {
    if (files.length === MOST_FILES) return { files, hasMore: true };
    const tried = await intake.tryOut(contract, source.department, { name, source: bytes });
    files.push({ ...tried, name, isKnown: known.get(name)?.digest === tried.digest });
  }
  return { files, hasMore: false };
}
