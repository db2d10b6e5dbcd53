/** Draws heartbeat bars and round-trip times on canvases. Newest at the right. */

/** Width of a stroke and the way to the next, CSS pixels. */
const STROKE = 5;
export const STEP = 7;
const HEIGHT = 26;
const STUB = 8;
const SPARK = {width: 84, height: 16};
const colours = {};
const listeners = [];

/** Colours as the theme in force has them: a canvas knows no custom properties. */
function readColours() {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  for (const name of ['beat', 'down', 'line', 'meter', 'ink']) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
}

function themeChanged() {
  readColours();
  listeners.forEach(listener => listener());
}

readColours();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', themeChanged);
new MutationObserver(themeChanged).observe(document.documentElement, {attributeFilter: ['data-theme']});

/** @param listener called when everything has to be drawn again */
export function onTheme(listener) {
  listeners.push(listener);
}

/** How many strokes fit. */
export function fitting(width) {
  return Math.max(0, Math.floor((width + STEP - STROKE) / STEP));
}

/**
 * Draws a bar.
 *
 * @param beats strokes, oldest first: [epoch ms, rtt or null, missed]
 * @param width in CSS pixels
 * @param chosen index from the newest of the one that is looked at, -1 for none
 */
export function drawBar(canvas, beats, width, chosen) {
  const pen = prepare(canvas, width, HEIGHT);
  const room = fitting(width);
  for (let i = 0; i < room; i++) {
    const beat = beats[beats.length - 1 - i];
    const x = width - STROKE - i * STEP;
    const missed = beat?.[2];
    pen.fillStyle = !beat ? colours.line : missed ? colours.down : colours.beat;
    pen.globalAlpha = beat ? 1 : 0.6;
    const height = missed ? STUB : HEIGHT;
    pen.beginPath();
    pen.roundRect(x, HEIGHT - height, STROKE, height, 2.5);
    pen.fill();
    if (i === chosen) {
      pen.strokeStyle = colours.ink;
      pen.lineWidth = 1.5;
      pen.strokeRect(x - 1, 0.75, STROKE + 2, HEIGHT - 1.5);
    }
  }
}

/** Draws the round-trip times of these strokes as a line above zero; nothing for less than two. */
export function drawSpark(canvas, beats) {
  const times = beats.map(beat => beat[1]).filter(rtt => rtt !== null);
  const pen = prepare(canvas, SPARK.width, SPARK.height);
  if (times.length < 2) {
    return;
  }
  const most = Math.max(...times) || 1;
  const x = i => 1 + i * (SPARK.width - 3) / (times.length - 1);
  const y = rtt => SPARK.height - 1.5 - rtt / most * (SPARK.height - 3);
  pen.beginPath();
  times.forEach((rtt, i) => i ? pen.lineTo(x(i), y(rtt)) : pen.moveTo(x(i), y(rtt)));
  pen.strokeStyle = colours.meter;
  pen.lineWidth = 1.4;
  pen.lineJoin = 'round';
  pen.stroke();
  pen.lineTo(x(times.length - 1), SPARK.height);
  pen.lineTo(x(0), SPARK.height);
  pen.globalAlpha = 0.14;
  pen.fillStyle = colours.meter;
  pen.fill();
}

function prepare(canvas, width, height) {
  const sharp = devicePixelRatio || 1;
  const wanted = [Math.round(width * sharp), Math.round(height * sharp)];
  if (canvas.width !== wanted[0] || canvas.height !== wanted[1]) {
    [canvas.width, canvas.height] = wanted;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.clearRect(0, 0, width, height);
  pen.globalAlpha = 1;
  return pen;
}
