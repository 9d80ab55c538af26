/** Enterprises and sole traders by a part of their names, or by the beginning of their credit codes. */
import { definePage } from "../../app/page";
import { EnterprisesDocument, type EnterprisesQuery, type PartyWhere } from "../../graph/public/graphql";
import { FilterForm } from "../../parts/filter-form";
import { Link } from "../../parts/link";
import { Pager } from "../../parts/pager";
import { Table } from "../../parts/table";
import { useWords } from "../../words";

interface Data {
  readonly text: string;
  /** Null for a text that is too short to be looked for. */
  readonly parties: EnterprisesQuery["parties"] | null;
}

/** Credit codes have no letters I, O, S, V, Z; names that look like one are no Chinese names. */
const CODE = /^\d[0-9A-Z]{3,17}$/i;
const SHORTEST = 2;

export default definePage<Data>({
  load: async ({ ask, query }) => {
    const text = (query("text") ?? "").trim();
    if (text !== "" && text.length < SHORTEST) return { text, parties: null };
    const where: PartyWhere | null =
      text === ""
        ? null
        : CODE.test(text)
          ? { unifiedSocialCreditCode: { startsWith: text.toUpperCase() } }
          : { name: { contains: text } };
    const { parties } = await ask(EnterprisesDocument, { where, after: query("after") });
    return { text, parties };
  },
  title: (_, { t }) => t("enterprises.title"),
  description: (_, { t }) => t("enterprises.lead"),
  view: ({ data: { text, parties } }: { readonly data: Data }) => {
    const { t, number } = useWords();
    return (
      <>
        <h1>{t("enterprises.title")}</h1>
        <p class="lead">{t("enterprises.lead")}</p>
        <FilterForm>
          <label>
            {t("enterprises.text")}
            <input type="search" name="text" value={text} maxlength={100} />
          </label>
          <button type="submit" class="first">
            {t("enterprises.find")}
          </button>
        </FilterForm>
        {parties === null ? (
          <p role="alert">{t("enterprises.tooShort")}</p>
        ) : parties.totalCount === 0 ? (
          <p>{t("enterprises.none")}</p>
        ) : (
          [
            <p class="quiet">{t("enterprises.count", { count: number(parties.totalCount) })}</p>,
            <Table
              caption={t("enterprises.caption")}
              columns={[
                {
                  name: t("enterprises.name"),
                  cell: ({ id, name }) => <Link to={`/enterprises/${encodeURIComponent(id)}`}>{name}</Link>,
                },
                { name: t("enterprises.creditCode"), cell: (party) => party.unifiedSocialCreditCode },
                {
                  name: t("enterprises.records"),
                  cell: ({ recordCount }) => number(recordCount),
                  isNumber: true,
                },
              ]}
              rows={parties.nodes}
            />,
            <Pager pageInfo={parties.pageInfo} />,
          ]
        )}
      </>
    );
  },
});
