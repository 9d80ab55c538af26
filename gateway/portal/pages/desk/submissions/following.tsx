/**
 * Shows the page anew whenever a submission moves on. While the hub cannot be reached the page stays as it
 * is, and catches up later.
 */
import { defineComponent, onBeforeUnmount, onMounted } from "vue";
import { keepFollowing } from "../../../data/keep-following";
import { pauseBefore } from "../../../data/pause-before";
import { usePortal } from "../../../data/portal";
import { DeskSubmissionChangedDocument, DeskSubmissionCursorDocument } from "../../../graph/desk/graphql";
import { askDesk, followDesk, readSession } from "../session";

/** Asked for before what a page shows, it follows from there and misses no move. */
export async function latestMove(): Promise<string> {
  return (await askDesk(DeskSubmissionCursorDocument, {})).submissionCursor;
}

export const Following = defineComponent(
  (props: { readonly feed: string | null; readonly after: string }) => {
    const { refresh } = usePortal();
    let isOver = false;
    let end = (): void => undefined;
    /** One at a time; what is told meanwhile is asked for after it. */
    let isRefreshing = false;
    let isStale = false;
    const catchUp = async (): Promise<void> => {
      isStale = true;
      if (isRefreshing) return;
      isRefreshing = true;
      for (let tries = 0; isStale && !isOver;) {
        isStale = false;
        try {
          // without a session it would be the page of the sign-in, and what was typed would be gone
          if (!(await readSession()).signedIn) throw new Error("The session has ended");
          await refresh();
          tries = 0;
        } catch {
          isStale = true;
          tries += 1;
          await pauseBefore(tries);
        }
      }
      isRefreshing = false;
    };
    onMounted(() => {
      end = keepFollowing(
        ({ heard, ended }) =>
          followDesk(
            DeskSubmissionChangedDocument,
            { feed: props.feed, after: props.after },
            {
              next: () => {
                heard();
                catchUp().catch(() => undefined);
              },
              ended,
            },
          ),
        catchUp,
      );
    });
    onBeforeUnmount(() => {
      isOver = true;
      end();
    });
    return () => null;
  },
  { props: ["feed", "after"] },
);
