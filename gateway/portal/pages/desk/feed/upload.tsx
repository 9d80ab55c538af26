/**
 * Takes files, one after the other: dropped, chosen, or a whole folder. Each tells how far it is, first on
 * its way and then in its check, can be cancelled, and leads to what was found in it.
 */
import { defineComponent, onBeforeUnmount, reactive } from "vue";
import {
  DeskCheckProgressDocument,
  DeskWithdrawDocument,
  type DeskCheckProgressSubscription,
} from "../../../graph/desk/graphql";
import { keepFollowing } from "../../../data/keep-following";
import { Link } from "../../../parts/link";
import { useWords } from "../../../words";
import { asPerson, changeDesk, followDesk } from "../session";
import { FileRefused, sendAttachment, sendFile, UploadCancelled } from "./send-file";

type Check = DeskCheckProgressSubscription["checkProgress"];

interface Upload {
  readonly name: string;
  /** Of its bytes, from 0 to 1. */
  progress: number;
  /** Its submission; null until the file has arrived. */
  id: string | null;
  check: Check | null;
  /** It has no rows, and has arrived. */
  isAttached: boolean;
  fault: string | null;
  cancel: () => Promise<void>;
}

export const Upload = defineComponent(
  (props: { readonly feed: string; readonly takesFiles: boolean }) => {
    const words = useWords();
    const { t, number } = words;
    const uploads = reactive<Upload[]>([]);
    const followed = new Set<() => void>();
    onBeforeUnmount(() => followed.forEach((end) => end()));

    const take = async (files: readonly File[]): Promise<void> => {
      const added = files.map((file): readonly [File, Upload] => {
        const upload = reactive<Upload>({
          name: file.name,
          progress: 0,
          id: null,
          check: null,
          isAttached: false,
          fault: null,
          cancel: () => Promise.resolve(),
        });
        uploads.unshift(upload);
        return [file, upload];
      });
      // What rows name must be there before them.
      for (const [file, upload] of added) if (isAttachment(file)) await send(file, upload);
      for (const [file, upload] of added) if (!isAttachment(file)) await send(file, upload);
    };

    const send = async (file: File, upload: Upload): Promise<void> => {
      const stop = new AbortController();
      upload.cancel = () => Promise.resolve(stop.abort());
      try {
        const options = {
          signal: stop.signal,
          onProgress: (part: number): void => {
            upload.progress = part;
          },
        };
        if (isAttachment(file)) {
          await asPerson(() => sendAttachment(file, options));
          upload.isAttached = true;
          return;
        }
        const id = await asPerson(() => sendFile(props.feed, file, options));
        upload.id = id;
        upload.cancel = async () => {
          await changeDesk(DeskWithdrawDocument, { id, reason: null });
        };
        await checked(id, upload);
      } catch (error) {
        if (error instanceof FileRefused) upload.id = error.submission;
        if (error instanceof UploadCancelled) upload.fault = t("desk.cancelled");
        else if (error instanceof Error) upload.fault = words.fault(error);
        else throw error;
      }
    };

    /**
     * Resolves when the check has ended. A stream that ends before is followed anew: it may have begun when
     * there was no session, or the hub was away.
     */
    const checked = (id: string, upload: Upload): Promise<void> =>
      new Promise((resolve) => {
        const leave = keepFollowing(({ heard, ended }) =>
          followDesk(
            DeskCheckProgressDocument,
            { id },
            {
              next: ({ checkProgress: check }) => {
                heard();
                upload.check = check;
                if (check.state === "WITHDRAWN") upload.fault = t("desk.cancelled");
                if (check.submission.refusal) upload.fault = sentenceOf(check.submission.refusal);
                if (check.state !== "RECEIVED") finish();
              },
              ended,
            },
          ),
        );
        const finish = (): void => {
          followed.delete(leave);
          leave();
          resolve();
        };
        followed.add(leave);
      });

    const isAttachment = ({ name }: File): boolean => props.takesFiles && ATTACHMENT.test(name);
    const sentenceOf = ({
      message,
      english,
    }: {
      readonly message: string;
      readonly english: string;
    }): string => (words.language === "en" ? english : message);
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
        {props.takesFiles && <p>{t("desk.attachText")}</p>}
        <div class="row">
          <label class="button first">
            {t("desk.choose")}
            <input
              type="file"
              multiple
              accept={`.csv,.xlsx,.xls,.et,.json,.ndjson,.txt${props.takesFiles ? ",.pdf,.ofd,.docx,.png,.jpg" : ""}`}
              onChange={choose}
            />
          </label>
          <label class="button">
            {t("desk.folder")}
            <input type="file" {...FOLDER} onChange={choose} />
          </label>
        </div>
        <ul class="plain">
          {uploads.map((upload) => (
            <li class="row">
              <strong>{upload.name}</strong>
              {stateOf(upload)}
            </li>
          ))}
        </ul>
      </section>
    );

    function stateOf(upload: Upload) {
      const { id, check, isAttached, fault } = upload;
      const open = id !== null && <Link to={`/desk/submissions/${id}`}>{t("desk.open")}</Link>;
      if (fault !== null)
        return (
          <>
            <span class="bad" role="status">
              {fault}
            </span>
            {open}
          </>
        );
      if (isAttached)
        return (
          <span class="good" role="status">
            {t("desk.attached")}
          </span>
        );
      if (check === null || check.state === "RECEIVED") return goingOn(upload);
      const { rows, errors, warnings } = check.submission;
      return (
        <>
          <span class={errors > 0 ? "bad" : "good"} role="status">
            {t(errors > 0 ? "desk.hasErrors" : "desk.isGood", {
              rows: number(rows),
              errors: number(errors),
              warnings: number(warnings),
            })}
          </span>
          {open}
        </>
      );
    }

    function goingOn({ id, progress, check, cancel }: Upload) {
      const part = id === null ? progress : check && check.bytes > 0 ? check.bytesRead / check.bytes : 0;
      return (
        <>
          <progress value={part} max={1} aria-label={t(id === null ? "desk.sending" : "desk.checking")} />
          <span>
            {id === null
              ? `${Math.floor(progress * 100)}%`
              : check
                ? t("desk.checkedRows", {
                    rows: number(check.rows),
                    perSecond: number(check.rowsPerSecond),
                    errors: number(check.errors),
                  })
                : t("desk.checking")}
          </span>
          <button type="button" onClick={cancel}>
            {t("desk.cancel")}
          </button>
        </>
      );
    }
  },
  { props: ["feed", "takesFiles"] },
);

/** Chromium, Firefox and Safari all take it; HTML has no such attribute. */
const FOLDER = { webkitdirectory: true };

/** Named by rows, and no rows itself. */
const ATTACHMENT = /\.(?:pdf|ofd|docx|png|jpe?g)$/i;
