/**
 * Published policy documents by the numbers with which papers call them: the document number or, of one that
 * has none and of any other too, the index number. A feed that rests on them has `policyNumbers`, and its
 * records hold the keys of the documents.
 */
import { normaliseDocumentNumber } from "../values/document-number.js";
import type { Agreement } from "./agreement.js";
import { text } from "./columns.js";
import type { DerivedColumn, ReferenceTo, RowContext, RowRule, Value } from "./contract.js";

interface PolicyRow {
  readonly documentKey: string;
  readonly indexNumber: string;
  readonly validity: string;
  readonly endsOn: string | null;
}

export const policyByKey: ReferenceTo<PolicyRow> = {
  feed: "policy.documents",
  column: "documentKey",
  fields: ["indexNumber", "validity", "endsOn"],
};
/** A document that has a number may be named by its index number all the same. */
export const policyByIndex: ReferenceTo<PolicyRow> = {
  feed: "policy.documents",
  column: "indexNumber",
  fields: ["documentKey", "validity", "endsOn"],
};

/** The key of the document that a cell names, as it is written where no such document is published. */
export function policyKeyOf(name: string, { lookup }: Pick<RowContext, "lookup">): string {
  const canonical = normaliseDocumentNumber(name).canonical;
  return lookup(policyByKey, canonical) ? canonical : (lookup(policyByIndex, name)?.documentKey ?? canonical);
}

export function isPublishedPolicy(name: string, { lookup }: Pick<RowContext, "lookup">): boolean {
  return publishedPolicy(name, lookup) !== null;
}

function publishedPolicy(name: string, lookup: RowContext["lookup"]): ReturnType<typeof lookup<PolicyRow>> {
  return lookup(policyByKey, normaliseDocumentNumber(name).canonical) ?? lookup(policyByIndex, name);
}

/** The parts of a cell that names several: parted by ； or 、. */
export function partsOf(cell: string | null): readonly string[] {
  return (cell ?? "")
    .split(/[；;、\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Validities of a document that holds no more. */
export const OVER_VALIDITIES: ReadonlySet<string> = new Set(["REPEALED", "EXPIRED"]);

/** The column in which a feed names the district's documents on which a row rests. */
export const policyNumbers = text({
  zh: "依据的政策文件",
  en: "Policy documents of the district on which it is based",
  aliases: ["依据文件文号", "依据文件"],
  maxLength: 1000,
  scan: false,
  example: "密政办示例发〔2026〕1号；密政办示例发〔2026〕4号",
  note: {
    zh: "本区已公开的政策文件的发文字号或索引号，多个用“；”隔开；法律、法规、规章写在依据一栏",
    en: "Numbers or index numbers of published documents, parted by ；; laws stand with the legal basis",
  },
});

interface NamesPolicies {
  readonly policyNumbers: Value;
}

/** The keys of these documents: the field by which a document leads to what rests on it. */
export const policyKeys: DerivedColumn<"codes", NamesPolicies> = {
  zh: "依据的政策文件（文件编号）",
  en: "Keys of the policy documents on which it is based",
  kind: "codes",
  indexed: true,
  exposed: false,
  from: (row, _secrets, context) => namedIn(row).map((name) => policyKeyOf(name, context)),
};

export const policyRules: readonly RowRule<NamesPolicies>[] = [
  {
    code: "POLICY_UNKNOWN",
    severity: "ERROR",
    text: {
      zh: "没有已公开的文件“{name}”。请核对发文字号或索引号，或先报送该文件后重新报送。",
      en: "No document {name} is published. Check its number, or submit the document first.",
    },
    check: (row, context) => faults(row, (name) => !isPublishedPolicy(name, context)),
  },
  {
    code: "POLICY_OVER",
    severity: "WARNING",
    text: {
      zh: "所依据的文件“{name}”已废止或失效，请核对依据是否已变更。",
      en: "The document {name} on which it is based is repealed or has expired: check the basis.",
    },
    check: (row, { lookup, today }) =>
      faults(row, (name) => {
        const found = publishedPolicy(name, lookup);
        return (
          found !== null &&
          (OVER_VALIDITIES.has(found.validity ?? "") ||
            (typeof found.endsOn === "string" && found.endsOn < today))
        );
      }),
  },
];

/** A feed that rests on documents is shown to its department anew when one of them is repealed or expires. */
export const withPolicies: Agreement<"policyKeys"> = {
  id: "policies",
  title: { zh: "依据的政策文件的效力", en: "Whether the policy documents of the basis are in force" },
  by: "policyKeys",
  other: { feed: "policy.documents", by: "documentKey" },
  over: {
    code: "YZ-71",
    zh: "所依据的政策文件已废止或失效",
    en: "A policy document on which it is based is repealed or has expired",
    when: { validity: [...OVER_VALIDITIES] },
  },
  same: [],
};

/** Of several names the first that is at fault: the clerk reads the cell anew anyway. */
function faults(
  row: NamesPolicies,
  isFaulty: (name: string) => boolean,
): ReturnType<RowRule<NamesPolicies>["check"]> {
  const name = namedIn(row).find(isFaulty);
  return name === undefined ? [] : [{ field: "policyNumbers", details: { name: name.slice(0, 60) } }];
}

function namedIn({ policyNumbers: cell }: NamesPolicies): readonly string[] {
  return partsOf(typeof cell === "string" ? cell : null);
}
