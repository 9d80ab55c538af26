/** The end of a sign-in in a second window: the first goes on. */
import { useWords } from "../../../words";
import { defineDeskPage } from "../desk-page";

export default defineDeskPage<null>({
  load: () => Promise.resolve(null),
  title: (_, { t }) => t("desk.title"),
  view: () => <p class="lead">{useWords().t("desk.again")}</p>,
});
