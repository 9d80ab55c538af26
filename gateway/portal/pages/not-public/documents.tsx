/** What is not public by department and ground, and which share of what was made is public. */
import type { VNode } from "vue";
import type { NotPublicQuery } from "../../graph/public/graphql";
import { percent } from "../../parts/duty-board";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { useWords } from "../../words";

type Found = NotPublicQuery["notPublic"];
type Counted = Found["documents"][number];

interface Row {
  readonly key: string;
  readonly name: string;
  readonly counted: readonly Counted[];
}

export function Documents({ documents }: Pick<Found, "documents">): VNode {
  const { t, number } = useWords();
  const notPublic = documents.filter(({ openness }) => openness === "NOT_PUBLIC");
  return (
    <>
      <h2>{t("notPublic.documentsTitle")}</h2>
      {documents.length === 0 && <p>{t("notPublic.none")}</p>}
      {notPublic.length > 0 && (
        <Table
          caption={t("notPublic.groundsCaption")}
          rows={rowsOf(notPublic, ({ ground, groundLabel }) => [ground ?? "", groundLabel ?? ""])}
          columns={[
            { name: t("notPublic.ground"), cell: ({ name }) => name },
            { name: t("notPublic.documents"), isNumber: true, cell: ({ counted }) => number(sumOf(counted)) },
          ]}
        />
      )}
      {documents.length > 0 && (
        <Table
          caption={t("notPublic.departmentsCaption")}
          rows={rowsOf(documents, ({ department: { code, name } }) => [code, name ?? code])}
          columns={[
            {
              name: t("notPublic.department"),
              cell: ({ key, name }) => <Link to={`/not-public?department=${key}`}>{name}</Link>,
            },
            {
              name: t("notPublic.notPublic"),
              isNumber: true,
              cell: ({ counted }) => number(sumOf(counted, "NOT_PUBLIC")),
            },
            {
              name: t("notPublic.onRequest"),
              isNumber: true,
              cell: ({ counted }) => number(sumOf(counted, "ON_REQUEST")),
            },
          ]}
        />
      )}
      <p>
        <Link to="/datasets/disclosure.withheld">{t("notPublic.register")}</Link>
      </p>
    </>
  );
}
Documents.props = ["documents"];

export function Shares({ shares }: Pick<Found, "shares">): VNode | null {
  const { t, number } = useWords();
  if (shares.length === 0) return null;
  return (
    <>
      <h2>{t("notPublic.sharesTitle")}</h2>
      <Table
        caption={t("notPublic.sharesCaption")}
        rows={shares}
        columns={[
          { name: t("notPublic.year"), cell: ({ year }) => String(year) },
          { name: t("notPublic.published"), isNumber: true, cell: ({ published }) => number(published) },
          { name: t("notPublic.withheld"), isNumber: true, cell: ({ withheld }) => number(withheld) },
          { name: t("notPublic.shareHead"), isNumber: true, cell: ({ share }) => percent(share) },
          { name: t("notPublic.reviews"), isNumber: true, cell: ({ reviews }) => number(reviews) },
          { name: t("notPublic.disclosed"), isNumber: true, cell: ({ disclosed }) => number(disclosed) },
        ]}
      />
    </>
  );
}
Shares.props = ["shares"];

/** Of one openness, or of both. */
export function sumOf(documents: readonly Counted[], openness?: Counted["openness"]): number {
  return documents
    .filter((one) => openness === undefined || one.openness === openness)
    .reduce((sum, one) => sum + one.documents, 0);
}

/** What is withheld most comes first. */
function rowsOf(
  documents: readonly Counted[],
  by: (one: Counted) => readonly [key: string, name: string],
): readonly Row[] {
  const groups = Map.groupBy(documents, (one) => by(one)[0]);
  const rows = [...groups].map(([key, counted]) => ({
    key,
    name: counted[0] ? by(counted[0])[1] : key,
    counted,
  }));
  return rows.toSorted((one, other) => sumOf(other.counted) - sumOf(one.counted));
}
