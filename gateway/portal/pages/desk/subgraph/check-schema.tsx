/**
 * Checks a schema as a publication would be, and changes nothing: what would break, for whom, and what to do.
 * Publishing is for `tongcha subgraph publish`, where the service stands.
 */
import { defineComponent, ref, shallowRef } from "vue";
import { DeskCheckSubgraphDocument, type DeskCheckSubgraphMutation } from "../../../graph/desk/graphql";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import { changeDesk, type Session } from "../session";
import type { ShownSubgraph } from "./shown-subgraph";
import { Fault } from "../../../parts/fault";

type Report = DeskCheckSubgraphMutation["checkSubgraph"];

export interface CheckSchemaProps {
  readonly subgraph: ShownSubgraph;
  readonly session: Session;
}

export const CheckSchema = defineComponent(
  (props: CheckSchemaProps) => {
    const words = useWords();
    const { t, number, language } = words;
    const sdl = ref(props.subgraph.version?.sdl ?? "");
    const report = shallowRef<Report | null>(null);
    const fault = ref<string | null>(null);
    const isRunning = ref(false);

    const check = async (event: Event): Promise<void> => {
      event.preventDefault();
      const { name, version } = props.subgraph;
      isRunning.value = true;
      fault.value = null;
      try {
        const answer = await changeDesk(DeskCheckSubgraphDocument, {
          name,
          url: version?.url ?? "",
          sdl: sdl.value,
        });
        report.value = answer.checkSubgraph;
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        fault.value = words.fault(error);
      } finally {
        isRunning.value = false;
      }
    };
    return () => {
      const { owner } = props.subgraph;
      const isOwn =
        props.session.roles.includes("developer") && owner?.code === props.session.department?.code;
      if (!isOwn) return null;
      return (
        <section aria-labelledby="check">
          <h2 id="check">{t("desk.checkSchema")}</h2>
          <p>{t("desk.checkSchemaText")}</p>
          <form onSubmit={check}>
            <label class="stacked">
              {t("desk.schema")}
              <textarea
                class="code"
                rows={14}
                spellcheck={false}
                value={sdl.value}
                onInput={({ target }: Event) => {
                  if (target instanceof HTMLTextAreaElement) sdl.value = target.value;
                }}
              />
            </label>
            <button type="submit" class="first" disabled={isRunning.value}>
              {t("desk.check")}
            </button>
          </form>
          <Fault text={fault.value} />
          {report.value && (
            <div role="status">
              <p class={report.value.ok ? "good" : "bad"}>
                {t(report.value.ok ? "desk.mayPublish" : "desk.mayNot")}
              </p>
              {report.value.findings.length > 0 && (
                <Table
                  caption={t("desk.findings")}
                  rows={report.value.findings}
                  columns={[
                    {
                      name: t("desk.coordinate"),
                      cell: ({ coordinate }) => coordinate && <code>{coordinate}</code>,
                    },
                    {
                      name: t("desk.row"),
                      isNumber: true,
                      cell: ({ place }) => place && `${place.line}:${place.column}`,
                    },
                    {
                      name: t("desk.message"),
                      cell: ({ message, advice }) => (
                        <>
                          <p>{message[language]}</p>
                          <p class="quiet">{advice[language]}</p>
                        </>
                      ),
                    },
                    {
                      name: t("desk.clients"),
                      cell: ({ uses }) =>
                        uses.map(({ client, requests }) => (
                          <p>
                            {client} {number(requests)}
                          </p>
                        )),
                    },
                  ]}
                />
              )}
            </div>
          )}
        </section>
      );
    };
  },
  { props: ["subgraph", "session"] },
);
