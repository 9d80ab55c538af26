/**
 * Takes files, one after the other: dropped, chosen, or a whole folder. Each tells how far it is, can be
 * cancelled, and leads to what was found in it.
 */
import { defineComponent, reactive } from "vue";
import { Link } from "../../../parts/link";
import { useWords } from "../../../words";
import { asPerson } from "../session";
import { sendFile, UploadCancelled, type Sent } from "./send-file";

interface Upload {
  readonly name: string;
  readonly cancel: AbortController;
  /** Of its bytes, from 0 to 1. */
  progress: number;
  sent: Sent | null;
  fault: string | null;
}

export const Upload = defineComponent(
  (props: { readonly feed: string }) => {
    const words = useWords();
    const { t } = words;
    const uploads = reactive<Upload[]>([]);

    const take = async (files: readonly File[]): Promise<void> => {
      const added = files.map((file): readonly [File, Upload] => {
        const upload = reactive<Upload>({
          name: file.name,
          cancel: new AbortController(),
          progress: 0,
          sent: null,
          fault: null,
        });
        uploads.unshift(upload);
        return [file, upload];
      });
      for (const [file, upload] of added) await send(file, upload);
    };
    const send = async (file: File, upload: Upload): Promise<void> => {
      try {
        upload.sent = await asPerson(() =>
          sendFile(props.feed, file, {
            signal: upload.cancel.signal,
            onProgress: (part) => {
              upload.progress = part;
            },
          }),
        );
      } catch (error) {
        if (error instanceof UploadCancelled) upload.fault = t("desk.cancelled");
        else if (error instanceof Error) upload.fault = words.fault(error);
      }
    };
    const drop = async (event: DragEvent): Promise<void> => {
      event.preventDefault();
      await take([...(event.dataTransfer?.files ?? [])]);
    };
    const choose = async (event: Event): Promise<void> => {
      const { target: input } = event;
      if (!(input instanceof HTMLInputElement)) return;
      const files = [...(input.files ?? [])];
      input.value = "";
      await take(files);
    };

    return () => (
      <section class="upload" onDragover={(event) => event.preventDefault()} onDrop={drop}>
        <h2>{t("desk.upload")}</h2>
        <p>{t("desk.uploadText")}</p>
        <div class="row">
          <label class="button first">
            {t("desk.choose")}
            <input type="file" multiple accept=".csv,.xlsx,.xls,.et,.json,.ndjson,.txt" onChange={choose} />
          </label>
          <label class="button">
            {t("desk.folder")}
            <input type="file" {...FOLDER} onChange={choose} />
          </label>
        </div>
        <ul class="plain" aria-live="polite">
          {uploads.map((upload) => (
            <li class="row">
              <strong>{upload.name}</strong>
              {stateOf(upload)}
            </li>
          ))}
        </ul>
      </section>
    );

    function stateOf({ sent, fault, progress, cancel }: Upload) {
      if (fault !== null) return <span class="bad">{fault}</span>;
      if (sent === null)
        return (
          <>
            <progress value={progress} max={1} aria-label={t("desk.upload")} />
            <span>{progress < 1 ? `${Math.floor(progress * 100)}%` : t("desk.checking")}</span>
            <button type="button" onClick={() => cancel.abort()}>
              {t("desk.cancel")}
            </button>
          </>
        );
      const { id, rows, errors, warnings } = sent;
      return (
        <>
          <span class={errors > 0 ? "bad" : "good"}>
            {t(errors > 0 ? "desk.hasErrors" : "desk.isGood", { rows, errors, warnings })}
          </span>
          <Link to={`/desk/submissions/${id}`}>{t("desk.open")}</Link>
        </>
      );
    }
  },
  { props: ["feed"] },
);

/** Chromium, Firefox and Safari all take it; HTML has no such attribute. */
const FOLDER = { webkitdirectory: true };
