// A square that moves for three seconds, packed as H.264; null where the browser cannot.
async ([width, height, frames]) => {
  const config = { codec: "avc1.42001f", width, height, bitrate: 300000, framerate: 15, avc: { format: "avc" } };
  if (!(await VideoEncoder.isConfigSupported(config)).supported) return null;
  const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const film = { description: "", samples: [] };
  const encoder = new VideoEncoder({
    output: (chunk, about) => {
      const bytes = new ArrayBuffer(chunk.byteLength);
      chunk.copyTo(bytes);
      film.samples.push(text(bytes));
      if (about?.decoderConfig?.description) film.description = text(about.decoderConfig.description);
    },
    error: (error) => { throw error; },
  });
  encoder.configure(config);
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  for (let number = 0; number < frames; number += 1) {
    pen.fillStyle = "#d9cbb8";
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = "#1f8a8a";
    pen.fillRect(number * 4, height / 3, 60, 60);
    const frame = new VideoFrame(canvas, { timestamp: number * 66667 });
    encoder.encode(frame, { keyFrame: number === 0 });
    frame.close();
  }
  await encoder.flush();
  return film;
}
