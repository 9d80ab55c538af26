/** What is told of a case: its state, its days, why it waits or was refused, and whom to call. */
import type { VNode } from "vue";
import type { AskCaseProgressMutation } from "../../graph/public/graphql";
import { Facts } from "../../parts/facts";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

export function CaseFound({ found }: { readonly found: AskCaseProgressMutation["askCaseProgress"] }): VNode {
  const { t, day, number } = useWords();
  const { item, department, suspendedDays, suspendedWhy } = found;
  return (
    <section aria-labelledby="case">
      <h2 id="case">{found.stateLabel}</h2>
      <Facts
        facts={[
          { name: t("caseProgress.item"), value: item && <Link to={item.permalink}>{item.name}</Link> },
          { name: t("caseProgress.stateOn"), value: day(found.stateOn) },
          { name: t("caseProgress.acceptedOn"), value: found.acceptedOn && day(found.acceptedOn) },
          { name: t("caseProgress.dueOn"), value: found.dueOn && day(found.dueOn) },
          {
            name: t("caseProgress.suspended"),
            value:
              suspendedDays == null
                ? null
                : t("caseProgress.days", { count: number(suspendedDays), why: suspendedWhy ?? "" }),
          },
          { name: t("caseProgress.reason"), value: found.reason },
          { name: t("caseProgress.result"), value: found.result },
          { name: t("caseProgress.pickup"), value: found.pickup },
          {
            name: t("caseProgress.department"),
            value: <Link to={`/departments/${department.code}`}>{department.name}</Link>,
          },
          { name: t("caseProgress.phone"), value: department.phone },
        ]}
      />
    </section>
  );
}
CaseFound.props = ["found"];
