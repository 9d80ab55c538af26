/** The files that would become public with the rows that name them, to be opened before that. */
import type { FunctionalComponent } from "vue";
import { Table } from "../../../parts/table";
import { useWords } from "../../../words";
import type { ShownKinds } from "./shown-submission";

export const Attachments: FunctionalComponent<{ readonly attachments: ShownKinds["attachments"] }> = ({
  attachments,
}) => {
  const { t, number } = useWords();
  return (
    <Table
      caption={t("desk.attachments")}
      rows={attachments}
      columns={[
        {
          name: t("desk.fileName"),
          cell: ({ name, path }) => (
            <a href={path} target="_blank">
              {name}
            </a>
          ),
        },
        { name: t("desk.bytes"), isNumber: true, cell: ({ bytes }) => number(bytes) },
        { name: t("desk.pages"), isNumber: true, cell: ({ pages }) => pages !== null && number(pages) },
        { name: "SHA-256", cell: ({ sha256 }) => <code>{sha256}</code> },
      ]}
    />
  );
};
Attachments.props = ["attachments"];
