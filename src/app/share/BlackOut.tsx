import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useState } from "react";
import { type ImageBox, imageBox } from "../../geometry";
import { type ImageRecord, isKept } from "../../trace";
import { bitmapQuery } from "../../workspace/queries";
import { useTrace, useWorkspace } from "../binding/useWorkspace";
import { Button, IconButton } from "../controls";
import { BoxFields } from "./BoxFields";
import { BoxPicture } from "./BoxPicture";
import { type ShareChoice, useShareWords } from "./useShare";

const NO_BOXES: readonly ImageBox[] = [];

/** The pictures of the trace, one at a time, and the boxes that are to be black on each. */
export function BlackOut({ choice }: { choice: ShareChoice }) {
  const words = useShareWords();
  const trace = useTrace();
  const [at, setAt] = useState(0);
  const pictures = [...(trace?.images.values() ?? [])].filter(isKept);
  const index = Math.min(at, pictures.length - 1);
  const image = pictures[index];
  if (!image) return null;
  return (
    <details className="share-black">
      <summary>{words.blackOut}</summary>
      <p className="share-aside">{words.blackOutAbout}</p>
      {pictures.length > 1 ? (
        <div className="share-row">
          <IconButton
            label={words.previousPicture}
            icon={<ChevronLeft size={16} />}
            disabled={index === 0}
            onClick={() => setAt(index - 1)}
          />
          <span>{words.pictureOf(index + 1, pictures.length)}</span>
          <IconButton
            label={words.nextPicture}
            icon={<ChevronRight size={16} />}
            disabled={index === pictures.length - 1}
            onClick={() => setAt(index + 1)}
          />
        </div>
      ) : null}
      <Boxes key={image.id} image={image} choice={choice} />
    </details>
  );
}

function Boxes({ image, choice }: { image: ImageRecord; choice: ShareChoice }) {
  const words = useShareWords();
  const { data: bitmap } = useQuery(bitmapQuery(useWorkspace().edges, image.id));
  const boxes = choice.plan.boxes.get(image.id) ?? NO_BOXES;
  const put = (next: readonly ImageBox[]): void => choice.setBoxes(image.id, next);
  if (bitmap === null) return <p>{words.noPixels}</p>;
  return (
    <>
      {bitmap ? <BoxPicture bitmap={bitmap} boxes={boxes} onDraw={(box) => put([...boxes, box])} /> : null}
      {boxes.map((box, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: boxes have no names, and are only added last or taken away
        <div key={i} className="share-row">
          <BoxFields title={words.box(i + 1)} box={box} image={image} onChange={(next) => put(boxes.with(i, next))} />
          <IconButton
            label={words.removeBox(i + 1)}
            icon={<X size={16} />}
            onClick={() => put(boxes.filter((_, other) => other !== i))}
          />
        </div>
      ))}
      <Button onClick={() => put([...boxes, middleOf(image)])}>{words.addBox}</Button>
    </>
  );
}

/** A box to begin with, for who has no pointer. */
const middleOf = ({ width, height }: ImageRecord): ImageBox =>
  imageBox(Math.floor(width / 4), Math.floor(height / 4), Math.ceil(width / 2), Math.ceil(height / 2));
