import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import type { ImageId } from "../../action";
import { screenQuery } from "../../workspace/queries";
import { useTrace, useWords, useWorkspace } from "../binding/useWorkspace";

/** Larger pictures are drawn smaller: nobody sees more in a dialog. */
const MOST_PIXELS = 1200;

/** A picture of the trace with something laid over it, in pixels of the picture. */
export function PictureMap(props: { image: ImageId; label: string; children: ReactNode }) {
  const { edges } = useWorkspace();
  const words = useWords();
  const image = useTrace()?.images.get(props.image);
  const { data, isFetched } = useQuery(screenQuery(edges, image ?? null));
  const canvas = useRef<HTMLCanvasElement | null>(null);
  // A bitmap is drawn, not rendered: React has no element for it.
  useEffect(() => {
    const box = canvas.current;
    if (data && box) box.getContext("2d")?.drawImage(data, 0, 0, box.width, box.height);
  }, [data]);
  if (!image) return <p className="influence-note">{words.picture.missing}</p>;
  const { width, height } = image;
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height));
  return (
    <figure className="influence-map" style={{ aspectRatio: `${width} / ${height}` }}>
      <canvas
        ref={canvas}
        width={Math.max(1, Math.round(width * scale))}
        height={Math.max(1, Math.round(height * scale))}
      />
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
        {props.children}
      </svg>
      {isFetched && !data ? <p className="influence-missing">{words.picture.missing}</p> : null}
    </figure>
  );
}
