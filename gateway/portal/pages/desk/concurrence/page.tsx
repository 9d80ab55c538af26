import { PageUnknown } from "../../../app/page";
import { DeskConcurrenceDocument, type ChangeKind } from "../../../graph/desk/graphql";
import { useWords } from "../../../words";
import { ConcurrenceTable } from "../concurrences/concurrence-table";
import { defineDeskPage } from "../desk-page";
import { askDesk, type Session } from "../session";
import { Differences } from "../submission/differences";
import { AnswerActions, type ShownConcurrence } from "./answer-actions";

const KINDS: readonly ChangeKind[] = ["ADDED", "CHANGED", "REMOVED"];

export default defineDeskPage<ShownConcurrence>({
  roles: ["clerk", "reviewer", "supervisor"],
  load: async ({ param, query }) => {
    const kind = KINDS.find((one) => one === query("kind"));
    const { concurrence } = await askDesk(DeskConcurrenceDocument, {
      id: param("id"),
      after: query("after"),
      kinds: kind === undefined ? null : [kind],
      withWarnings: false,
    });
    if (!concurrence) throw new PageUnknown();
    return concurrence;
  },
  title: ({ feed }, { t }) => feed?.title ?? t("desk.concurrences"),
  view: ({ data: concurrence, session }: { readonly data: ShownConcurrence; readonly session: Session }) => {
    const { t, moment, language } = useWords();
    const { id, feed, fileName, submittedByName, askedAt, askedBy, basis, difference } = concurrence;
    const title = (language === "en" ? feed?.titleEn : feed?.title) ?? t("desk.concurrences");
    return (
      <article>
        <p class="row quiet">
          <span>
            {askedBy.name} {submittedByName}
          </span>
          <time datetime={askedAt}>{moment(askedAt)}</time>
          {fileName !== null && <span>{fileName}</span>}
        </p>
        <h1>{title}</h1>
        <p>{t("desk.concurrenceBasis", { basis })}</p>
        <ConcurrenceTable caption={t("desk.concurrence")} concurrences={[concurrence]} isOfMany={false} />
        {difference && <Differences review={{ difference, noDifference: null }} />}
        <AnswerActions
          key={`${id} ${difference?.digest ?? ""}`}
          concurrence={concurrence}
          session={session}
        />
      </article>
    );
  },
});
