/** Requests for information: what was refused on which ground, and what was answered in time. */
import type { VNode } from "vue";
import type { NotPublicQuery } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { Table } from "../../parts/table";
import { useWords } from "../../words";
import { nameOf } from "./taken-out";

type Found = NotPublicQuery["notPublic"];

export function RefusedRequests({ refused }: { readonly refused: Found["refusedRequests"] }): VNode | null {
  const { t, number } = useWords();
  if (refused.length === 0) return null;
  return (
    <>
      <h2>{t("notPublic.requestsRefusedTitle")}</h2>
      <Table
        caption={t("notPublic.requestsRefusedCaption")}
        rows={refused}
        columns={[
          { name: t("notPublic.year"), cell: ({ year }) => String(year) },
          { name: t("notPublic.department"), cell: nameOf },
          { name: t("notPublic.outcome"), cell: ({ outcomeLabel }) => outcomeLabel },
          { name: t("notPublic.ground"), cell: ({ groundLabel }) => groundLabel ?? "" },
          {
            name: t("notPublic.requests"),
            isNumber: true,
            cell: ({ requests }) => (requests === null ? t("notPublic.few") : number(requests)),
          },
        ]}
      />
    </>
  );
}
RefusedRequests.props = ["refused"];

export function Requests({ requests }: Pick<Found, "requests">): VNode | null {
  const { t, number } = useWords();
  if (requests.length === 0) return null;
  return (
    <>
      <h2>{t("notPublic.requestsTitle")}</h2>
      <Table
        caption={t("notPublic.requestsCaption")}
        rows={requests}
        columns={[
          { name: t("notPublic.year"), cell: ({ year }) => String(year) },
          { name: t("notPublic.department"), cell: nameOf },
          { name: t("notPublic.received"), isNumber: true, cell: ({ received }) => number(received) },
          { name: t("notPublic.answered"), isNumber: true, cell: ({ answered }) => number(answered) },
          { name: t("notPublic.late"), isNumber: true, cell: ({ late }) => number(late) },
          { name: t("notPublic.unanswered"), isNumber: true, cell: ({ overdue }) => number(overdue) },
          { name: t("notPublic.extended"), isNumber: true, cell: ({ extended }) => number(extended) },
        ]}
      />
      <p>
        <Link to="/datasets/disclosure.requests">{t("notPublic.requestsAll")}</Link>
      </p>
    </>
  );
}
Requests.props = ["requests"];
