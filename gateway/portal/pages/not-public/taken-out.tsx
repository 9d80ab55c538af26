/** Counts of what was withdrawn by law, of what was refused, and of registered decisions. */
import type { VNode } from "vue";
import type { NotPublicQuery } from "../../graph/public/graphql";
import { Table } from "../../parts/table";
import { useWords } from "../../words";
import { FeedLink } from "./hidden";

type Found = NotPublicQuery["notPublic"];

interface Department {
  readonly department: { readonly code: string; readonly name?: string | null };
}
export const nameOf = ({ department: { code, name } }: Department): string => name ?? code;

export function Removed({ removals }: Pick<Found, "removals">): VNode {
  const { t, number } = useWords();
  return (
    <>
      <h2>{t("notPublic.removedTitle")}</h2>
      {removals.length === 0 ? (
        <p>{t("notPublic.none")}</p>
      ) : (
        <Table
          caption={t("notPublic.removedCaption")}
          rows={removals}
          columns={[
            { name: t("notPublic.year"), cell: ({ year }) => String(year) },
            { name: t("notPublic.department"), cell: nameOf },
            { name: t("notPublic.feed"), cell: ({ feed }) => <FeedLink feed={feed} /> },
            { name: t("notPublic.cause"), cell: ({ causeLabel }) => causeLabel },
            { name: t("notPublic.count"), isNumber: true, cell: ({ records }) => number(records) },
          ]}
        />
      )}
    </>
  );
}
Removed.props = ["removals"];

export function Refused({ refusals }: Pick<Found, "refusals">): VNode {
  const { t, number } = useWords();
  return (
    <>
      <h2>{t("notPublic.refusedTitle")}</h2>
      {refusals.length === 0 ? (
        <p>{t("notPublic.none")}</p>
      ) : (
        <Table
          caption={t("notPublic.refusedCaption")}
          rows={refusals}
          columns={[
            { name: t("notPublic.year"), cell: ({ year }) => String(year) },
            { name: t("notPublic.department"), cell: nameOf },
            { name: t("notPublic.feed"), cell: ({ feed }) => <FeedLink feed={feed} /> },
            { name: t("notPublic.rejected"), isNumber: true, cell: ({ rejected }) => number(rejected) },
            { name: t("notPublic.rows"), isNumber: true, cell: ({ rows }) => number(rows) },
            { name: t("notPublic.unreadable"), isNumber: true, cell: ({ unreadable }) => number(unreadable) },
          ]}
        />
      )}
    </>
  );
}
Refused.props = ["refusals"];

export function Decisions({ decisions }: Pick<Found, "decisions">): VNode | null {
  const { t, number } = useWords();
  if (decisions.length === 0) return null;
  return (
    <>
      <h2>{t("notPublic.decisionsTitle")}</h2>
      <Table
        caption={t("notPublic.decisionsCaption")}
        rows={decisions}
        columns={[
          { name: t("notPublic.department"), cell: nameOf },
          { name: t("notPublic.kind"), cell: ({ kindLabel }) => kindLabel },
          { name: t("notPublic.year"), cell: ({ year }) => String(year) },
          { name: t("notPublic.registered"), isNumber: true, cell: ({ registered }) => number(registered) },
          { name: t("notPublic.wasPublished"), isNumber: true, cell: ({ published }) => number(published) },
          { name: t("notPublic.notToBe"), isNumber: true, cell: ({ withheld }) => number(withheld) },
          { name: t("notPublic.open"), isNumber: true, cell: ({ open }) => number(open) },
        ]}
      />
    </>
  );
}
Decisions.props = ["decisions"];
