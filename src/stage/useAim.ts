import { useEffect, useRef } from "react";
import type { ImageBox, Size } from "../geometry";
import { actualPixels, type Camera, cameraOnBox, cameraOnImage, middleOf, scaleLimits, zoomAbout } from "./camera";
import type { CameraRig } from "./rig";
import type { CameraTarget, Inset, StageImage } from "./surface";

export interface Aim {
  freeCamera(): void;
  flyTo(box: ImageBox): void;
  fit(): void;
}

/** What the camera holds on to when the viewport changes. */
type Hold = { readonly kind: "free" } | { readonly kind: "fit" } | { readonly kind: "box"; readonly box: ImageBox };

interface Aimed {
  readonly image: StageImage;
  readonly viewport: Size;
  readonly key: string | number;
}

/** Points the camera: at a new picture, where the app asks, and again when the viewport changes under it. */
export function useAim(
  rig: CameraRig,
  image: StageImage | null,
  viewport: Size,
  inset: Inset,
  target: CameraTarget,
  still: boolean,
): Aim {
  const hold = useRef<Hold>({ kind: "fit" });
  const last = useRef<Aimed | null>(null);

  const held = (): Camera | null => {
    if (!image) return null;
    if (hold.current.kind === "fit") return cameraOnImage(image, viewport, inset);
    return hold.current.kind === "box" ? cameraOnBox(hold.current.box, viewport, inset) : null;
  };
  const go = (next: Hold, cut: boolean): void => {
    hold.current = next;
    const camera = held();
    if (camera) rig.go(camera, cut);
  };
  const follow = (cut: boolean): void => {
    if (target.kind === "fit") go({ kind: "fit" }, cut);
    else if (target.kind === "box") go({ kind: "box", box: target.box }, cut);
    else if (target.kind !== "free" && image) {
      hold.current = { kind: "free" };
      rig.go(stepped(rig.get(), target, image, viewport, inset), cut);
    }
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: aims when one of these changes, with whatever else holds
  useEffect(() => {
    if (!image || viewport.width === 0 || viewport.height === 0) return;
    const before = last.current;
    last.current = { image, viewport, key: target.key };
    if (!before) {
      go({ kind: "fit" }, true);
      return follow(true);
    }
    const asked = before.key !== target.key;
    const reshaped = before.image.width !== image.width || before.image.height !== image.height;
    if (before.image.id !== image.id && (asked || reshaped)) {
      // Another picture: there is no way to fly between two worlds, unless the app says where it comes from.
      const from = asked ? target.from : undefined;
      if (from) rig.set(cameraOnBox(from, viewport, inset));
      else if (target.kind !== "fit" && target.kind !== "box") go({ kind: "fit" }, true);
      return follow(still || !from);
    }
    if (asked) {
      if (target.from) rig.set(cameraOnBox(target.from, viewport, inset));
      return follow(still);
    }
    const camera = held() ?? recentred(rig.get(), before.viewport, viewport);
    rig.go(camera, true);
  }, [image?.id, image?.width, image?.height, viewport, inset, target.key]);

  return {
    freeCamera: () => {
      hold.current = { kind: "free" };
    },
    flyTo: (box) => go({ kind: "box", box }, still),
    fit: () => go({ kind: "fit" }, still),
  };
}

function stepped(
  camera: Camera,
  target: Extract<CameraTarget, { kind: "actual" | "by" }>,
  image: Size,
  viewport: Size,
  inset: Inset,
): Camera {
  const middle = middleOf(viewport, inset);
  if (target.kind === "actual") return actualPixels(camera, middle, window.devicePixelRatio);
  return zoomAbout(camera, middle, target.factor, scaleLimits(image, viewport));
}

/** What was in the middle stays in the middle. */
const recentred = (camera: Camera, before: Size, after: Size): Camera => ({
  scale: camera.scale,
  x: camera.x + (after.width - before.width) / 2,
  y: camera.y + (after.height - before.height) / 2,
});
