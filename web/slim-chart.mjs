/**
 * A Vite plugin that leaves out what a timeline never uses of Chart.js: @kurkle/color computes colours of animations and of bars
 * under the mouse, and the timeline has neither. A colour that is asked for after all stays as it is.
 * @returns {import('vite').Plugin}
 */
export function slimChart() {
  const name = '\0no-colour-arithmetic';
  return {
    name: 'slim-chart',
    enforce: 'pre',
    resolveId: (id) => (id === '@kurkle/color' ? name : undefined),
    load: (id) =>
      id === name
        ? `export class Color {
             constructor(colour) { this.colour = colour; this.valid = false; }
             saturate() { return this; }
             darken() { return this; }
             hexString() { return this.colour; }
           }`
        : undefined,
  };
}
