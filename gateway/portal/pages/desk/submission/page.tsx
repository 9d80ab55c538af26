import { PageUnknown } from "../../../app/page";
import { DeskDifferenceDocument, DeskSubmissionDocument, type ChangeKind } from "../../../graph/desk/graphql";
import { Facts } from "../../../parts/facts";
import { Link } from "../../../parts/link";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { askDesk, type Session } from "../session";
import { Following, latestMove } from "../submissions/following";
import { Attachments } from "./attachments";
import { ClerkActions } from "./clerk-actions";
import { Concurrences } from "./concurrences";
import { Differences } from "./differences";
import { Events } from "./events";
import { Findings } from "./findings";
import { ReviewerActions } from "./reviewer-actions";
import { ThirdParties } from "./third-parties";
import type { ShownReview, ShownSubmission } from "./shown-submission";

interface Found {
  readonly move: string;
  readonly submission: ShownSubmission;
  /** Null before it is handed to the reviewer, and once it is published. */
  readonly review: ShownReview | null;
}

const KINDS: readonly ChangeKind[] = ["ADDED", "CHANGED", "REMOVED"];

export default defineDeskPage<Found>({
  load: async ({ param, query }) => {
    const id = param("id");
    const code = query("code");
    const move = await latestMove();
    const { submission } = await askDesk(DeskSubmissionDocument, {
      id,
      findings: Math.max(0, Math.trunc(Number(query("findings") ?? 0)) || 0),
      codes: code === null ? null : [code],
    });
    if (!submission) throw new PageUnknown();
    if (!REVIEWED.has(submission.state)) return { move, submission, review: null };
    const kind = KINDS.find((one) => one === query("kind"));
    const { submission: review } = await askDesk(DeskDifferenceDocument, {
      id,
      after: query("after"),
      kinds: kind === undefined ? null : [kind],
      withWarnings: query("warned") === "true",
    });
    return { move, submission, review };
  },
  title: ({ submission: { fileName, feed } }, { t }) => fileName ?? feed?.title ?? t("desk.submission"),
  view: ({
    data: { move, submission, review },
    session,
  }: {
    readonly data: Found;
    readonly session: Session;
  }) => {
    const words = useWords();
    const { t, moment, number, day, language } = words;
    const { id, feed, state, refusal, release, withdrawal } = submission;
    const address = `/intake/submissions/${id}`;
    return (
      <article>
        <p class="row quiet">
          {feed && (
            <Link class="tag" to={`/desk/feeds/${feed.id}`}>
              {language === "en" ? feed.titleEn : feed.title}
            </Link>
          )}
          <span class="tag" aria-label={t("desk.state")}>
            {t(`desk.${state}`)}
          </span>
          <span>
            {submission.department.name} {submission.submittedByName}
          </span>
          <time datetime={submission.receivedAt}>{moment(submission.receivedAt)}</time>
        </p>
        <h1>{submission.fileName ?? t("desk.submission")}</h1>
        <Following key={id} feed={feed?.id ?? null} after={move} />
        {refusal && (
          <p class="card bad" role="alert">
            {language === "en" ? refusal.english : refusal.message}
          </p>
        )}
        {submission.reason !== null && <p class="card">{t("desk.because", { reason: submission.reason })}</p>}
        {withdrawal ? (
          <Facts
            facts={[
              { name: t("desk.document"), value: withdrawal.documentNumber },
              { name: t("desk.date"), value: day(withdrawal.date) },
              { name: t("desk.records"), value: number(withdrawal.recordIds.length) },
            ]}
          />
        ) : (
          <p class="row">
            <span>{t("desk.rowCount", { rows: number(submission.rows) })}</span>
            <span class={submission.errors > 0 ? "bad" : "good"}>
              {t("desk.errorCount", { count: number(submission.errors) })}
            </span>
            <span>{t("desk.warningCount", { count: number(submission.warnings) })}</span>
            {release && (
              <Link to={`/datasets/${feed?.id ?? ""}`}>{t("record.number", { number: release.number })}</Link>
            )}
          </p>
        )}
        {submission.erasedAt === null && withdrawal === null && (
          <p class="actions">
            <a class="button" href={`${address}/report.xlsx`}>
              {t("desk.marked")}
            </a>
            <a class="button" href={`${address}/original`}>
              {t("desk.original")}
            </a>
            {review?.difference && (
              <a class="button" href={`${address}/difference.xlsx`}>
                {t("desk.differenceFile")}
              </a>
            )}
          </p>
        )}
        <ClerkActions key={`clerk ${id}`} submission={submission} session={session} />
        {review && review.attachments.length > 0 && <Attachments attachments={review.attachments} />}
        {review && <Differences review={review} />}
        {review && <Concurrences review={review} />}
        <ThirdParties key={`third parties ${id}`} submission={submission} session={session} />
        <ReviewerActions
          key={`reviewer ${id} ${review?.difference?.digest ?? ""}`}
          submission={submission}
          difference={review?.difference ?? null}
          session={session}
        />
        <Findings
          key={`findings ${id}`}
          submission={submission}
          mayCorrect={
            CORRECTED.has(state) &&
            session.roles.includes("clerk") &&
            session.department?.code === submission.department.code
          }
        />
        <Events events={submission.events} />
      </article>
    );
  },
});

/** What a reviewer has to see before they approve or publish it. */
const REVIEWED = new Set(["SUBMITTED", "APPROVED"]);

/** A clerk corrects cells before somebody reviews them, and when they were given back. */
const CORRECTED = new Set(["CHECKED", "RETURNED"]);
