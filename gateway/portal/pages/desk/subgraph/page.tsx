import { PageUnknown } from "../../../app/page";
import {
  DeskFieldUsesDocument,
  DeskSubgraphDocument,
  type DeskFieldUsesQuery,
} from "../../../graph/desk/graphql";
import { Facts } from "../../../parts/facts";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";
import { askDesk, type Session } from "../session";
import { readCalls, type SubgraphCalls } from "./calls";
import { CheckSchema } from "./check-schema";
import { coordinatesIn } from "./coordinates";
import type { ShownSubgraph } from "./shown-subgraph";

interface Found {
  readonly subgraph: ShownSubgraph;
  readonly uses: DeskFieldUsesQuery["fieldUses"];
  /** Null for one that is not served. */
  readonly calls: SubgraphCalls | null;
}

export default defineDeskPage<Found>({
  roles: ["developer", "supervisor"],
  load: async ({ param }) => {
    const { subgraph } = await askDesk(DeskSubgraphDocument, { name: param("name") });
    if (!subgraph) throw new PageUnknown();
    const coordinates = subgraph.version ? coordinatesIn(subgraph.version.sdl) : [];
    const { fieldUses } = await askDesk(DeskFieldUsesDocument, { coordinates });
    return { subgraph, uses: fieldUses, calls: await readCalls(subgraph.name) };
  },
  title: ({ subgraph }) => subgraph.name,
  view: ({
    data: { subgraph, uses, calls },
    session,
  }: {
    readonly data: Found;
    readonly session: Session;
  }) => {
    const { t, moment, number, day, language } = useWords();
    const secondsOf = (seconds: number | null): string | null =>
      seconds === null ? null : t("desk.milliseconds", { count: number(seconds * 1_000) });
    const { name, owner, ownerProblem, version, versions, isServed } = subgraph;
    return (
      <>
        <h1>{name}</h1>
        <Facts
          facts={[
            { name: t("desk.owner"), value: owner?.name ?? t("desk.ownHub") },
            { name: t("desk.state"), value: t(isServed ? "desk.served" : "desk.notServed") },
            { name: t("desk.version"), value: version && number(version.version) },
            { name: t("desk.address"), value: version?.url && <code>{version.url}</code> },
          ]}
        />
        {ownerProblem && <p class="bad">{ownerProblem[language]}</p>}
        {calls && (
          <section aria-labelledby="calls">
            <h2 id="calls">{t("desk.calls")}</h2>
            <p class="quiet">{t("desk.callsText", { since: day(calls.since) })}</p>
            <Facts
              facts={[
                { name: t("desk.answered"), value: number(calls.answered) },
                {
                  name: t("desk.failed"),
                  value: <span class={calls.failed > 0 ? "bad" : undefined}>{number(calls.failed)}</span>,
                },
                { name: t("desk.halfWithin"), value: secondsOf(calls.halfWithin) },
                { name: t("desk.mostWithin"), value: secondsOf(calls.mostWithin) },
              ]}
            />
          </section>
        )}
        <h2>{t("desk.uses")}</h2>
        <p class="quiet">{t("desk.usesText")}</p>
        <Table
          caption={t("desk.uses")}
          rows={uses}
          columns={[
            { name: t("desk.coordinate"), cell: ({ coordinate }) => <code>{coordinate}</code> },
            {
              name: t("desk.requests"),
              isNumber: true,
              cell: ({ uses }) => number(uses.reduce((sum, { requests }) => sum + requests, 0)),
            },
            {
              name: t("desk.clients"),
              cell: ({ uses }) =>
                uses.map(({ client, requests, lastDay }) => (
                  <p>
                    {client} {number(requests)} <span class="quiet">{lastDay !== null && day(lastDay)}</span>
                  </p>
                )),
            },
          ]}
        />
        <CheckSchema key={name} subgraph={subgraph} session={session} />
        <h2>{t("desk.versions")}</h2>
        <Table
          caption={t("desk.versions")}
          rows={versions}
          columns={[
            { name: t("desk.version"), isNumber: true, cell: ({ version }) => number(version) },
            { name: t("desk.at"), cell: ({ publishedAt }) => moment(publishedAt) },
            { name: t("desk.who"), cell: ({ publishedBy }) => publishedBy },
            { name: t("desk.why"), cell: ({ note }) => note },
          ]}
        />
        {version && (
          <details>
            <summary>{t("schema.sdl")}</summary>
            <pre tabindex={0}>
              <code>{version.sdl}</code>
            </pre>
          </details>
        )}
      </>
    );
  },
});
