import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef } from "react";
import type { ImageId } from "../../action";
import type { Step } from "../../trace";
import { bitmapQuery } from "../../workspace";
import { useSession, useWords, useWorkspace } from "../binding/useWorkspace";

const Comparison = lazy(() => import("./Comparison"));

/** What was seen: the image as the model was given it, or the words said in its place. */
export function Seen(props: { step: Step; image: ImageId | null; text: string; recomputed: boolean }) {
  const words = useWords();
  const { step, image, text, recomputed } = props;
  const kept = useSession(({ log }) => image !== null && log?.trace.images.get(image)?.origin.kind === "source");
  if (!image && recomputed) return <p className="step-flaw">{words.comparison.nothing}</p>;
  if (!image) return <p className="step-words">{text === "refused" ? words.step.refused : text}</p>;
  return (
    <>
      <SeenImage image={image} />
      {recomputed ? <p className="step-aside">{words.comparison.recomputed}</p> : null}
      {text ? <p className="step-words">{text}</p> : null}
      {kept && step.author === "import" ? (
        <Suspense>
          <Comparison key={step.id} step={step} image={image} />
        </Suspense>
      ) : null}
    </>
  );
}

function SeenImage({ image }: { image: ImageId }) {
  const { edges } = useWorkspace();
  const words = useWords();
  const record = useSession(({ log }) => log?.trace.images.get(image) ?? null);
  const { data, isFetched } = useQuery(bitmapQuery(edges, image));
  const canvas = useRef<HTMLCanvasElement | null>(null);
  // A bitmap is drawn, not rendered: React has no element for it.
  useEffect(() => {
    if (data) canvas.current?.getContext("2d")?.drawImage(data, 0, 0);
  }, [data]);
  if (isFetched && !data) return <p className="step-aside">{words.picture.missing}</p>;
  return (
    <figure className="seen">
      <canvas
        ref={canvas}
        width={record?.width ?? 1}
        height={record?.height ?? 1}
        role="img"
        aria-label={words.step.seen(record?.width ?? 0, record?.height ?? 0)}
      />
      <figcaption>{words.step.seen(record?.width ?? 0, record?.height ?? 0)}</figcaption>
    </figure>
  );
}
