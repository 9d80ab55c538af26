/** The subgraphs of the graph; a department's developer takes a version of theirs back. */
import { defineComponent } from "vue";
import { DeskRollbackDocument, type DeskGraphQuery } from "../../../graph/desk/graphql";
import { Link } from "../../../parts/link";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import { GraphFault } from "../../../data/ask";
import { useAction } from "../use-action";
import { changeDesk, type Session } from "../session";
import { Fault } from "../../../parts/fault";

type Subgraph = DeskGraphQuery["subgraphs"]["nodes"][number];

export const Subgraphs = defineComponent(
  (props: { readonly subgraphs: readonly Subgraph[]; readonly session: Session }) => {
    const { t, moment, language } = useWords();
    const { isRunning, fault, run } = useAction();
    const rollback = async (name: string, version: number): Promise<void> => {
      const { rollbackSubgraph: report } = await changeDesk(DeskRollbackDocument, {
        name,
        version,
        note: null,
      });
      const [finding] = report.findings;
      if (!report.ok && finding)
        throw new GraphFault("SUBGRAPH_REFUSED", finding.message.zh, finding.message.en);
    };
    const isOwn = ({ owner }: Subgraph): boolean =>
      props.session.roles.includes("developer") && owner?.code === props.session.department?.code;
    return () => (
      <section>
        <Table
          caption={t("desk.subgraphs")}
          rows={props.subgraphs}
          columns={[
            {
              name: t("desk.name"),
              cell: ({ name, isServed }) => (
                <>
                  <Link to={`/desk/graph/${name}`}>{name}</Link>{" "}
                  {!isServed && <span class="late">{t("desk.notServed")}</span>}
                </>
              ),
            },
            {
              name: t("desk.owner"),
              cell: ({ owner, ownerProblem }) => (
                <>
                  {owner?.name ?? t("desk.ownHub")}
                  {ownerProblem && <p class="bad">{ownerProblem[language]}</p>}
                </>
              ),
            },
            { name: t("desk.version"), isNumber: true, cell: ({ version }) => version?.version ?? "—" },
            {
              name: t("desk.published"),
              cell: ({ version }) => version && `${moment(version.publishedAt)} ${version.publishedBy}`,
            },
            {
              name: t("desk.next"),
              cell: (subgraph) =>
                isOwn(subgraph) &&
                subgraph.versions
                  .filter(({ version }) => version !== subgraph.version?.version)
                  .slice(0, SHOWN)
                  .map(({ version }) => (
                    <button
                      type="button"
                      disabled={isRunning.value}
                      onClick={() => run(() => rollback(subgraph.name, version))}
                    >
                      {t("desk.rollback", { version })}
                    </button>
                  )),
            },
          ]}
        />
        <Fault text={fault.value} />
      </section>
    );
  },
  { props: ["subgraphs", "session"] },
);

/** Older versions come back by `tongcha subgraph rollback`. */
const SHOWN = 3;
