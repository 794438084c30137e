/**
 * A printed line with its time and task in front, as the tests' oracle stamps what CPython prints.
 * @param {object} print
 * @param {string} print.text one line
 * @param {number} print.time seconds on the loop's clock; NaN outside the loop
 * @param {number} print.turn the loop's iteration
 * @param {string} print.task its name, '' for none
 * @param {boolean} iterations whether to tell the iteration too
 * @returns {string}
 */
export function stamp({ text, time, turn, task }, iterations) {
  const inside = !Number.isNaN(time);
  const fields = [`T${inside ? seconds(time) : '-'}`];
  if (iterations) {
    fields.push(`I${inside ? turn : '-'}`);
  }
  return [...fields, task || '-', text].join('\t');
}

/**
 * Six decimals as C and Python print them. toFixed() rounds what lies exactly between two of them up, those to the even
 * one; of binary numbers only the odd multiples of 1/128 lie so.
 * @param {number} time
 */
function seconds(time) {
  const tie = (time * 128) % 2 === 1;
  const cut = time.toFixed(7).slice(0, -1);
  return tie && Number(cut.at(-1)) % 2 === 0 ? cut : time.toFixed(6);
}
