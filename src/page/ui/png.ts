/** Type of a PNG. */
export const PNG = "image/png";

/** Dots of a PNG for each of the picture, so that it is sharp in a document. */
const DOTS = 2;

/**
 * A picture of SVG as PNG, drawn with the fonts of this machine.
 *
 * @throws Error where the browser cannot draw it.
 */
export async function pngOf(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * DOTS;
    canvas.height = image.naturalHeight * DOTS;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => {
      canvas.toBlob((blob) => (blob === null ? failed(new Error("no PNG could be drawn")) : done(blob)), PNG);
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
