// Small pictures for lists come with the first list.
export { thumbnailOf } from "../raster";
