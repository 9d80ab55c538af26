/** Verifies in the reader's own browser that a record is in the signed public log, as it is published. */
import { defineComponent, ref } from "vue";
import { usePortal } from "../../data/portal";
import { RecordProofDocument } from "../../graph/public/graphql";
import { useWords } from "../../words";

type Outcome = "running" | "holds" | "fails" | "unable";

export const Verify = defineComponent(
  (props: { readonly id: string }) => {
    const { t } = useWords();
    const { ask } = usePortal();
    const outcome = ref<Outcome | null>(null);
    const why = ref("");

    const verify = async (): Promise<void> => {
      outcome.value = "running";
      why.value = "";
      // browsers have hashes only where the connection is safe
      if (!isSecureContext) {
        outcome.value = "unable";
        return;
      }
      const { checkEntry, checkRecord, joinHead, Mismatch } = await import("verify-release");
      try {
        const { node } = await ask(RecordProofDocument, { id: props.id });
        const provenance = node && "provenance" in node ? node.provenance : null;
        const [proof, logged] = [provenance?.proof, provenance?.release.proof];
        if (!proof || !logged) {
          outcome.value = "unable";
          return;
        }
        const { entry, pathHashes, root, size } = logged;
        await checkRecord(proof, await checkEntry(entry, pathHashes, { root, size }));
        await joinHead(location.origin, { root, size });
        outcome.value = "holds";
      } catch (error) {
        outcome.value = error instanceof Mismatch ? "fails" : "unable";
        why.value = error instanceof Error ? error.message : "";
      }
    };
    return () => (
      <div class="row actions">
        <button type="button" disabled={outcome.value === "running"} onClick={verify}>
          {t("record.verify")}
        </button>
        <p role="status" class={outcome.value === "holds" ? "good" : "bad"}>
          {outcome.value !== null && t(`record.${outcome.value}`)}
          {why.value !== "" && ` ${why.value}`}
        </p>
      </div>
    );
  },
  { props: ["id"] },
);
