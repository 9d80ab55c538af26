/** Reads the page by the browser's own voice, where it has one. */
import { defineComponent, onBeforeUnmount, onMounted, ref } from "vue";
import { useWords } from "../words";

export const ReadAloud = defineComponent(() => {
  const words = useWords();
  const canRead = ref(false);
  const isReading = ref(false);
  onMounted(() => {
    canRead.value = "speechSynthesis" in window;
  });
  onBeforeUnmount(() => {
    if (canRead.value) speechSynthesis.cancel();
  });
  const read = (): void => {
    if (isReading.value) return speechSynthesis.cancel();
    const text = new SpeechSynthesisUtterance(document.querySelector("main")?.innerText ?? "");
    text.lang = words.language === "zh" ? "zh-CN" : "en";
    for (const end of ["end", "error"])
      text.addEventListener(end, () => {
        isReading.value = false;
      });
    isReading.value = true;
    speechSynthesis.speak(text);
  };
  return () =>
    canRead.value && (
      <button type="button" aria-pressed={isReading.value} onClick={read}>
        {words.t(isReading.value ? "frame.silent" : "frame.read")}
      </button>
    );
});
