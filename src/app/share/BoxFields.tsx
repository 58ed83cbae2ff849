import { type ImageBox, imageBox, type Size } from "../../geometry";
import { useShareWords } from "./useShare";

const SIDES = ["left", "top", "width", "height"] as const;

/** The numbers of a box in pixels of its picture, which it is kept inside of. */
export function BoxFields(props: { title: string; box: ImageBox; image: Size; onChange(box: ImageBox): void }) {
  const words = useShareWords();
  const { title, box, image, onChange } = props;
  return (
    <fieldset className="share-sides">
      <legend>{title}</legend>
      {SIDES.map((side) => (
        <label key={side}>
          <span>{words.sides[side]}</span>
          <input
            className="input input-number"
            type="number"
            min={side === "width" || side === "height" ? 1 : 0}
            max={side === "left" || side === "width" ? image.width : image.height}
            value={Math.round(box[side])}
            onChange={({ target }) => onChange(inside({ ...box, [side]: Number(target.value) || 0 }, image))}
          />
        </label>
      ))}
    </fieldset>
  );
}

function inside({ left, top, width, height }: ImageBox, image: Size): ImageBox {
  const within = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
  const [x, y] = [within(left, 0, image.width - 1), within(top, 0, image.height - 1)];
  return imageBox(x, y, within(width, 1, image.width - x), within(height, 1, image.height - y));
}
