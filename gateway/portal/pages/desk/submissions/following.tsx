/** Shows the page anew whenever a submission moves on. */
import { defineComponent, onBeforeUnmount, onMounted } from "vue";
import { usePortal } from "../../../data/portal";
import { DeskSubmissionChangedDocument } from "../../../graph/desk/graphql";
import { followDesk } from "../session";

export const Following = defineComponent(
  (props: { readonly feed: string | null }) => {
    const { reload } = usePortal();
    let end = (): void => undefined;
    onMounted(() => {
      end = followDesk(
        DeskSubmissionChangedDocument,
        { feed: props.feed },
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
  { props: ["feed"] },
);
