/** Requests for permissions, which whoever may decide decides on here. */
import { defineComponent } from "vue";
import {
  DeskDecideDocument,
  type DeskGraphQuery,
  type PermissionDecision,
} from "../../../graph/desk/graphql";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import { changeDesk, type Session } from "../session";
import { useAction } from "../use-action";
import { Fault } from "../../../parts/fault";

type Permission = DeskGraphQuery["subgraphPermissions"]["nodes"][number];

export const Permissions = defineComponent(
  (props: { readonly permissions: readonly Permission[]; readonly session: Session }) => {
    const { t, moment } = useWords();
    const { isRunning, fault, run } = useAction();
    const mayDecide = ({ state, decider }: Permission): boolean =>
      state === "REQUESTED" &&
      (props.session.roles.includes("supervisor") ||
        (decider !== null && decider.code === props.session.department?.code));
    const button = (id: string, decision: PermissionDecision) => (
      <button
        type="button"
        disabled={isRunning.value}
        onClick={() => run(() => changeDesk(DeskDecideDocument, { id, decision, note: null }))}
      >
        {t(decision === "GRANTED" ? "desk.grant" : "desk.refuse")}
      </button>
    );
    return () => (
      <section>
        <h2>{t("desk.permissions")}</h2>
        {props.permissions.length === 0 ? (
          <p>{t("desk.noPermissions")}</p>
        ) : (
          <Table
            caption={t("desk.permissions")}
            rows={props.permissions}
            columns={[
              { name: t("desk.name"), cell: ({ subgraph }) => <code>{subgraph}</code> },
              { name: t("desk.coordinate"), cell: ({ coordinate }) => <code>{coordinate}</code> },
              { name: t("desk.why"), cell: ({ reason }) => reason },
              {
                name: t("desk.who"),
                cell: ({ requestedBy, requestedAt }) => `${requestedBy} ${moment(requestedAt)}`,
              },
              { name: t("desk.state"), cell: ({ state }) => <span class="tag">{t(`desk.${state}`)}</span> },
              {
                name: t("desk.next"),
                cell: (permission) =>
                  mayDecide(permission) && (
                    <span class="row">
                      {button(permission.id, "GRANTED")}
                      {button(permission.id, "REFUSED")}
                    </span>
                  ),
              },
            ]}
          />
        )}
        <Fault text={fault.value} />
      </section>
    );
  },
  { props: ["permissions", "session"] },
);
