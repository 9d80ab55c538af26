/** The refusals of a whole file that several readers share. A reason never holds what a cell holds. */
import { HubError } from "#schema/errors.js";

/** How much of a file is read. Every limit is checked while reading, so that nothing larger is ever held. */
export interface ReadLimits {
  /** Size of the file as received. */
  readonly fileBytes: number;
  /** Size of all that is unpacked from a workbook. */
  readonly inflatedBytes: number;
  /** Size of one cell in memory: two bytes for each UTF-16 unit. */
  readonly cellBytes: number;
  /** Columns of one row. */
  readonly columns: number;
}

export const READ_LIMITS: ReadLimits = {
  fileBytes: 256 * 2 ** 20,
  inflatedBytes: 2 ** 31,
  cellBytes: 2 ** 20,
  columns: 1024,
};

/** Characters that a cell may have. */
export function cellCharacters(limits: ReadLimits): number {
  return Math.floor(limits.cellBytes / 2);
}

/** Not a file that can be read at all. */
export function notReadable(reason: string, reasonEn: string): HubError {
  return new HubError("FEED_FORMAT", { reason, reasonEn });
}

/** A workbook whose package is broken or hostile. */
export function badArchive(reason: string, reasonEn: string): HubError {
  return new HubError("FEED_ARCHIVE", { reason, reasonEn });
}

export function cellTooLarge(line: number, limits: ReadLimits): HubError {
  return new HubError("FEED_CELL_TOO_LARGE", { line, limitKiB: Math.ceil(limits.cellBytes / 1024) });
}

/** A header, or a row against its header, that does not fit. All problems at once. */
export function badColumns(problems: readonly { readonly zh: string; readonly en: string }[]): HubError {
  return new HubError("FEED_COLUMNS", {
    problems: problems.map(({ zh }) => zh).join("；"),
    problemsEn: problems.map(({ en }) => en).join("; "),
  });
}

/** The same of the names in JSON, which has no header and no rows. */
export function badNames(problems: readonly { readonly zh: string; readonly en: string }[]): HubError {
  return new HubError("FEED_NAMES", {
    problems: problems.map(({ zh }) => zh).join("；"),
    problemsEn: problems.map(({ en }) => en).join("; "),
  });
}

export function rowTooWide(line: number, limits: ReadLimits): HubError {
  return badColumns([
    {
      zh: `第${line}行超过${limits.columns}列`,
      en: `row ${line} has more than ${limits.columns} columns`,
    },
  ]);
}
