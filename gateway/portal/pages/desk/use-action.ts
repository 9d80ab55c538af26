/**
 * Something that a person does: it runs once at a time, its refusal is a sentence, then the page is shown
 * anew.
 */
import { ref, type Ref } from "vue";
import { usePortal } from "../../data/portal";
import { useWords } from "../../words";

export interface Action {
  readonly isRunning: Readonly<Ref<boolean>>;
  readonly fault: Readonly<Ref<string | null>>;
  readonly run: (work: () => Promise<unknown>) => Promise<void>;
}

export function useAction(): Action {
  const words = useWords();
  const { reload } = usePortal();
  const isRunning = ref(false);
  const fault = ref<string | null>(null);
  return {
    isRunning,
    fault,
    run: async (work) => {
      isRunning.value = true;
      fault.value = null;
      try {
        await work();
        await reload();
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        fault.value = words.fault(error);
      } finally {
        isRunning.value = false;
      }
    },
  };
}
