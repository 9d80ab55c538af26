/** The law by which a feed is public, with its days. */

/** A law, regulation or document, with its number and clause. Days are `YYYY-MM-DD`, both included. */
export interface LegalBasis {
  readonly title: string;
  /** Absent: not known, or from before all records. */
  readonly from?: string;
  /** Absent: in force. */
  readonly until?: string;
}

/** All of them, with the last day of what is no longer in force: 《…》（至 2024-09-04）. */
export function describeLegalBases({ legalBases }: { readonly legalBases: readonly LegalBasis[] }): string {
  return legalBases
    .map(({ title, until }) => (until === undefined ? title : `${title}（至 ${until}）`))
    .join("；");
}
