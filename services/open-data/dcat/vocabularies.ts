/**
 * The catalogue's codes in the lists of the Publications Office of the European Union, by which harvesters
 * know them, and the formats of downloads.
 */
import { hasPoints, type Bilingual, type FeedContract } from "#kit";

const AUTHORITY = "http://publications.europa.eu/resource/authority";
const MEDIA_TYPES = "https://www.iana.org/assignments/media-types";

export const EU_THEMES = `${AUTHORITY}/data-theme`;
export const CHINESE = `${AUTHORITY}/language/ZHO`;
export const PUBLIC_ACCESS = `${AUTHORITY}/access-right/PUBLIC`;

/** By `DatasetTheme`. */
const THEMES: Readonly<Record<string, string>> = {
  ECONOMY: "ECON",
  CREDIT: "ECON",
  FINANCE: "ECON",
  TOURISM: "ECON",
  TRANSPORT: "TRAN",
  FOOD: "AGRI",
  HEALTH: "HEAL",
  CULTURE: "EDUC",
  CONSUMPTION: "ECON",
  SAFETY: "JUST",
  RELIGION: "SOCI",
  EDUCATION: "EDUC",
  SOCIAL_SECURITY: "SOCI",
  EMPLOYMENT: "SOCI",
  DAILY_LIFE: "SOCI",
  HOUSING: "REGI",
  GOVERNMENT: "GOVE",
  ENVIRONMENT: "ENVI",
  ENTERPRISE: "ECON",
  AGRICULTURE: "AGRI",
};

/** By `DatasetRhythm`. */
const FREQUENCIES: Readonly<Record<string, string>> = {
  REAL_TIME: "UPDATE_CONT",
  DAILY: "DAILY",
  WEEKLY: "WEEKLY",
  MONTHLY: "MONTHLY",
  QUARTERLY: "QUARTERLY",
  HALF_YEARLY: "ANNUAL_2",
  YEARLY: "ANNUAL",
  IRREGULAR: "IRREG",
  STATIC: "NEVER",
};

/** By `DatasetOpenness`. */
const ACCESS_RIGHTS: Readonly<Record<string, string>> = {
  UNCONDITIONAL: "PUBLIC",
  CONDITIONAL: "RESTRICTED",
  CLOSED: "NON_PUBLIC",
};

export function euTheme(theme: string): string {
  return `${EU_THEMES}/${known(THEMES, theme)}`;
}

export function euFrequency(rhythm: string): string {
  return `${AUTHORITY}/frequency/${known(FREQUENCIES, rhythm)}`;
}

export function euAccessRight(openness: string): string {
  return `${AUTHORITY}/access-right/${known(ACCESS_RIGHTS, openness)}`;
}

function known(table: Readonly<Record<string, string>>, code: string): string {
  const found = table[code];
  if (found === undefined) throw new Error(`The catalogue's code ${code} has no counterpart`);
  return found;
}

export interface FileFormat {
  /** Ending of the address `/data/<dataset>.<ending>`. */
  readonly ending: string;
  readonly title: Bilingual;
  /** Of the European list; null where it has none. */
  readonly format: string | null;
  /** Of IANA's register; null where it has none. */
  readonly mediaType: string | null;
  /** Of the format's own description, where no register has it. */
  readonly standard: string | null;
}

const FILE_FORMATS: readonly FileFormat[] = [
  registered("csv", { zh: "CSV 表格", en: "CSV" }, "CSV", "text/csv"),
  registered(
    "xlsx",
    { zh: "Excel 工作簿", en: "Excel workbook" },
    "XLSX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ),
  registered("json", { zh: "JSON", en: "JSON" }, "JSON", "application/json"),
  {
    ending: "ndjson",
    title: { zh: "NDJSON，每行一条记录", en: "NDJSON, a record a line" },
    format: null,
    mediaType: null,
    standard: "https://github.com/ndjson/ndjson-spec",
  },
  registered("parquet", { zh: "Parquet", en: "Parquet" }, "PARQUET", "application/vnd.apache.parquet"),
];

const GEOJSON = registered("geojson", { zh: "GeoJSON", en: "GeoJSON" }, "GEOJSON", "application/geo+json");

export function fileFormatsOf(contract: FeedContract): readonly FileFormat[] {
  return hasPoints(contract) ? [...FILE_FORMATS, GEOJSON] : FILE_FORMATS;
}

/** All that belongs to a dataset, in one file. */
export const PACKAGE = registered("zip", { zh: "数据包", en: "Package" }, "ZIP", "application/zip");

/** `text/csv`. */
export function mediaTypeOf({ mediaType }: FileFormat): string {
  return mediaType === null ? "application/x-ndjson" : mediaType.slice(MEDIA_TYPES.length + 1);
}

function registered(ending: string, title: Bilingual, format: string, mediaType: string): FileFormat {
  return {
    ending,
    title,
    format: `${AUTHORITY}/file-type/${format}`,
    mediaType: `${MEDIA_TYPES}/${mediaType}`,
    standard: null,
  };
}
