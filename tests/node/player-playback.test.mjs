/** The playhead's clock, on frames that the test makes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Playback, STEPS_A_SECOND } from '../../web/player/figure/playback.mjs';

/** A run of ten seconds with a record every 10 ms; its frames come when the test says so. */
function played() {
  /** @type {((milliseconds: number) => void) | null} */
  let asked = null;
  let now = 5000;
  const playback = new Playback(() => {}, {
    request: (callback) => {
      asked = callback;
      return 1;
    },
    cancel: () => (asked = null),
  });
  playback.model = {
    length: 1001,
    end: 10,
    timeAt: (index) => Math.max(0, index - 1) / 100,
    positionAt: (time) => Math.floor(time * 100 + 1e-9) + 1,
  };
  return {
    playback,
    waits: () => asked !== null,
    /** @param {number} frames @param {number} [apart] milliseconds */
    frames(frames, apart = 1000 / 60) {
      for (let i = 0; i < frames && asked; i++) {
        const callback = asked;
        asked = null;
        callback(now);
        now += apart;
      }
    },
  };
}

for (const speed of [0.1, 0.25, 0.5, 1, 2, 5, 10]) {
  test(`at speed ${speed} a second of frames is ${speed} s of the run`, () => {
    const { playback, frames } = played();
    playback.speed = speed;
    playback.play();
    frames(1 + 60 * 0.9);
    assert.ok(Math.abs(playback.position.time - 0.9 * speed) < 1e-9, `${playback.position.time}`);
    assert.equal(playback.position.index, Math.floor(90 * speed + 1e-6) + 1);
  });
}

test('on a screen of 144 frames a second, and on one that stutters, time is the same', () => {
  for (const apart of [1000 / 144, 7, 33, 100, 240]) {
    const { playback, frames } = played();
    playback.play();
    const count = Math.round(3000 / apart);
    frames(1 + count, apart);
    assert.ok(Math.abs(playback.position.time - (count * apart) / 1000) < 1e-9, `${apart} ms apart`);
  }
});

test('speed may change while it plays; a tab that was hidden for a minute goes on where it was', () => {
  const { playback, frames } = played();
  playback.play();
  frames(61);
  playback.speed = 2;
  frames(60);
  assert.ok(Math.abs(playback.position.time - 3) < 1e-9, `${playback.position.time}`);
  frames(1, 60_000);
  frames(1);
  assert.ok(playback.position.time < 3.6, `${playback.position.time}`);
});

test('along steps so many records pass in a second, whatever time they take', () => {
  const { playback, frames } = played();
  Object.assign(playback, { axis: 'steps', speed: 5 });
  playback.play();
  frames(121);
  assert.equal(playback.position.index, 2 * 5 * STEPS_A_SECOND);
});

test('it ends at the end, goes round in a range, and rests where nobody sees it', () => {
  const { playback, frames, waits } = played();
  playback.speed = 10;
  playback.play();
  frames(90);
  assert.deepEqual(playback.position, { index: 1001, time: 10 });
  assert.ok(!playback.playing && !waits());

  Object.assign(playback, { range: { from: 2, to: 3 }, speed: 1 });
  playback.play();
  frames(1 + 60 * 5.5);
  assert.ok(playback.playing && playback.position.time >= 2 && playback.position.time < 3);

  const { time } = playback.position;
  playback.rests = true;
  assert.ok(playback.playing && !waits());
  frames(60);
  playback.rests = false;
  frames(1, 5000);
  assert.equal(playback.position.time, time);
});
