/**
 * What somebody may have meant.
 * @param {string} name
 * @param {readonly string[]} names those there are
 * @returns {string | undefined} the one that is the fewest letters off, two or half of the name at most.
 */
export function nearest(name, names) {
  let found;
  let least = Math.max(2, Math.floor(name.length / 2)) + 1;
  for (const each of names) {
    const off = Math.abs(each.length - name.length) < least ? distance(name, each) : least;
    if (off < least) {
      least = off;
      found = each;
    }
  }
  return found;
}

/**
 * Levenshtein's distance.
 * @param {string} a
 * @param {string} b
 */
function distance(a, b) {
  const row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    let before = i;
    row[0] = i + 1;
    for (let j = 0; j < b.length; j++) {
      const changed = before + Number(a[i] !== b[j]);
      before = row[j + 1];
      row[j + 1] = Math.min(changed, before + 1, row[j] + 1);
    }
  }
  return row[b.length];
}
