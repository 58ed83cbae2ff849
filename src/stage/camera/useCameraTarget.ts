import { useEffect, useRef } from "react";
import type { ImageBox, Size } from "../../geometry";
import type { CameraTarget, Inset, StageImage } from "../contract/surface";
import { actualPixels, type Camera, cameraOnBox, cameraOnImage, middleOf, scaleLimits, zoomAbout } from "./camera";
import type { CameraRig } from "./rig";

export interface CameraCommands {
  /** Whether a person has the camera. */
  isFree(): boolean;
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
export function useCameraTarget(
  rig: CameraRig,
  image: StageImage | null,
  viewport: Size,
  inset: Inset,
  target: CameraTarget,
  still: boolean,
): CameraCommands {
  const hold = useRef<Hold>({ kind: "fit" });
  const last = useRef<Aimed | null>(null);

  const held = (): Camera | null => image && heldCamera(hold.current, image, viewport, inset);
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
  const enter = (from: ImageBox | undefined): void => {
    if (from) rig.set(cameraOnBox(from, viewport, inset));
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: aims when one of these changes, with whatever else holds
  useEffect(() => {
    if (!image || viewport.width === 0 || viewport.height === 0) return;
    const before = last.current;
    const now = { image, viewport, key: target.key };
    last.current = now;
    switch (changeBetween(before, now)) {
      case "other-picture": {
        // There is no way to fly between two pictures, unless the app says where the new one comes from.
        const from = before && before.key !== now.key ? target.from : undefined;
        if (!from && (before === null || (target.kind !== "fit" && target.kind !== "box"))) go({ kind: "fit" }, true);
        enter(from);
        return follow(still || !from);
      }
      case "asked":
        enter(target.from);
        return follow(still);
      case "resized":
        rig.go(held() ?? recentred(rig.get(), before?.viewport ?? viewport, viewport), true);
    }
  }, [image?.id, image?.width, image?.height, viewport, inset, target.key]);

  return {
    isFree: () => hold.current.kind === "free",
    freeCamera: () => {
      hold.current = { kind: "free" };
    },
    flyTo: (box) => go({ kind: "box", box }, still),
    fit: () => go({ kind: "fit" }, still),
  };
}

function heldCamera(hold: Hold, image: Size, viewport: Size, inset: Inset): Camera | null {
  if (hold.kind === "fit") return cameraOnImage(image, viewport, inset);
  return hold.kind === "box" ? cameraOnBox(hold.box, viewport, inset) : null;
}

/** Why the camera has to move. A picture of the same size that nobody asked to be shown keeps the view of the last. */
function changeBetween(before: Aimed | null, now: Aimed): "other-picture" | "asked" | "resized" {
  if (before === null) return "other-picture";
  const asked = before.key !== now.key;
  const reshaped = before.image.width !== now.image.width || before.image.height !== now.image.height;
  if (before.image.id !== now.image.id && (asked || reshaped)) return "other-picture";
  return asked ? "asked" : "resized";
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
