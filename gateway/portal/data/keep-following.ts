/** Follows until it is left: a stream that ends is followed anew, after a pause. */
import { pauseBefore } from "./pause-before";

export interface Kept {
  /** Something came: the next pause is the shortest again. */
  readonly heard: () => void;
  readonly ended: () => void;
}

/** Returns what leaves it. `beforeAnew`: done before it is followed again; it may not reject. */
export function keepFollowing(
  follow: (kept: Kept) => () => void,
  beforeAnew: () => Promise<void> = () => Promise.resolve(),
): () => void {
  let isLeft = false;
  let tries = 0;
  let end = (): void => undefined;
  const begin = (): void => {
    end = follow({
      heard: () => {
        tries = 0;
      },
      ended: () => {
        anew().catch(() => undefined);
      },
    });
  };
  const anew = async (): Promise<void> => {
    tries += 1;
    await pauseBefore(tries);
    if (!isLeft) await beforeAnew();
    if (!isLeft) begin();
  };
  begin();
  return () => {
    isLeft = true;
    end();
  };
}
