/** Record what somebody says, where the browser can and they let it. Nothing is sent, and nothing kept by itself. */

/** Whether this browser can record. */
export const canRecord = () => Boolean(globalThis.MediaRecorder && navigator.mediaDevices?.getUserMedia);

/** Begin; rejects where there is no microphone or no permission. */
export async function beginRecording() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const pieces = [];
  const ended = new Promise((resolve) => { recorder.addEventListener("stop", resolve); }); // also when a microphone is pulled out
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  recorder.start();
  const going = () => recorder.state !== "inactive";
  return {
    hold: () => going() && recorder.pause(),
    goOn: () => going() && recorder.resume(),
    /** End, and give what was recorded. */
    async end() {
      if (going()) recorder.stop();
      await ended;
      for (const track of stream.getTracks()) track.stop();
      return new Blob(pieces, { type: recorder.mimeType });
    },
  };
}
