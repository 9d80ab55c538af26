/** Shows the page anew whenever a submission moves on. */
import { defineComponent, onBeforeUnmount, onMounted } from "vue";
import { usePortal } from "../../../data/portal";
import { DeskSubmissionChangedDocument, DeskSubmissionCursorDocument } from "../../../graph/desk/graphql";
import { askDesk, followDesk } from "../session";

/** Asked for before what a page shows, it follows from there and misses no move. */
export async function latestMove(): Promise<string> {
  return (await askDesk(DeskSubmissionCursorDocument, {})).submissionCursor;
}

export const Following = defineComponent(
  (props: { readonly feed: string | null; readonly after: string }) => {
    const { reload } = usePortal();
    let end = (): void => undefined;
    onMounted(() => {
      end = followDesk(
        DeskSubmissionChangedDocument,
        { feed: props.feed, after: props.after },
        {
          next: () => {
            reload().catch(() => undefined);
          },
          failed: () => undefined,
        },
      );
    });
    onBeforeUnmount(() => end());
    return () => null;
  },
  { props: ["feed", "after"] },
);
