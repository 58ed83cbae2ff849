import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { areaOf, type ImageBox, imageBox, type Size } from "../../geometry";
import type { Finding } from "../../influence";
import { type AskedSubject, pictureOf } from "../../workspace/influence";
import { useTrace, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { PictureMap } from "./PictureMap";
import { percent, useInfluence, useInfluenceWords } from "./useInfluence";

/** Cells along the longer side: as fine as a finger on a phone. */
const CELLS = 16;

interface Grid {
  readonly side: number;
  readonly columns: number;
  readonly rows: number;
}

function gridOf({ width, height }: Size): Grid {
  const side = Math.max(1, Math.ceil(Math.max(width, height) / CELLS));
  return { side, columns: Math.ceil(width / side), rows: Math.ceil(height / side) };
}

function cellAt({ side }: Grid, column: number, row: number, { width, height }: Size): ImageBox {
  const [left, top] = [column * side, row * side];
  return imageBox(left, top, Math.min(side, width - left), Math.min(side, height - top));
}

const isSame = (a: ImageBox, b: ImageBox): boolean => a.left === b.left && a.top === b.top;

/** A picture to paint over, cell by cell, with a pointer or by key. */
export function Brush({ subject }: { subject: AskedSubject }) {
  const { influence } = useWorkspace();
  const { brushed: words } = useInfluenceWords();
  const trace = useTrace();
  const brushed = useInfluence((state) => state.brushed);
  const picture = pictureOf(subject.line, subject.look);
  const image = picture ? trace?.images.get(picture) : undefined;
  if (!image) return null;
  return (
    <>
      <PictureMap image={image.id} label={words.label}>
        {brushed.map((box) => (
          <rect key={`${box.left} ${box.top}`} className="influence-brushed" {...attributesOf(box)} />
        ))}
        <Canvas size={image} />
      </PictureMap>
      <div className="influence-ask">
        <p className="influence-note">{words.how}</p>
        <Button disabled={brushed.length === 0} onClick={() => influence.setState({ brushed: [] })}>
          {words.clear}
        </Button>
      </div>
    </>
  );
}

const attributesOf = ({ left, top, width, height }: ImageBox) => ({ x: left, y: top, width, height });

/** What takes the pointer and the keys: all of the picture, with the cell that the keys are at. */
function Canvas({ size }: { size: Size }) {
  const { influence } = useWorkspace();
  const { brushed: words } = useInfluenceWords();
  const [at, setAt] = useState({ column: 0, row: 0 });
  const grid = gridOf(size);
  const paint = (cell: ImageBox): void =>
    influence.setState(({ brushed }) =>
      brushed.some((box) => isSame(box, cell)) ? {} : { brushed: [...brushed, cell] },
    );
  const toggle = (cell: ImageBox): void =>
    influence.setState(({ brushed }) => ({
      brushed: brushed.some((box) => isSame(box, cell))
        ? brushed.filter((box) => !isSame(box, cell))
        : [...brushed, cell],
    }));
  const under = ({ currentTarget, clientX, clientY }: PointerEvent<SVGRectElement>): ImageBox => {
    const shown = currentTarget.getBoundingClientRect();
    const place = (from: number, length: number, cells: number): number =>
      Math.min(cells - 1, Math.max(0, Math.floor((from / length) * cells)));
    const column = place(clientX - shown.left, (shown.width * grid.columns * grid.side) / size.width, grid.columns);
    const row = place(clientY - shown.top, (shown.height * grid.rows * grid.side) / size.height, grid.rows);
    return cellAt(grid, column, row, size);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (event.key === " ") toggle(cellAt(grid, at.column, at.row, size));
    else if (step)
      setAt(({ column, row }) => ({
        column: Math.min(grid.columns - 1, Math.max(0, column + step[0])),
        row: Math.min(grid.rows - 1, Math.max(0, row + step[1])),
      }));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <rect className="influence-brush-at" {...attributesOf(cellAt(grid, at.column, at.row, size))} />
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: painted on, by pointer and by key */}
      <rect
        className="influence-brush"
        tabIndex={0}
        role="application"
        aria-label={`${words.label}. ${words.how}`}
        width={size.width}
        height={size.height}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          paint(under(event));
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) paint(under(event));
        }}
      />
    </>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What becomes of the answer without what was painted over, and how little of that is enough. */
export function Brushed({ finding }: { finding: Finding }) {
  const { brushed: words } = useInfluenceWords();
  const trace = useTrace();
  if (finding.kind !== "brush") return null;
  const { answer, flips, fewest, boxes, picture } = finding.result;
  const image = trace?.images.get(picture);
  const area = fewest.reduce((sum, box) => sum + areaOf(box), 0);
  const said = answer ?? words.none;
  return (
    <div className="influence-card">
      <p className="influence-verdict">{flips ? words.flips(said) : words.stays(said)}</p>
      {flips && image ? (
        <>
          <p>{words.fewest(fewest.length, boxes.length, percent(area / areaOf(image)))}</p>
          <PictureMap image={picture} label={words.fewest(fewest.length, boxes.length, percent(area / areaOf(image)))}>
            {fewest.map((box) => (
              <rect key={`${box.left} ${box.top}`} className="influence-brushed" {...attributesOf(box)} />
            ))}
          </PictureMap>
        </>
      ) : null}
    </div>
  );
}
