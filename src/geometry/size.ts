/** Extent in pixels of whatever space the owner names. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const areaOf = (size: Size): number => size.width * size.height;
