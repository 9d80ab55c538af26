/**
 * The record's address for good, other forms of it, and how it is cited (GB/T 7714), which its JSON-LD says.
 */
import { defineComponent, onMounted, ref } from "vue";
import { Facts } from "../../parts/facts";
import { useWords } from "../../words";

export const Cite = defineComponent(
  (props: { readonly permalink: string }) => {
    const { t } = useWords();
    const address = ref(props.permalink);
    const citation = ref<string | null>(null);
    onMounted(async () => {
      address.value = new URL(props.permalink, location.href).href;
      const response = await fetch(`${props.permalink}.jsonld`).catch(() => null);
      const described: unknown = response?.ok ? await response.json() : null;
      if (typeof described !== "object" || described === null) return;
      const { "dct:bibliographicCitation": text }: { "dct:bibliographicCitation"?: unknown } = described;
      citation.value = typeof text === "string" ? text : null;
    });
    return () => (
      <Facts
        facts={[
          { name: t("record.address"), value: <code>{address.value}</code> },
          { name: t("record.citation"), value: citation.value },
          {
            name: t("record.forms"),
            value: (
              <span class="row">
                <a href={`${props.permalink}.json`}>JSON</a>
                <a href={`${props.permalink}.jsonld`}>JSON-LD</a>
              </span>
            ),
          },
        ]}
      />
    );
  },
  { props: ["permalink"] },
);
