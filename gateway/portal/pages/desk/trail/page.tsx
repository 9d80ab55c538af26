import {
  DeskTrailDocument,
  DeskVerificationDocument,
  type DeskTrailQuery,
  type DeskVerificationQuery,
} from "../../../graph/desk/graphql";
import { Link } from "../../../parts/link";
import { Pager } from "../../../parts/pager";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { askDesk } from "../session";

interface Found {
  readonly trail: DeskTrailQuery["trail"];
  /** Null unless it is asked for: all that was ever released is read. */
  readonly verification: DeskVerificationQuery["verification"] | null;
}

export default defineDeskPage<Found>({
  roles: ["supervisor"],
  load: async ({ query }) => {
    const { trail } = await askDesk(DeskTrailDocument, {
      after: query("after"),
      department: query("department"),
      from: null,
      to: null,
    });
    const asked = query("verify") === "true" ? await askDesk(DeskVerificationDocument, {}) : null;
    return { trail, verification: asked?.verification ?? null };
  },
  title: (_, { t }) => t("desk.trail"),
  view: ({ data: { trail, verification } }: { readonly data: Found }) => {
    const { t, moment, number } = useWords();
    return (
      <>
        <h1>{t("desk.trail")}</h1>
        <p class="actions">
          <Link class="button" to="/desk/trail?verify=true">
            {t("desk.verifyAll")}
          </Link>
        </p>
        {verification && (
          <p role="status" class={verification.problems.length === 0 ? "good" : "bad"}>
            {verification.problems.length === 0
              ? t("desk.verified", {
                  releases: number(verification.releases),
                  records: number(verification.records),
                  entries: number(verification.entries),
                })
              : t("desk.unverified", { codes: verification.problems.map(({ code }) => code).join("、") })}
          </p>
        )}
        <Table
          caption={t("desk.trailCaption", { count: number(trail.totalCount) })}
          rows={trail.nodes}
          columns={[
            { name: t("desk.at"), cell: ({ at }) => moment(at) },
            { name: t("desk.what"), cell: ({ kind }) => t(`desk.${kind}`) },
            { name: t("desk.who"), cell: ({ actorName }) => actorName },
            { name: t("desk.department"), cell: ({ department }) => department },
            { name: t("desk.subject"), cell: ({ subject }) => <code>{subject}</code> },
            {
              name: t("desk.details"),
              cell: ({ details }) => (
                <details>
                  <summary>{t("desk.open")}</summary>
                  <code>{details}</code>
                </details>
              ),
            },
          ]}
        />
        <Pager pageInfo={trail.pageInfo} />
      </>
    );
  },
});
