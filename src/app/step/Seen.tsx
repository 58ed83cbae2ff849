import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { ImageId } from "../../action";
import { bitmapQuery } from "../queries";
import { useDesk, useSession, useWords } from "../services";

/** What was seen: the image as the model was given it, or the words said in its place. */
export function Seen({ image, text }: { image: ImageId | null; text: string }) {
  const words = useWords();
  if (!image) return <p className="step-words">{text === "refused" ? words.step.refused : text}</p>;
  return (
    <>
      <SeenImage image={image} />
      {text ? <p className="step-words">{text}</p> : null}
    </>
  );
}

function SeenImage({ image }: { image: ImageId }) {
  const { services } = useDesk();
  const words = useWords();
  const record = useSession(({ log }) => log?.trace.images.get(image) ?? null);
  const { data, isFetched } = useQuery(bitmapQuery(services, image));
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
