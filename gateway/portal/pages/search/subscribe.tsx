/**
 * Subscribes to what later releases add to a search: as an Atom feed, at a webhook, and here while the page
 * is open.
 */
import { defineComponent, onBeforeUnmount, shallowRef, watch } from "vue";
import { keepFollowing } from "../../data/keep-following";
import { usePortal } from "../../data/portal";
import { GraphFault } from "../../data/ask";
import {
  SearchMatchedDocument,
  SubscribeToSearchDocument,
  type CardFragment,
  type SubscribeToSearchMutation,
} from "../../graph/public/graphql";
import { RecordCard } from "../../parts/record-card";
import { useWords } from "../../words";
import { Fault } from "../../parts/fault";

type Saved = SubscribeToSearchMutation["saveStandingQuery"];

export const Subscribe = defineComponent(
  (props: { readonly text: string }) => {
    const words = useWords();
    const { t } = words;
    const { change, follow } = usePortal();
    const saved = shallowRef<Saved | null>(null);
    const fault = shallowRef<string | null>(null);
    const matches = shallowRef<readonly CardFragment[]>([]);
    let end = (): void => undefined;

    const subscribe = async (event: Event): Promise<void> => {
      event.preventDefault();
      const form = new FormData(event.currentTarget as HTMLFormElement);
      const webhook = form.get("webhook");
      fault.value = null;
      try {
        const answer = await change(SubscribeToSearchDocument, {
          words: props.text,
          title: t("search.titleOf", { text: props.text }),
          webhook: typeof webhook === "string" && webhook !== "" ? webhook : null,
        });
        saved.value = answer.saveStandingQuery;
        const { id } = answer.saveStandingQuery.standingQuery;
        end = keepFollowing(({ heard, ended }) =>
          follow(
            SearchMatchedDocument,
            { id },
            {
              next: ({
                standingQueryMatched: {
                  match: { record },
                },
              }) => {
                heard();
                if (record) matches.value = [record, ...matches.value];
              },
              ended,
            },
          ),
        );
      } catch (error) {
        if (!(error instanceof GraphFault)) throw error;
        fault.value = words.fault(error);
      }
    };
    const forget = (): void => {
      end();
      saved.value = null;
      matches.value = [];
    };
    watch(() => props.text, forget);
    onBeforeUnmount(() => end());

    return () => (
      <section>
        <h2>{t("search.subscribe")}</h2>
        {saved.value === null ? (
          <form onSubmit={subscribe}>
            <p class="quiet">{t("search.subscribeText")}</p>
            <label>
              {t("search.webhook")}
              <input type="url" name="webhook" placeholder="https://" maxlength={2_000} />
            </label>
            <button type="submit">{t("search.subscribe")}</button>
            <Fault text={fault.value} />
          </form>
        ) : (
          <div role="status">
            <p>
              <a href={saved.value.standingQuery.atom}>{t("search.atom")}</a>
            </p>
            <p class="quiet">{t("search.token")}</p>
            <code>{saved.value.token}</code>
            {saved.value.webhookSecret !== null && (
              <>
                <p class="quiet">{t("search.secret")}</p>
                <code>{saved.value.webhookSecret}</code>
              </>
            )}
            <p class="quiet">{t("search.live")}</p>
            <ul class="plain" aria-live="polite">
              {matches.value.map((record) => (
                <li>
                  <RecordCard record={record} />
                </li>
              ))}
            </ul>
          </div>
        )}
      </section>
    );
  },
  { props: ["text"] },
);
