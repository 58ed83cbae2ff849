/** The 80 classes of COCO (Lin et al., ECCV 2014, arXiv:1405.0312), in the order in which detectors number them. */
export const CLASSES: readonly string[] = [
  ..."person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign".split(","),
  ..."parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella".split(","),
  ..."handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite,baseball bat,baseball glove".split(","),
  ..."skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,knife,spoon,bowl,banana,apple".split(","),
  ..."sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed".split(","),
  ..."dining table,toilet,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,toaster,sink".split(","),
  ..."refrigerator,book,clock,vase,scissors,teddy bear,hair drier,toothbrush".split(","),
];

/** Words that people and other systems use for a class. */
const SYNONYMS: Readonly<Record<string, string>> = {
  people: "person",
  man: "person",
  woman: "person",
  human: "person",
  motorbike: "motorcycle",
  aeroplane: "airplane",
  plane: "airplane",
  sofa: "couch",
  pottedplant: "potted plant",
  plant: "potted plant",
  table: "dining table",
  diningtable: "dining table",
  tvmonitor: "tv",
  television: "tv",
  phone: "cell phone",
  bike: "bicycle",
  ball: "sports ball",
  mug: "cup",
};

/** The number of a class by its name or a word for it, a plural among them; null where no class goes by that. */
export function classNamed(words: string): number | null {
  const name = words.trim().toLowerCase();
  const tried = [name, name.replace(/e?s$/, ""), name.replace(/s$/, ""), name.replace(/men$/, "man")];
  for (const word of tried) {
    const index = CLASSES.indexOf(SYNONYMS[word] ?? word);
    if (index >= 0) return index;
  }
  return null;
}
