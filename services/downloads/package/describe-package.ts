/**
 * A dataset as of one release as a Tabular Data Package (Frictionless, v1): who, what, whose, and its CSV.
 */
import { licenceAddress, licences, type FeedContract } from "#kit";
import { toCitation } from "../cite/citation.js";
import { columnsOf } from "../columns.js";
import { releasePath } from "../releases/path.js";
import { describeTable } from "./table-schema.js";

export interface PackageParts {
  readonly contract: FeedContract;
  readonly publisher: string;
  /** Code of the licence. */
  readonly licence: string;
  /** Null before the first. */
  readonly release: { readonly number: number; readonly releasedAt: Date } | null;
  /** Where the hub is found, without a slash at its end. */
  readonly origin: string;
}

/** The CSV of a package: where it is, and, where that is known, how large and its SHA-256, hexadecimal. */
export interface PackageFile {
  readonly path: string;
  readonly bytes?: number;
  readonly sha256?: string;
}

export function describePackage(
  { contract, publisher, licence, release, origin }: PackageParts,
  { path, bytes, sha256 }: PackageFile,
): object {
  const { id, title, description } = contract;
  const page = `${origin}/catalog/${id}`;
  return {
    profile: "tabular-data-package",
    name: id,
    id: page,
    title: title.zh,
    description: `${description.zh} / ${description.en}`,
    homepage: page,
    licenses: [
      {
        name: licence.replaceAll("_", "-"),
        title: licences.codes.find(({ name }) => name === licence)?.zh ?? licence,
        path: new URL(licenceAddress(licence), `${origin}/`).href,
      },
    ],
    sources: [{ title: publisher, path: page }],
    contributors: [{ title: publisher, role: "publisher" }],
    ...(release === null
      ? {}
      : {
          version: String(release.number),
          created: release.releasedAt.toISOString(),
          citation: toCitation({
            name: id,
            title: title.zh,
            publisher,
            release: release.number,
            releasedAt: release.releasedAt,
            address: `${origin}${releasePath(id, release.number, "csv")}`,
            citedOn: null,
          }).text,
        }),
    resources: [
      {
        profile: "tabular-data-resource",
        name: id,
        title: title.zh,
        path,
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        ...(bytes === undefined ? {} : { bytes }),
        ...(sha256 === undefined ? {} : { hash: `sha256:${sha256}` }),
        schema: describeTable(contract, columnsOf(contract)),
      },
    ],
  };
}
