// What a script has beside the language itself. Runs inside QuickJS; `_call` is the only way out of it.
((outside) => {
  const { parse, stringify } = JSON;
  const call = (name, ...given) => parse(outside(name, stringify(given)));
  const styled = ({ fill = null, stroke = null, width = 1 } = {}) => ({
    fill,
    stroke: stroke === null && fill === null ? "black" : stroke,
    width,
  });

  class Picture {
    constructor({ id, width, height, name = "" }) {
      Object.defineProperties(this, {
        id: { value: id },
        width: { value: width, enumerable: true },
        height: { value: height, enumerable: true },
        name: { value: name, enumerable: true },
      });
    }
    copy() {
      return new Picture(call("copy", this.id));
    }
    crop(left, top, right, bottom) {
      return new Picture(call("crop", this.id, left, top, right, bottom));
    }
    resize(width, height) {
      return new Picture(call("resize", this.id, width, height));
    }
    rotate(degrees) {
      return new Picture(call("rotate", this.id, degrees));
    }
    pixel(x, y) {
      return call("pixel", this.id, x, y);
    }
    setPixel(x, y, color) {
      call("setPixel", this.id, x, y, color);
      return this;
    }
    rectangle(left, top, right, bottom, style) {
      call("rectangle", this.id, left, top, right, bottom, styled(style));
      return this;
    }
    circle(x, y, radius, style) {
      call("circle", this.id, x, y, radius, styled(style));
      return this;
    }
    line(points, style) {
      call("line", this.id, points.flat(), styled(style));
      return this;
    }
    polygon(points, style) {
      call("polygon", this.id, points.flat(), styled(style));
      return this;
    }
    text(words, x, y, { size = 16, fill = "black" } = {}) {
      call("text", this.id, String(words), x, y, size, fill);
      return this;
    }
    paste(picture, left = 0, top = 0) {
      call("paste", this.id, picture.id, left, top);
      return this;
    }
  }

  const inWords = (value) => {
    if (typeof value === "string") return value;
    if (value instanceof Picture) return `Picture ${value.width} × ${value.height}`;
    if (typeof value === "function" || typeof value === "symbol" || value instanceof Error) return String(value);
    return stringify(value) ?? String(value);
  };
  const print = (...values) => void outside("print", stringify(values.map(inWords).join(" ")));
  const show = (picture, name = "") => void call("show", picture.id, name);
  const images = [];

  Object.assign(globalThis, {
    Picture,
    images,
    print,
    show,
    canvas: (width, height, color = "white") => new Picture(call("canvas", width, height, color)),
    console: { log: print, info: print, warn: print, error: print, debug: print },
    _given(entry) {
      const { variables, ...told } = parse(entry);
      const picture = new Picture(told);
      images.push(picture);
      for (const name of variables) globalThis[name] ??= picture;
    },
    _shown(value) {
      if (value instanceof Picture) show(value);
      else if (value !== undefined) print(value);
    },
  });
  delete globalThis._call;
})(_call);
