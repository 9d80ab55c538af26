/** The latest releases; each later one appears as it happens. */
import { defineComponent, onBeforeUnmount, onMounted, shallowRef, watch } from "vue";
import { keepFollowing } from "../../data/keep-following";
import { usePortal } from "../../data/portal";
import { ReleasedDocument, type NewReleaseFragment } from "../../graph/public/graphql";
import { Link } from "../../parts/link";
import { useWords } from "../../words";

const SHOWN = 8;

export const NewReleases = defineComponent(
  (props: { readonly first: readonly NewReleaseFragment[] }) => {
    const words = useWords();
    const { follow, refresh } = usePortal();
    const releases = shallowRef(props.first);
    let end = (): void => undefined;
    onMounted(() => {
      end = keepFollowing(
        ({ heard, ended }) =>
          follow(
            ReleasedDocument,
            {},
            {
              next: ({ released }) => {
                heard();
                const others = releases.value.filter(({ number }) => number !== released.number);
                releases.value = [released, ...others].slice(0, SHOWN);
              },
              ended,
            },
          ),
        // What was released meanwhile.
        () => refresh().catch(() => undefined),
      );
    });
    watch(
      () => props.first,
      (first) => {
        releases.value = first;
      },
    );
    onBeforeUnmount(() => end());
    return () => (
      <ul class="plain" aria-live="polite">
        {releases.value.map(({ number, releasedAt, added, changed, removed, feed, department }) => (
          <li key={number}>
            {feed && (
              <Link to={`/datasets/${feed.id}`}>{words.language === "en" ? feed.titleEn : feed.title}</Link>
            )}
            <p class="row quiet">
              <time datetime={releasedAt}>{words.moment(releasedAt)}</time>
              <span>{words.t("home.changes", { added, changed, removed })}</span>
              <span>{department.name}</span>
            </p>
          </li>
        ))}
      </ul>
    );
  },
  { props: ["first"] },
);
